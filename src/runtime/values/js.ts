import { escapeHtml } from '../escape.js'
import { fault } from '../fault.js'
import { formatPercent, parsePercent, valuesTaken } from '../format/percent.js'
import type { FormatRules } from '../format/rules.js'
import { formatRules } from '../format/rules.js'
import { isText, Markup } from '../markup.js'
import { prettyPrint } from '../pretty-print.js'
import { isUndefined, Omitted, type Undefined, USE } from '../undefined.js'
import { attr, field, item } from './access.js'
import {
  add,
  divide,
  escapeValue,
  floorDivide,
  multiply,
  negate,
  positive,
  power,
  remainderOf,
  subtract,
} from './arithmetic.js'
import { contains, equal } from './equality.js'
import { length, list, pairs, unpack } from './iterate.js'
import { entriesOf } from './keys.js'
import { mappingOf } from './lookup.js'
import { compare } from './order.js'
import { repr, text } from './print.js'
import { isInstance, isList, isMapping, isObject, isRecord, kindOf } from './shapes.js'
import { slice } from './slice.js'
import type { Values } from './values.js'

/** The JavaScript dialect: JavaScript's values under Jinja's operators. */
export const js: Values = {
  members: new Set(),
  plainDicts: true,
  text,
  repr,
  pretty: (value) => prettyPrint(js, value),
  json: ownJson,
  key: (value) => value,
  escape: escapeValue,
  truthy,
  equal: (left, right) => equal(left, right),
  compare,
  contains,
  list,
  indexed: list,
  pairs,
  entries: (value) => (isMapping(value) || isInstance(value) ? entriesOf(value) : null),
  unpack,
  backwards: (value) => Array.from(list(value)).reverse(),
  length,
  attr: (value, name) => field(js, value, name),
  attribute: (value, name) => attr(js, value, name),
  method: (value, name) => attr(js, value, name),
  item: (value, key) => item(js, value, key),
  slice: (value, start, stop, step) => slice(value, { start, stop, step }),
  add,
  omitted: (place) => new Omitted(place),
  concat: (left, right) => text(left) + text(right),
  subtract,
  multiply,
  divide,
  floorDivide,
  modulo: (left, right) => (isText(left) ? format(js, left, right) : remainderOf(left, right)),
  power,
  negate,
  positive,
  mapping: mappingOf,
  float: (value) => value,
  range: numbers,
  tuple: markTuple,
  owner: ownerOf,
  kind: kindOf,
}

function ownerOf(value: unknown): string {
  if (value === null) return 'none'
  if (isList(value)) return 'list'
  return typeof value === 'object' ? 'mapping' : typeof value === 'string' ? 'text' : typeof value
}

/**
 * Whether a value is true: not so are empty text, lists, mappings and sets, zero, false, null and missing
 * values.
 */
export function truthy(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'number':
      return value !== 0
    case 'bigint':
      return value !== 0n
    case 'object':
      return value !== null && truthyObject(value)
  }
  return value !== undefined
}

function truthyObject(value: object): boolean {
  if (isList(value)) return value.length > 0
  if (value instanceof Markup) return value.toString() !== ''
  if (value instanceof Map || value instanceof Set) return value.size > 0
  if (isUndefined(value)) return missingIsFalse(value)
  return !isRecord(value) || hasKeys(value)
}

function missingIsFalse(value: Undefined): false {
  value[USE]('test')
  return false
}

function hasKeys(value: object): boolean {
  for (const name in value) if (Object.hasOwn(value, name)) return true
  return false
}

function numbers(start: number, stop: number, step: number): number[] {
  const count = Math.max(0, Math.ceil((stop - start) / step))
  if (count > MOST_ITEMS) fault('too-large', { what: 'range' })
  const made: number[] = []
  for (let index = 0; index < count; index++) made.push(start + index * step)
  return made
}

/** Most items of a range. */
const MOST_ITEMS = 1e7

/** What an object's own `toJSON` makes of it, or the value itself. */
export function ownJson(value: unknown): unknown {
  return isObject(value) && typeof value.toJSON === 'function' ? value.toJSON() : value
}

/** Key of the mark on lists that a template wrote as tuples, which only `%` tells from lists. */
const TUPLE: unique symbol = Symbol('tuple')

/** A tuple from items: see `Values.tuple`. */
export function markTuple(items: readonly unknown[]): readonly unknown[] {
  return Object.defineProperty(items, TUPLE, { value: true })
}

/**
 * `text % values`: a tuple, or a list as long as the pattern asks for, gives the values; anything else is the
 * one value. Faults: bad-format, too-large.
 */
export function format(values: Values, text: string | Markup, operand: unknown): string | Markup {
  const pattern = parsePercent(text.toString())
  const spread = isList(operand) && (TUPLE in operand || operand.length === valuesTaken(pattern))
  const args = spread ? operand : [operand]
  const named = isMapping(operand) || isUndefined(operand) || (isList(operand) && !spread) ? operand : null
  if (!(text instanceof Markup)) return formatPercent(formatRules(values), pattern, { args, named })
  return new Markup(formatPercent(escapingRules(values), pattern, { args, named }))
}

/** Rules under which what goes into markup is escaped before it is laid out. */
export function escapingRules(values: Values): FormatRules {
  return { ...formatRules(values), text: values.escape, repr: (value) => escapeHtml(values.repr(value)) }
}
