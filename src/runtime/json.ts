import { fault } from './fault.js'
import { isText } from './markup.js'
import { numberOf } from './number.js'
import { isUndefined } from './undefined.js'
import { entriesOf } from './values/keys.js'
import { isInstance, isIterable, isMapping, isPromise, kindOf } from './values/shapes.js'
import type { Values } from './values/values.js'

/** How JSON is laid out. */
export interface JsonLayout {
  /** The dialect, for the text of numbers and the order of keys. */
  readonly values: Values
  readonly sortKeys: boolean
  /** Whether everything but ASCII is written as `\uXXXX`. */
  readonly ascii: boolean
  /** What each level of nesting is indented by, or null for one line. */
  readonly indent: string | null
  readonly itemSeparator: string
  readonly keySeparator: string
}

/** How deep data may nest. */
const DEEPEST = 1000

/**
 * The JSON of a value, or undefined when it has none (missing values, functions, symbols; in lists they are
 * null, in mappings left out). Numbers that JSON lacks are written as JavaScript's names. Dates and objects
 * with `toJSON` give what that returns. Faults: circular-value, not-printable, bad-argument, too-large.
 */
export function writeJson(value: unknown, layout: JsonLayout): string | undefined {
  return new JsonWriter(layout).write(value)
}

class JsonWriter {
  readonly #layout: JsonLayout
  readonly #open = new Set<object>()

  constructor(layout: JsonLayout) {
    this.#layout = layout
  }

  write(raw: unknown): string | undefined {
    const value = isText(raw) ? raw.toString() : this.#layout.values.json(raw)
    if (value === null || typeof value === 'boolean') return String(value)
    if (typeof value === 'string') return this.#text(value)
    if (isUndefined(value) || typeof value === 'symbol' || typeof value === 'function') return undefined
    const number = numberOf(value)
    if (number !== null) return this.#number(value, number)
    return typeof value === 'object' ? this.#inside(value) : undefined
  }

  #text(text: string): string {
    const json = JSON.stringify(text)
    if (!this.#layout.ascii) return json
    return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  }

  #number(value: unknown, number: number | bigint): string {
    const hasDigits = typeof number === 'bigint' || Number.isFinite(number)
    return hasDigits ? this.#layout.values.text(value) : String(number)
  }

  #inside(value: object): string {
    if (isPromise(value)) fault('not-printable', { kind: 'promise' })
    if (this.#open.has(value)) fault('circular-value', { kind: kindOf(value) })
    if (this.#open.size >= DEEPEST) fault('too-large', { what: 'nesting' })
    this.#open.add(value)
    const json = isMapping(value) || !isIterable(value) ? this.#mapping(value) : this.#list(value)
    this.#open.delete(value)
    return json
  }

  #list(items: Iterable<unknown>): string {
    return this.#enclose(
      '[',
      Array.from(items, (item) => this.write(item) ?? 'null'),
      ']',
    )
  }

  #mapping(value: object): string {
    const entries = isMapping(value) || isInstance(value) ? entriesOf(value) : []
    const { values, sortKeys, keySeparator } = this.#layout
    if (sortKeys) entries.sort(([left], [right]) => values.compare(left, right, '<'))
    const members: string[] = []
    for (const [key, item] of entries) {
      const json = this.write(item)
      if (json !== undefined) members.push(this.#text(this.#key(key)) + keySeparator + json)
    }
    return this.#enclose('{', members, '}')
  }

  #key(key: unknown): string {
    if (isText(key)) return key.toString()
    if (key === null || typeof key === 'boolean') return String(key)
    const number = numberOf(key)
    if (number !== null) return this.#number(key, number)
    return fault('bad-argument', {
      callee: 'tojson',
      argument: 'value',
      reason: `has a key that is a ${kindOf(key)}`,
    })
  }

  #enclose(start: string, parts: readonly string[], end: string): string {
    const { indent, itemSeparator } = this.#layout
    if (indent === null || parts.length === 0) return start + parts.join(itemSeparator) + end
    // Whatever is written now lies inside the containers that are still open.
    const outer = `\n${indent.repeat(this.#open.size - 1)}`
    return start + outer + indent + parts.join(itemSeparator + outer + indent) + outer + end
  }
}
