import { attempt } from '../call.js'
import { fault } from '../fault.js'
import { Markup, TEXT } from '../markup.js'
import { isUndefined, PRINT, Undefined } from '../undefined.js'
import { entriesOf } from './keys.js'
import type { Fields } from './shapes.js'
import { isList, isObject, isPromise, kindOf } from './shapes.js'

/** How deep containers may nest in printed text; deeper is `too-large`. */
const DEEPEST = 1000

/** The printed text of a value: see `Values.text`. Containers are JSON with `, ` and `: `. */
export function text(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'undefined':
      return ''
    case 'object':
      return value === null ? '' : textOfObject(value)
  }
  return fault('not-printable', { kind: typeof value })
}

/** The text of a value as JSON would show it; functions, symbols and missing values by their kind. */
export function repr(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value)
  if (isUndefined(value) || typeof value === 'function' || typeof value === 'symbol') return kindOf(value)
  return json(value, new Set())
}

function textOfObject(value: object): string {
  if (value instanceof Markup) return value.toString()
  if (value instanceof Undefined) return value[PRINT]()
  if (value instanceof Date) return textOfDate(value)
  if (isPromise(value)) return fault('not-printable', { kind: 'promise' })
  return ownText(value) ?? json(value, new Set())
}

function textOfDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toISOString()
}

/** What an object says of itself, when its class or it has a `toString` that is not every object's. */
function ownText(value: object): string | undefined {
  if (TEXT in value) return String(value[TEXT])
  if (isList(value) || value instanceof Map || value instanceof Set) return undefined
  const method: unknown = value.toString
  if (typeof method !== 'function' || isInherited(value)) return undefined
  return attempt(() => String(value))
}

/** Whether `toString` comes from the root of the prototype chain, that is from `Object.prototype` of any realm. */
function isInherited(value: object): boolean {
  for (let owner: object | null = value; owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (Object.hasOwn(owner, 'toString')) return owner !== value && Object.getPrototypeOf(owner) === null
  }
  return true
}

/** `open` holds the containers being printed, so that one that contains itself is found. */
function json(value: unknown, open: Set<object>): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (!isObject(value) || value instanceof Undefined) return 'null'
  if (open.has(value)) return fault('circular-value', { kind: containerKind(value) })
  if (open.size >= DEEPEST) return fault('too-large', { what: 'nesting' })
  open.add(value)
  const printed = jsonOfObject(value, open)
  open.delete(value)
  return printed
}

/** The word for what contains itself; all of `kindOf` would be too much for every page to carry. */
function containerKind(value: object): string {
  if (isList(value)) return 'list'
  return value instanceof Set ? 'set' : 'mapping'
}

function jsonOfObject(value: Fields, open: Set<object>): string {
  if (isList(value)) return jsonList(value, open)
  if (value instanceof Set) return jsonList([...value], open)
  if (value instanceof Map) return jsonMapping(entriesOf(value), open)
  if (isPromise(value)) return fault('not-printable', { kind: 'promise' })
  const { toJSON } = value
  if (typeof toJSON === 'function')
    return json(
      attempt(() => Reflect.apply(toJSON, value, [])),
      open,
    )
  const own = ownText(value)
  return own === undefined ? jsonMapping(entriesOf(value), open) : JSON.stringify(own)
}

function jsonList(items: Iterable<unknown>, open: Set<object>): string {
  return `[${Array.from(items, (item) => json(item, open)).join(', ')}]`
}

/** As in JSON, members that are functions or symbols are left out. */
function jsonMapping(entries: readonly (readonly [unknown, unknown])[], open: Set<object>): string {
  const data = entries.filter(([, value]) => typeof value !== 'function' && typeof value !== 'symbol')
  const printed = data.map(([key, value]) => `${JSON.stringify(keyText(key, open))}: ${json(value, open)}`)
  return `{${printed.join(', ')}}`
}

function keyText(key: unknown, open: Set<object>): string {
  if (typeof key === 'string') return key
  if (key instanceof Markup) return key.toString()
  return json(key, open)
}
