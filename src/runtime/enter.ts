import { fault } from './fault.js'
import { copyOf, define, nameOf, type Program, Scope } from './scope.js'

/** Local names in force where another template or a block starts; null when there are none. */
export type Locals = Readonly<Record<string, unknown>> | null

/** How many templates may be inside each other; deeper means a cycle. */
const DEEPEST = 200

const NO_VARS: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null))

/** A scope for a part of the same page that also sees `locals` (scoped blocks). */
export function derive(scope: Scope, locals: Locals): Scope {
  const made = new Scope(scope.host, scope.program, withLocals(scope.vars, locals), scope.from)
  made.blocks = scope.blocks
  made.parents = scope.parents
  made.muted = scope.muted
  return made
}

/** A scope for another template that sees the names here (include, import with context). Fault: template-cycle. */
export function enter(scope: Scope, program: Program, locals: Locals): Scope {
  if (scope.depth >= DEEPEST) fault('template-cycle', { chain: cycle(scope, program) })
  return new Scope(scope.host, program, withLocals(scope.vars, locals), scope)
}

/** A scope for another template that sees only globals (import without context). Fault: template-cycle. */
export function enterAlone(scope: Scope, program: Program): Scope {
  if (scope.depth >= DEEPEST) fault('template-cycle', { chain: cycle(scope, program) })
  return new Scope(scope.host, program, NO_VARS, scope)
}

/** The names from the last time `program` was entered to now, which is the cycle. */
function cycle(inner: Scope, program: Program): string[] {
  const chain = [nameOf(program)]
  for (let scope: Scope | null = inner; scope !== null; scope = scope.from) {
    chain.unshift(nameOf(scope.program))
    if (scope.program === program) break
  }
  return chain
}

function withLocals(
  vars: Readonly<Record<string, unknown>>,
  locals: Locals,
): Readonly<Record<string, unknown>> {
  if (locals === null) return vars
  const all = copyOf(vars)
  for (const name of Object.keys(locals)) {
    const value = locals[name]
    if (value !== undefined) define(all, name, value)
  }
  return all
}
