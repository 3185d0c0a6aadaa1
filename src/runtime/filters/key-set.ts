import { isText } from '../markup.js'
import { numberOf } from '../number.js'
import { entriesOf } from '../values/keys.js'
import { isMapping } from '../values/shapes.js'
import type { Values } from '../values/values.js'

/**
 * A set of values that are the same when the dialect finds them equal. Text and numbers cost one look-up;
 * anything else is compared with the others of its kind and size.
 */
export class KeySet {
  readonly #values: Values
  readonly #buckets = new Map<string, unknown[]>()

  constructor(values: Values) {
    this.#values = values
  }

  /** Adds a value; false when an equal one is there already. */
  add(value: unknown): boolean {
    const name = bucketOf(this.#values.key(value))
    const bucket = this.#buckets.get(name)
    if (bucket === undefined) {
      this.#buckets.set(name, [value])
      return true
    }
    const known = bucket.some((other) => other === value || this.#values.equal(other, value))
    if (!known) bucket.push(value)
    return !known
  }
}

/** A text that equal values share. */
function bucketOf(value: unknown): string {
  if (Array.isArray(value)) return `list ${value.length} ${shallow(value[0])}`
  if (isMapping(value)) return `mapping ${entriesOf(value).map(shallowEntry).sort().join(' ')}`
  return shallow(value)
}

function shallowEntry([, value]: readonly [unknown, unknown]): string {
  return shallow(value)
}

/** Text for scalars; the same for everything else. */
function shallow(value: unknown): string {
  if (isText(value)) return `text ${value}`
  const number = numberOf(value)
  return number === null ? '' : String(Number(number))
}
