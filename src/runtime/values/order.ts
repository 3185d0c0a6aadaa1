import { fault } from '../fault.js'
import { isText } from '../markup.js'
import { Undefined, USE } from '../undefined.js'
import { compareText } from './code-points.js'
import { equal } from './equality.js'
import type { Num } from './numeric.js'
import { sameNum, toNum } from './numeric.js'
import { isList, kindOf } from './shapes.js'

/**
 * Orders two values: numbers, bigints and booleans by size, text by code point, dates by time, lists item by
 * item. Negative, zero or positive; NaN when a number is not one, so that every comparison fails. Faults:
 * not-comparable, undefined-value.
 */
export function compare(left: unknown, right: unknown, operator: string): number {
  if (typeof left === 'number' && typeof right === 'number') return sign(left, right)
  if (isText(left) && isText(right)) return compareText(left.toString(), right.toString())
  const a = toNum(left)
  const b = toNum(right)
  if (a !== null && b !== null) return sign(a, b)
  if (left instanceof Date && right instanceof Date) return sign(left.getTime(), right.getTime())
  return isList(left) && isList(right)
    ? compareLists(left, right, operator)
    : notComparable(left, right, operator)
}

function notComparable(left: unknown, right: unknown, operator: string): never {
  if (left instanceof Undefined) left[USE]('operate')
  if (right instanceof Undefined) right[USE]('operate')
  return fault('not-comparable', { operator, left: kindOf(left), right: kindOf(right) })
}

function sign(left: Num, right: Num): number {
  if (left < right) return -1
  if (left > right) return 1
  return sameNum(left, right) ? 0 : Number.NaN
}

function compareLists(left: readonly unknown[], right: readonly unknown[], operator: string): number {
  const shared = Math.min(left.length, right.length)
  for (let at = 0; at < shared; at++) {
    if (!equal(left[at], right[at])) return compare(left[at], right[at], operator)
  }
  return left.length - right.length
}
