import { Markup } from '../../src/runtime/markup.js'
import { isUndefined } from '../../src/runtime/undefined.js'
import type { Json } from './formats.js'
import { isObject, list, object, pairs } from './json.js'
import { isPlain } from './python-words.js'

/**
 * Whether a value is what a recorded one says, as far as JavaScript can tell: sequences match arrays whatever
 * their Python type, mappings match plain objects and `Map`, and None matches a missing value.
 */
export function valueMatches(recorded: Json, value: unknown): boolean {
  if (recorded === null) return value === null || isUndefined(value)
  if (typeof recorded === 'number') return isNumeric(value) && Number(value) === recorded
  if (Array.isArray(recorded)) return itemsMatch(recorded, value)
  if (!isObject(recorded)) return recorded === value
  const [tag, payload] = Object.entries(recorded)[0] ?? ['', null]
  const row = rows[tag]
  if (row !== undefined && Object.keys(recorded).length === 1) return row(payload, value)
  return entriesMatch(Object.entries(recorded), value)
}

/** How the tagged forms match; what they say of Python's types is not asked for. */
const rows: Readonly<Record<string, (payload: Json, value: unknown) => boolean>> = {
  $int: (payload, value) => typeof value === 'bigint' && String(value) === payload,
  $float: (payload, value) => isNumeric(value) && Object.is(Number(value), floatOf(String(payload))),
  $markup: (payload, value) => value instanceof Markup && value.toString() === payload,
  $tuple: itemsMatch,
  $set: (payload, value) => value instanceof Set && itemsMatch(payload, [...value]),
  $frozenset: (payload, value) => value instanceof Set && itemsMatch(payload, [...value]),
  $range: (payload, value) => itemsMatch(countUp(list(payload).map(Number)), value),
  $dict: (payload, value) => entriesMatch(pairs(payload), value),
  $view: (payload, value) => itemsMatch(list(payload)[1] ?? [], value),
  $undefined: (_, value) => isUndefined(value),
  // Which class an opaque object has is Python's affair; that it is one is not.
  $opaque: (_, value) => typeof value === 'function' || (typeof value === 'object' && value !== null),
}

function itemsMatch(recorded: Json, value: unknown): boolean {
  const wanted = list(recorded)
  if (!isIterable(value)) return false
  const items = [...value]
  return items.length === wanted.length && wanted.every((item, index) => valueMatches(item, items[index]))
}

function entriesMatch(recorded: readonly (readonly [Json, Json])[], value: unknown): boolean {
  const entries = value instanceof Map ? [...value] : isPlain(value) ? Object.entries(value) : null
  if (entries === null || entries.length !== recorded.length) return false
  return recorded.every(([key, item]) => {
    const entry = entries.find(([name]) => valueMatches(key, name))
    return entry !== undefined && valueMatches(item, entry[1])
  })
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true
  return typeof value === 'object' && value !== null && typeof value.valueOf() === 'number'
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function floatOf(text: string): number {
  return Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'))
}

function countUp([start = 0, stop = 0, step = 1]: readonly number[]): number[] {
  const count = Math.max(0, Math.ceil((stop - start) / step))
  return Array.from({ length: count }, (_, index) => start + index * step)
}

/** Recorded exports match when every recorded name has a matching value and there are no others. */
export function exportsMatch(recorded: Json, exports: Readonly<Record<string, unknown>>): boolean {
  return entriesMatch(Object.entries(object(recorded)), { ...exports })
}
