import { call, INVOKE, type Invocable } from './call.js'
import type { Site } from './scope.js'

/** The use of a template's block in a place. */
export function blockUse(name: string, place: string): string {
  return `part ${name} ${place}`
}

/** Key of how a value is called where the document is not at text. */
export const PLACED: unique symbol = Symbol('placed')

/** Calls what was asked for a place; the text needs no escaping there. */
export type PlacedCall = (args: readonly unknown[], site: Site) => string

/** A value of the runtime whose calls are printed in other places than text, too: a macro, `super`, `self.name`. */
export interface Placeable extends Invocable {
  /** How to call it for a place, or null where it has nothing for there. */
  [PLACED](place: string): PlacedCall | null
}

/**
 * What a call prints in a place: what the callee has for there or, if it has nothing, its value as `escape` writes it.
 * Faults as `call`.
 */
export function printCall(
  site: Site,
  callee: unknown,
  place: string,
  ...[escape, ...args]: readonly [escape: (value: unknown) => string, ...args: unknown[]]
): string {
  const placed = isPlaceable(callee) ? callee[PLACED](place) : null
  return placed === null ? escape(call(site, callee, ...args)) : placed(args, site)
}

function isPlaceable(value: unknown): value is Placeable {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false
  return INVOKE in value && PLACED in value
}
