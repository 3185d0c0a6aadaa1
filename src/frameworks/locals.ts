import type { Vars } from '../template.js'

/** A page's vars with what a framework keeps for every page of a request beside them; the page's own go before. */
export function withLocals(vars: Vars, locals: Readonly<Record<string, unknown>>): Vars {
  return { ...locals, ...(vars instanceof Map ? Object.fromEntries(vars) : vars) }
}
