import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { isUndefined, PRINT, Undefined } from '../undefined.js'
import { attr, field, item } from './access.js'
import { js } from './js.js'
import type { Num } from './numeric.js'
import { toNum } from './numeric.js'
import { Pull } from './pull.js'
import { isInstance, isIterable, isList, isMapping, isObject, isRecord } from './shapes.js'
import type { Values } from './values.js'

/**
 * The values of templates written for nunjucks: the js dialect, but printing, truth, arithmetic on mixed values
 * and tolerance of missing ones as in nunjucks 3.
 */
export const nunjucks: Values = {
  ...js,
  text,
  escape: escapeValue,
  truthy: (value) => (isObject(value) ? !isUndefined(value) : Boolean(value)),
  equal,
  compare,
  contains,
  // A loop with one target goes by length, which a plain object has not.
  list: (value) => (isLoopable(value) && !isRecord(value) ? js.list(value) : []),
  pairs: (value) => (isLoopable(value) ? js.pairs(value) : []),
  unpack,
  length: (value) => (isLoopable(value) ? js.length(value) : 0),
  attr: attribute,
  attribute: (value, name) => (isUndefined(value) ? undefined : attr(nunjucks, value, name)),
  method: (value, name) => (isUndefined(value) ? undefined : attr(nunjucks, value, name)),
  item: (value, key) => (isUndefined(value) ? undefined : itemOf(value, key)),
  add,
  concat,
  omitted: () => '',
  subtract: coercing((left, right) => left - right, js.subtract),
  multiply: coercing((left, right) => left * right, js.multiply),
  divide: coercing((left, right) => left / right, js.divide),
  floorDivide: coercing((left, right) => Math.floor(left / right), js.floorDivide),
  modulo: (left, right) =>
    isText(left) && coerced(left) === null ? js.modulo(left, right) : remainder(left, right),
  power: coercing((left, right) => left ** right, js.power),
  negate: negated,
  positive: (value) => coerced(value) ?? js.positive(value),
}

/** As in the js dialect; nothing of what is missing, and `val` is the text of markup. */
function attribute(value: unknown, name: string): unknown {
  if (isUndefined(value)) return undefined
  return value instanceof Markup && name === 'val' ? value.toString() : field(nunjucks, value, name)
}

const remainder = coercing((left, right) => left % right, js.modulo)

/** How deep lists may nest in printed text; deeper means a cycle. */
const DEEPEST = 1000

function text(value: unknown): string {
  return printed(value, 0)
}

/** As `String` prints it, but nothing for what is missing and never a function's source. */
function printed(value: unknown, depth: number): string {
  if (value instanceof Undefined) return value[PRINT]()
  if (value instanceof Date) return String(value)
  if (isList(value)) {
    if (depth > DEEPEST) return fault('circular-value', { kind: 'list' })
    return Array.from(value, (entry) => printed(entry, depth + 1)).join(',')
  }
  if (value instanceof Map) return '[object Map]'
  if (value instanceof Set) return '[object Set]'
  return isRecord(value) && typeof value.toString !== 'function' ? '[object Object]' : textOfRest(value)
}

function textOfRest(value: unknown): string {
  return isRecord(value) && value.toString === Object.prototype.toString ? '[object Object]' : js.text(value)
}

const SPECIAL = /[&<>"'`\\]/
const SPECIALS = /[&<>"'`\\]/g

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '\\': '&#92;',
}

function escapeValue(value: unknown): string {
  if (typeof value === 'string') return escapeText(value)
  if (value instanceof Markup) return value.toString()
  if (isObject(value) && typeof value.toHTML === 'function') return String(value.toHTML())
  return escapeText(text(value))
}

function escapeText(plain: string): string {
  return SPECIAL.test(plain) ? plain.replace(SPECIALS, (special) => REFERENCES[special] ?? special) : plain
}

/** As in the js dialect, but none and what is missing are equal. */
function equal(left: unknown, right: unknown): boolean {
  return (isNothing(left) && isNothing(right)) || js.equal(left, right)
}

function isNothing(value: unknown): boolean {
  return value === null || isUndefined(value)
}

/** What has no order is neither less nor greater. */
function compare(left: unknown, right: unknown, operator: string): number {
  if (isText(left) && isText(right)) return js.compare(left, right, operator)
  const a = coerced(left)
  const b = coerced(right)
  return a === null || b === null ? Number.NaN : js.compare(a, b, operator)
}

function contains(container: unknown, wanted: unknown): boolean {
  if (Array.isArray(container)) return js.contains(container, wanted)
  if (isText(container)) return container.toString().includes(text(wanted))
  return isLoopable(container) && js.contains(container, wanted)
}

/** Whether a loop finds items in a value; over all others it does nothing. */
function isLoopable(value: unknown): boolean {
  if (isText(value) || isList(value) || isMapping(value) || value instanceof Pull) return true
  return isIterable(value) || isInstance(value)
}

/** Whatever number of values there is; the rest of the targets are missing. */
function unpack(value: unknown, count: number): ArrayLike<unknown> {
  if (Array.isArray(value) && value.length === count) return value
  const items = nunjucks.list(value)
  return Array.from({ length: count }, (_, at) =>
    items instanceof Pull && !items.has(at) ? undefined : items[at],
  )
}

function itemOf(value: unknown, key: unknown): unknown {
  const position = isList(value) && typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key
  return item(nunjucks, value, position)
}

/** Text joins with anything; what is missing is spelled out there, and is no number. */
function add(left: unknown, right: unknown): unknown {
  if (isList(left) && isList(right)) return js.add(left, right)
  return joins(left) || joins(right) ? concat(left, right) : sum(left, right)
}

/** Text after text as JavaScript joins it, which spells out what is missing. */
function concat(left: unknown, right: unknown): string {
  return spelled(left) + spelled(right)
}

function spelled(value: unknown): string {
  if (value === null) return 'null'
  return isUndefined(value) ? 'undefined' : text(value)
}

/** Whether `+` turns a value into text. */
function joins(value: unknown): boolean {
  return isText(value) || (isObject(value) && !isUndefined(value))
}

const sum = coercing((left, right) => left + right, js.add)

type Operator = (left: unknown, right: unknown) => unknown

/** An operator that turns operands into numbers as JavaScript does, where they can be turned. */
function coercing(operate: (left: number, right: number) => number, otherwise: Operator): Operator {
  return (left, right) => {
    const a = coerced(left)
    const b = coerced(right)
    if (a === null || b === null) return otherwise(left, right)
    return typeof a === 'number' && typeof b === 'number' ? operate(a, b) : otherwise(a, b)
  }
}

/** The number JavaScript takes a value for; null for text and objects that are none. */
function coerced(value: unknown): Num | null {
  if (isUndefined(value)) return Number.NaN
  if (value === null) return 0
  if (value instanceof Date) return value.getTime()
  if (!isText(value)) return toNum(value)
  const number = Number(value.toString())
  return Number.isNaN(number) ? null : number
}

function negated(value: unknown): unknown {
  const number = coerced(value)
  return number === null ? js.negate(value) : -number
}
