import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { isUndefined, Undefined, USE } from '../undefined.js'
import { entriesOf, heldKey, heldValue, keyCount } from './keys.js'
import { isNum, sameNum } from './numeric.js'
import type { Mapping } from './shapes.js'
import { isInstance, isIterable, isList, isMapping, isObject, kindOf } from './shapes.js'

/** How deep two containers may nest while they are compared; deeper means a cycle. */
const DEEPEST = 1000

/**
 * Whether two values are equal: strict for scalars (`1 == 1n`, not `1 == '1'`), structural for lists, plain
 * objects, `Map`, `Set` and `Date`, by identity for the rest; a missing value equals only missing values.
 * Linear in the size of what is compared. Faults: undefined-value, too-large.
 */
export function equal(left: unknown, right: unknown, depth = 0): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left === right
  if (isUndefined(left) || isUndefined(right)) return bothMissing(left, right)
  if (left === right) return true
  if (!isObject(left) || !isObject(right)) return equalScalars(left, right)
  if (depth > DEEPEST) fault('too-large', { what: 'nesting' })
  return equalObjects(left, right, depth + 1)
}

/**
 * Whether `container` holds `item`: part of a text, an equal item of a list, set or iterable, a key of a mapping.
 * A missing container holds nothing. Faults: not-iterable, bad-operand (an item that is no text, in a text).
 */
export function contains(container: unknown, item: unknown): boolean {
  if (isText(container)) return containsText(container.toString(), item)
  if (container instanceof Undefined) container[USE]('iterate')
  if (isUndefined(container)) return false
  if (isList(container)) return someEqual(container, item)
  if (container instanceof Set) return container.has(item) || (isObject(item) && someEqual(container, item))
  if (isMapping(container)) return heldKey(container, item, equal) !== undefined
  if (isIterable(container)) return someEqual(container, item)
  if (isInstance(container)) return heldKey(container, item, equal) !== undefined
  return fault('not-iterable', { kind: kindOf(container) })
}

function bothMissing(left: unknown, right: unknown): boolean {
  if (left instanceof Undefined) left[USE]('compare')
  if (right instanceof Undefined) right[USE]('compare')
  return isUndefined(left) && isUndefined(right)
}

/** Numbers of both kinds may be equal, and text and markup. */
function equalScalars(left: unknown, right: unknown): boolean {
  if (isNum(left) && isNum(right)) return sameNum(left, right)
  return isText(left) && isText(right) && left.toString() === right.toString()
}

function equalObjects(left: object, right: object, depth: number): boolean {
  if (left instanceof Markup) return equalScalars(left, right)
  if (isList(left)) return isList(right) && equalLists(left, right, depth)
  if (isMapping(left)) return isMapping(right) && equalMappings(left, right, depth)
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime()
  return left instanceof Set && right instanceof Set && equalSets(left, right)
}

function equalLists(left: readonly unknown[], right: readonly unknown[], depth: number): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) {
    if (!equal(left[at], right[at], depth)) return false
  }
  return true
}

function equalMappings(left: Mapping, right: Mapping, depth: number): boolean {
  if (keyCount(left) !== keyCount(right)) return false
  for (const [key, value] of entriesOf(left)) {
    const held = heldKey(right, key, equal)
    if (held === undefined || !equal(value, heldValue(right, held[0]), depth)) return false
  }
  return true
}

function equalSets(left: ReadonlySet<unknown>, right: ReadonlySet<unknown>): boolean {
  if (left.size !== right.size) return false
  for (const item of left) if (!contains(right, item)) return false
  return true
}

function containsText(text: string, item: unknown): boolean {
  if (isText(item)) return text.includes(item.toString())
  if (item instanceof Undefined) item[USE]('operate')
  return fault('bad-operand', { operator: 'in', left: kindOf(item), right: 'text' })
}

/** As Python's `in`: the same value counts even when it does not equal itself. */
function someEqual(items: Iterable<unknown>, item: unknown): boolean {
  for (const candidate of items) {
    if (Object.is(candidate, item) || equal(candidate, item)) return true
  }
  return false
}
