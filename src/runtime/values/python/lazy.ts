import { fault } from '../../fault.js'
import { isIterable } from '../shapes.js'

/** Key of what a lazy value prints. */
export const LABEL: unique symbol = Symbol('label')

/**
 * What Python's generators and iterators are to templates: items that can be gone through once, each made when it is
 * asked for. They have no length and no positions.
 */
export class Lazy {
  readonly #items: () => unknown
  #iterator: Iterator<unknown> | null = null

  /** `label` is the text before the address it prints. */
  constructor(label: string, items: () => unknown) {
    this[LABEL] = label
    this.#items = items
  }

  /** What it prints, without its address. */
  readonly [LABEL]: string;

  /** The one iterator there is: who comes second goes on where the first one stopped. */
  [Symbol.iterator](): Iterator<unknown> {
    this.#iterator ??= iteratorOf(this.#items())
    return this.#iterator
  }
}

/** Fault: not-printable for a promise, whose items are not there yet. */
function iteratorOf(items: unknown): Iterator<unknown> {
  return isIterable(items) ? items[Symbol.iterator]() : fault('not-printable', { kind: 'promise' })
}
