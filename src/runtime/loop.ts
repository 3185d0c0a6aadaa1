import { INVOKE, type Invocable } from './call.js'
import { fault } from './fault.js'
import type { Scope } from './scope.js'
import { Pull } from './values/pull.js'

/** Number of items of a loop's sequence; drains one that is pulled lazily. */
export function count(sequence: ArrayLike<unknown>): number {
  return sequence instanceof Pull ? sequence.all().length : sequence.length
}

/** Whether the item at `index` is the last; looks one item ahead at most. */
export function isLast(sequence: ArrayLike<unknown>, index: number): boolean {
  return sequence instanceof Pull ? !sequence.has(index + 1) : index === sequence.length - 1
}

/** The item before, or a missing value at the start. */
export function previousItem(scope: Scope, sequence: ArrayLike<unknown>, index: number): unknown {
  return index > 0
    ? sequence[index - 1]
    : scope.missing({ path: 'loop.previtem', hint: 'there is no previous item' })
}

/** The item after, or a missing value at the end. */
export function nextItem(scope: Scope, sequence: ArrayLike<unknown>, index: number): unknown {
  if (!isLast(sequence, index)) return sequence[index + 1]
  return scope.missing({ path: 'loop.nextitem', hint: 'there is no next item' })
}

/** The value of `items` whose turn it is in round `index`. Fault: bad-argument when there are none. */
export function cycle(index: number, items: readonly unknown[]): unknown {
  if (items.length === 0)
    fault('bad-argument', { callee: 'loop.cycle', argument: 'items', reason: 'has no items' })
  return items[index % items.length]
}

/** The items of a sequence that `keep` is true for; of one that is still being made, as they come. */
export function select(sequence: ArrayLike<unknown>, keep: (item: unknown) => boolean): ArrayLike<unknown> {
  if (sequence instanceof Pull) return new Pull(keptOf(sequence, keep))
  const kept: unknown[] = []
  for (let index = 0; index < sequence.length; index++) {
    const item = sequence[index]
    if (keep(item)) kept.push(item)
  }
  return kept
}

function* keptOf(sequence: Pull, keep: (item: unknown) => boolean): Generator<unknown> {
  for (const item of sequence) if (keep(item)) yield item
}

/** The `loop` of a template where it is used as a value, called, or asked for more than its counters. */
export class Loop implements Invocable {
  /** The current round, from 0; generated code sets it. */
  index0 = 0
  readonly #scope: Scope
  readonly #sequence: ArrayLike<unknown>
  readonly #depth: number
  readonly #recurse: ((items: unknown, depth: number) => unknown) | null
  #length: number | null = null
  #last: readonly unknown[] | null = null

  constructor(
    scope: Scope,
    sequence: ArrayLike<unknown>,
    depth: number,
    recurse: ((items: unknown, depth: number) => unknown) | null = null,
  ) {
    this.#scope = scope
    this.#sequence = sequence
    this.#depth = depth
    this.#recurse = recurse
  }

  get index(): number {
    return this.index0 + 1
  }

  get first(): boolean {
    return this.index0 === 0
  }

  get last(): boolean {
    return isLast(this.#sequence, this.index0)
  }

  get length(): number {
    this.#length = count(this.#sequence)
    return this.#length
  }

  /** The length if it was asked for before; templates of Jinja can see that. */
  get _length(): number | null {
    return this.#length
  }

  get revindex(): number {
    return count(this.#sequence) - this.index0
  }

  get revindex0(): number {
    return this.revindex - 1
  }

  get depth(): number {
    return this.#depth + 1
  }

  get depth0(): number {
    return this.#depth
  }

  get previtem(): unknown {
    return previousItem(this.#scope, this.#sequence, this.index0)
  }

  get nextitem(): unknown {
    return nextItem(this.#scope, this.#sequence, this.index0)
  }

  /** The argument whose turn it is in this round. */
  cycle(...items: unknown[]): unknown {
    return cycle(this.index0, items)
  }

  /** Whether the arguments differ from those of the last call. */
  changed(...values: unknown[]): boolean {
    const last = this.#last
    this.#last = values
    if (last === null || last.length !== values.length) return true
    return !values.every((value, index) => this.#scope.host.values.equal(value, last[index]))
  }

  [INVOKE](args: readonly unknown[]): unknown {
    if (this.#recurse === null) fault('not-callable', { what: 'loop', kind: 'loop that is not recursive' })
    return this.#recurse(args[0], this.#depth + 1)
  }

  /** How it prints: its place. */
  toString(): string {
    return `<loop ${this.index}/${this.length}>`
  }
}
