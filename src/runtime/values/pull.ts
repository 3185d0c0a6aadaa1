import { attempt, hostFault } from '../call.js'

/**
 * The items of an iterable as an array-like that reads ahead by one: each look at `length` pulls at most one
 * item beyond those already there, so `for (let i = 0; i < seq.length; i++)` is lazy and ends with the iterable.
 */
export class Pull implements ArrayLike<unknown> {
  readonly [index: number]: unknown
  readonly #iterator: Iterator<unknown>
  #count = 0
  #done = false

  constructor(items: Iterable<unknown>) {
    this.#iterator = attempt(() => items[Symbol.iterator]())
  }

  /** Items pulled so far, after one more was asked for. */
  get length(): number {
    this.#next()
    return this.#count
  }

  /** Whether there is an item at `index`; pulls no further than that. */
  has(index: number): boolean {
    while (this.#count <= index && !this.#done) this.#next()
    return index < this.#count
  }

  /** Every item, after pulling the rest. Never returns for an endless iterable. */
  all(): unknown[] {
    while (!this.#done) this.#next()
    return Array.from({ length: this.#count }, (_, index) => this[index])
  }

  /** The items one by one, pulled as they are asked for, so that a spread or `Array.from` sees them all. */
  *[Symbol.iterator](): Generator<unknown> {
    for (let index = 0; this.has(index); index++) yield this[index]
  }

  #next(): void {
    if (this.#done) return
    const step = this.#step()
    if (step.done === true) this.#done = true
    else Object.defineProperty(this, this.#count++, { value: step.value, enumerable: true })
  }

  #step(): IteratorResult<unknown> {
    try {
      return this.#iterator.next()
    } catch (error) {
      throw hostFault(error)
    }
  }
}
