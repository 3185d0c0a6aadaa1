import { fault } from './fault.js'
import { isText } from './markup.js'
import { numberOf } from './number.js'
import { isUndefined } from './undefined.js'
import { entriesOf } from './values/keys.js'
import { isInstance, isIterable, isMapping, isPromise, kindOf } from './values/shapes.js'
import type { Values } from './values/values.js'

/** How JSON is laid out. */
export interface JsonLayout {
  /** The dialect, for the text of numbers and what objects give of themselves. */
  readonly values: Pick<Values, 'text' | 'json'>
  /** The order that keys are sorted in, or null to leave them as they are. */
  readonly compareKeys: Values['compare'] | null
  /** How text, names and numbers are written. */
  readonly notation: Notation
  /** What each level of nesting is indented by, or null for one line. */
  readonly indent: string | null
  readonly itemSeparator: string
  readonly keySeparator: string
}

/** How the pieces of data are written. */
export interface Notation {
  text(text: string): string
  /** The name of a member, and what else belongs before the colon. */
  key(name: string): string
  /** A number; `printed` is what the dialect prints for it. */
  number(printed: string, number: number | bigint): string
}

/** JSON as JavaScript writes it; numbers that JSON lacks are written as JavaScript's names. */
export const JSON_NOTATION: Notation = {
  text: (text) => JSON.stringify(text),
  key: (name) => JSON.stringify(name),
  number: (printed, number) => (isWritten(number) ? printed : String(number)),
}

const ascii = (text: string): string => {
  const json = JSON.stringify(text)
  if (!/[^ -~]/.test(json)) return json
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON in which everything but ASCII is written as `\uXXXX`. */
export const ASCII_NOTATION: Notation = { ...JSON_NOTATION, text: ascii, key: ascii }

function isWritten(number: number | bigint): boolean {
  return typeof number === 'bigint' || Number.isFinite(number)
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
  /** What stands before the values of a list of mappings is the same again and again. */
  readonly #keys = new Map<string, string>()

  constructor(layout: JsonLayout) {
    this.#layout = layout
  }

  write(raw: unknown): string | undefined {
    if (typeof raw === 'string') return this.#layout.notation.text(raw)
    const value = isText(raw) ? raw.toString() : this.#layout.values.json(raw)
    if (value === null || typeof value === 'boolean') return String(value)
    if (typeof value === 'string') return this.#layout.notation.text(value)
    if (isUndefined(value) || typeof value === 'symbol' || typeof value === 'function') return undefined
    const number = numberOf(value)
    if (number !== null) return this.#layout.notation.number(this.#layout.values.text(value), number)
    return typeof value === 'object' ? this.#inside(value) : undefined
  }

  #inside(value: object): string {
    if (isPromise(value)) fault('not-printable', { kind: 'promise' })
    if (this.#open.has(value)) fault('circular-value', { kind: kindOf(value) })
    if (this.#open.size >= DEEPEST) fault('too-large', { what: 'nesting' })
    this.#open.add(value)
    const isList = Array.isArray(value) || (!isMapping(value) && isIterable(value))
    const json = isList ? this.#list(value) : this.#mapping(value)
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
    const { compareKeys } = this.#layout
    if (compareKeys !== null) entries.sort(([left], [right]) => compareKeys(left, right, '<'))
    const members: string[] = []
    for (const [key, item] of entries) {
      const json = this.write(item)
      if (json !== undefined) members.push(this.#head(this.#key(key)) + json)
    }
    return this.#enclose('{', members, '}')
  }

  /** A key as it is written, with what stands behind it. */
  #head(key: string): string {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    const { notation, keySeparator } = this.#layout
    const head = notation.key(key) + keySeparator
    this.#keys.set(key, head)
    return head
  }

  #key(key: unknown): string {
    if (isText(key)) return key.toString()
    if (key === null || typeof key === 'boolean') return String(key)
    const number = numberOf(key)
    if (number !== null) return isWritten(number) ? this.#layout.values.text(key) : String(number)
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
