import { entriesOf, keysOf } from '../keys.js'
import type { Mapping } from '../shapes.js'
import { tuple } from './tuple.js'

/** What of a dict a view shows. */
export type ViewKind = 'dict_keys' | 'dict_values' | 'dict_items'

/** Key of which part of a dict a view shows. */
export const KIND: unique symbol = Symbol('kind')
/** Key of the method that gives what a view shows. */
export const SHOWN: unique symbol = Symbol('shown')

/** The keys, values or entries of a dict, seen as they are when they are looked at. */
export class DictView {
  /** Which of them it shows; also the name of its type. */
  readonly [KIND]: ViewKind
  readonly #dict: Mapping

  constructor(kind: ViewKind, dict: Mapping) {
    this[KIND] = kind
    this.#dict = dict
  }

  /** The items shown, in order. */
  [Symbol.iterator](): Iterator<unknown> {
    return this[SHOWN]()[Symbol.iterator]()
  }

  /** The items shown, in a new list. */
  [SHOWN](): unknown[] {
    if (this[KIND] === 'dict_keys') return keysOf(this.#dict)
    const entries = entriesOf(this.#dict)
    return this[KIND] === 'dict_values' ? entries.map(([, value]) => value) : entries.map(tuple)
  }
}
