import { fault } from '../../fault.js'
import { isText, Markup } from '../../markup.js'
import { LONGEST } from '../../text.js'
import { isUndefined, Undefined, USE } from '../../undefined.js'
import { Float } from './float.js'
import { FrozenSet } from './frozen-set.js'
import { list } from './iterate.js'
import { hashed, heldBySet } from './keys.js'
import type { Rule } from './numbers.js'
import {
  apply,
  DIFFERENCE,
  FLOOR_QUOTIENT,
  intIn,
  isFloat,
  numberIn,
  POWER,
  PRODUCT,
  QUOTIENT,
  REMAINDER,
  SUM,
  whole,
} from './numbers.js'
import { percent } from './percent.js'
import { raise } from './raise.js'
import { escape } from './repr.js'
import { Tuple, tuple } from './tuple.js'
import { isPlainList, typeName } from './types.js'
import { DictView, KIND } from './view.js'

/** Most items that joining or repeating lists may make. */
const MOST_ITEMS = 2 ** 24

/** `left + right`: numbers, or two texts, lists or tuples. Faults: bad-operand, too-large. */
export function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right
    if (Number.isSafeInteger(sum) && Number.isInteger(left) && Number.isInteger(right)) return sum
  }
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (left instanceof Markup || right instanceof Markup) return addMarkup(left, right)
  if (isPlainList(left) && isPlainList(right)) return joined(left, right)
  if (left instanceof Tuple && right instanceof Tuple) return tuple(joined(left, right))
  return arithmetic(SUM, left, right)
}

/** Markup takes text, which it escapes, and objects that know their HTML. */
function addMarkup(left: unknown, right: unknown): unknown {
  const other = left instanceof Markup ? right : left
  const joins = isText(other) || (typeof other === 'object' && other !== null && 'toHTML' in other)
  return joins ? new Markup(escape(left) + escape(right)) : arithmetic(SUM, left, right)
}

/** `left - right`; of sets, what is in the left one alone. */
export function subtract(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right
    if (Number.isSafeInteger(difference) && Number.isInteger(left) && Number.isInteger(right))
      return difference
  }
  const rest = setDifference(left, right)
  return rest ?? arithmetic(DIFFERENCE, left, right)
}

/**
 * What is in one set and not in the other, of the type of the first; a view of a dict takes any iterable at its other
 * side and gives a set. Null when neither is the case.
 */
function setDifference(left: unknown, right: unknown): Set<unknown> | null {
  const views = isSetView(left) || isSetView(right)
  if (!views && !(left instanceof Set && right instanceof Set)) return null
  const away = new Set(Array.from(list(right), hashed))
  const rest = Array.from(list(left)).filter((item) => heldBySet(away, item) === undefined)
  return left instanceof FrozenSet ? new FrozenSet(rest) : new Set(rest)
}

function isSetView(value: unknown): boolean {
  return value instanceof DictView && value[KIND] !== 'dict_values'
}

/** `left * right`: numbers, or a sequence and how often to repeat it. Faults: bad-operand, too-large. */
export function multiply(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right
    if (Number.isSafeInteger(product) && Number.isInteger(left) && Number.isInteger(right)) return product + 0
  }
  return repeated(left, right) ?? repeated(right, left) ?? arithmetic(PRODUCT, left, right)
}

/** `left / right`, a float. Fault: division-by-zero. */
export function divide(left: unknown, right: unknown): unknown {
  return arithmetic(QUOTIENT, left, right)
}

/** `left // right`, rounded down. Fault: division-by-zero. */
export function floorDivide(left: unknown, right: unknown): unknown {
  return arithmetic(FLOOR_QUOTIENT, left, right)
}

/** `left % right`: the remainder of numbers, or a text filled with values. Faults: division-by-zero, bad-format. */
export function modulo(left: unknown, right: unknown): unknown {
  if (isText(left)) return percent(left, right)
  return arithmetic(REMAINDER, left, right)
}

/** `left ** right`. Faults: division-by-zero, too-large, bad-argument. */
export function power(left: unknown, right: unknown): unknown {
  return arithmetic(POWER, left, right)
}

/** `-value`. */
export function negate(value: unknown): unknown {
  if (value instanceof Float) return new Float(-value.valueOf())
  const number = numberIn(value)
  if (number === null) return unary('-', value)
  if (typeof number === 'bigint') return -number
  return Number.isInteger(number) ? whole(0 - number) : -number
}

/** `+value`. */
export function positive(value: unknown): unknown {
  return value instanceof Float ? value : (numberIn(value) ?? unary('+', value))
}

function arithmetic(rule: Rule, left: unknown, right: unknown): unknown {
  if (numberIn(left) !== null && numberIn(right) !== null) return apply(rule, left, right)
  if (left instanceof Undefined) left[USE]('operate')
  if (right instanceof Undefined) right[USE]('operate')
  return fault('bad-operand', { operator: rule.operator, left: typeName(left), right: typeName(right) })
}

function unary(operator: string, value: unknown): never {
  if (isUndefined(value)) value?.[USE]('operate')
  return fault('bad-operand', { operator, left: typeName(value), right: null })
}

function joined(left: readonly unknown[], right: readonly unknown[]): unknown[] {
  if (left.length + right.length > MOST_ITEMS) fault('too-large', { what: 'list' })
  return [...left, ...right]
}

/** The repeated text, list or tuple, or null when `count` is no int or `value` no sequence. */
function repeated(value: unknown, count: unknown): unknown {
  const sequence = isText(value) || Array.isArray(value)
  const times = sequence && !isFloat(count) ? intIn(count) : null
  if (times === null) return null
  const copies = Math.max(0, Number(times))
  if (copies >= 2 ** 63) return raise('OverflowError', '*.count', 'is too large for an index')
  if (isText(value)) {
    const text = repeatedText(value.toString(), copies)
    return value instanceof Markup ? new Markup(text) : text
  }
  const items = repeatedItems(Array.isArray(value) ? value : [], copies)
  return value instanceof Tuple ? tuple(items) : items
}

function repeatedText(text: string, copies: number): string {
  if (text.length * copies > LONGEST) fault('too-large', { what: 'text' })
  return text === '' ? '' : text.repeat(copies)
}

function repeatedItems(items: readonly unknown[], copies: number): unknown[] {
  if (items.length * copies > MOST_ITEMS) fault('too-large', { what: 'list' })
  if (items.length === 0) return []
  const all: unknown[] = []
  for (let copy = 0; copy < copies; copy++) for (const item of items) all.push(item)
  return all
}
