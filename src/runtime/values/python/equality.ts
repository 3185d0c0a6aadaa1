import { fault } from '../../fault.js'
import { isText } from '../../markup.js'
import { isUndefined, Omitted, Undefined, USE } from '../../undefined.js'
import { compareText } from '../code-points.js'
import { entriesOf, keyCount } from '../keys.js'
import type { Num } from '../numeric.js'
import { sameNum } from '../numeric.js'
import type { Mapping } from '../shapes.js'
import { isObject } from '../shapes.js'
import { Bytes, sameBytes } from './bytes.js'
import { heldIn, valueUnder } from './keys.js'
import { numberIn } from './numbers.js'
import { Range, sameRange } from './range.js'
import { Tuple } from './tuple.js'
import { isDict, isPlainList, typeName } from './types.js'
import { DictView, KIND, SHOWN } from './view.js'

/** How deep containers may nest while they are compared; deeper means a cycle. */
const DEEPEST = 1000

/**
 * Python's `==`: numbers by value whatever their type, True as 1, containers by content, everything else by identity;
 * a missing value equals missing values of its class. Faults: undefined-value, too-large.
 */
export function equal(left: unknown, right: unknown, depth = 0): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right
  if (typeof left === 'number' && typeof right === 'number') return left === right
  if (isUndefined(left) || isUndefined(right)) return bothMissing(left, right)
  const a = numberIn(left)
  if (a !== null) {
    const b = numberIn(right)
    return b !== null && sameNum(a, b)
  }
  if (isText(left)) return isText(right) && left.toString() === right.toString()
  if (left === right) return true
  if (!isObject(left) || !isObject(right)) return false
  if (depth > DEEPEST) fault('too-large', { what: 'nesting' })
  return equalObjects(left, right, depth + 1)
}

/** Whether two values are the same object or equal, which is how containers look for their items. */
export function same(left: unknown, right: unknown, depth = 0): boolean {
  return Object.is(left, right) || equal(left, right, depth)
}

function bothMissing(left: unknown, right: unknown): boolean {
  if (left instanceof Undefined) left[USE]('compare')
  if (right instanceof Undefined) right[USE]('compare')
  return isUndefined(left) && isUndefined(right) && classOf(left) === classOf(right)
}

function classOf(value: unknown): unknown {
  return value instanceof Undefined && !(value instanceof Omitted) ? value.constructor : Undefined
}

function equalObjects(left: object, right: object, depth: number): boolean {
  if (left instanceof Tuple) return right instanceof Tuple && equalItems(left, right, depth)
  if (isPlainList(left)) return isPlainList(right) && equalItems(left, right, depth)
  if (isDict(left)) return isDict(right) && equalDicts(left, right, depth)
  if (left instanceof Range) return right instanceof Range && sameRange(left, right)
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime()
  if (left instanceof Bytes) return right instanceof Bytes && sameBytes(left, right)
  return equalSets(left, right)
}

function equalSets(left: object, right: object): boolean {
  const [some, others] = [members(left), members(right)]
  return some !== null && others !== null && some.length === others.length && within(some, others)
}

/** The items of what is compared as sets are, or null. */
function members(value: object): readonly unknown[] | null {
  if (value instanceof Set) return [...value]
  return value instanceof DictView && value[KIND] !== 'dict_values' ? value[SHOWN]() : null
}

function within(some: readonly unknown[], others: readonly unknown[]): boolean {
  const scalars = new Set(others)
  return some.every((item) => scalars.has(item) || others.some((other) => same(other, item)))
}

function equalItems(left: readonly unknown[], right: readonly unknown[], depth: number): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (!same(left[at], right[at], depth)) return false
  return true
}

function equalDicts(left: Mapping, right: Mapping, depth: number): boolean {
  if (keyCount(left) !== keyCount(right)) return false
  for (const [key, value] of entriesOf(left)) {
    const held = heldIn(right, key)
    if (held === undefined || !same(value, valueUnder(right, held[0]), depth)) return false
  }
  return true
}

/**
 * Python's order: numbers by size, text by code point, lists and tuples item by item, sets by what they contain.
 * Negative, zero or positive; NaN where neither is less. Faults: not-comparable, undefined-value.
 */
export function compare(left: unknown, right: unknown, operator: string): number {
  if (typeof left === 'number' && typeof right === 'number') return sign(left, right)
  if (isText(left) && isText(right)) return compareText(left.toString(), right.toString())
  const a = numberIn(left)
  const b = numberIn(right)
  if (a !== null && b !== null) return sign(a, b)
  if (isObject(left) && isObject(right)) return compareObjects(left, right, operator)
  return notComparable(left, right, operator)
}

function compareObjects(left: object, right: object, operator: string): number {
  if (left instanceof Tuple && right instanceof Tuple) return compareItems(left, right, operator)
  if (isPlainList(left) && isPlainList(right)) return compareItems(left, right, operator)
  if (left instanceof Date && right instanceof Date) return sign(left.getTime(), right.getTime())
  const [some, others] = [members(left), members(right)]
  return some !== null && others !== null ? compareSets(some, others) : notComparable(left, right, operator)
}

function notComparable(left: unknown, right: unknown, operator: string): never {
  if (left instanceof Undefined) left[USE]('operate')
  if (right instanceof Undefined) right[USE]('operate')
  return fault('not-comparable', { operator, left: typeName(left), right: typeName(right) })
}

function sign(left: Num, right: Num): number {
  if (left < right) return -1
  if (left > right) return 1
  return sameNum(left, right) ? 0 : Number.NaN
}

function compareItems(left: readonly unknown[], right: readonly unknown[], operator: string): number {
  const shared = Math.min(left.length, right.length)
  for (let at = 0; at < shared; at++) {
    if (!same(left[at], right[at])) return compare(left[at], right[at], operator)
  }
  return left.length - right.length
}

function compareSets(left: readonly unknown[], right: readonly unknown[]): number {
  if (within(left, right)) return left.length - right.length
  return within(right, left) ? 1 : Number.NaN
}
