import type { Statement } from '../ast.js'
import { advance } from './advance.js'
import { type Context, TEXT } from './context.js'
import { join, settle } from './join.js'
import { place } from './place.js'

/** A context, or null where nothing comes after (a jump). */
export type Flow = Context | null

/** Where ways come together; `split` has two that cannot. */
export type Joined =
  | { readonly at: Flow; readonly split: null }
  | { readonly at: Flow; readonly split: readonly [Context, Context] }

/** Where several ways come together. */
export function joinAll(flows: readonly Flow[]): Joined {
  let at: Flow = null
  for (const flow of flows) {
    const both: Flow = at === null || flow === null ? (at ?? flow) : join(at, flow)
    if (both === null && at !== null && flow !== null) return { at, split: [at, flow] }
    at = both
  }
  return { at, split: null }
}

/** Whether something that ends at a context may stand where another end was foreseen. */
export function fits(end: Context, foreseen: Context): boolean {
  return end.key === foreseen.key || join(foreseen, end)?.key === foreseen.key
}

/** What stands in a place may be a value, an attribute, or nothing. */
const ATTRIBUTE = ' x="y"'

/**
 * Where something ends at most that nobody knows yet: where `end` is, and where it would be behind a value, behind an
 * attribute, or behind nothing, as far as these can come together.
 */
export function widen(from: Context, end: Context = from): Context {
  if (from === TEXT) return end
  const placed = place(from)
  const attribute = advance(from, ATTRIBUTE)
  const ends = [
    from,
    ...(placed.finding === null ? [placed.after] : []),
    ...(attribute.findings.length === 0 ? [attribute.context] : []),
  ]
  return ends.reduce((all, each) => join(all, each) ?? all, end)
}

/** A context behind the quote that closes a value without quotes of its own; null for all others. */
export function settled(context: Context): Context | null {
  return settle(context)?.context ?? null
}

/** Whether a value without quotes ends at a statement: on all ways a space, or the end of the tag, comes first. */
export function startsOutside(statement: Statement | undefined): boolean {
  if (statement === undefined) return false
  if (statement.kind === 'Text') return /^[\s>]/.test(statement.text)
  if (statement.kind === 'For') return startsOutside(statement.body[0])
  if (statement.kind !== 'If') return false
  const arms = [...statement.branches.map(({ body }) => body), statement.orElse]
  return arms.every((arm) => arm.length === 0 || startsOutside(arm[0]))
}
