import { attempt } from '../call.js'
import { trustedText } from '../contextual/trusted-types.js'
import { escapeHtml } from '../escape.js'
import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { LONGEST } from '../text.js'
import { Omitted, Undefined, USE } from '../undefined.js'
import type { Num, Rule } from './numeric.js'
import {
  applyRule,
  DIFFERENCE,
  FLOOR_QUOTIENT,
  isWhole,
  POWER,
  PRODUCT,
  QUOTIENT,
  REMAINDER,
  SUM,
  sameNum,
  toNum,
} from './numeric.js'
import { text } from './print.js'
import { isObject, kindOf } from './shapes.js'

/** Most items that joining or repeating lists may make; V8 ends the process at some more. */
const MOST_ITEMS = 2 ** 24

/** The escaped HTML of a value: see `Values.escape`. */
export function escapeValue(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof Markup) return value.toString()
  return htmlOf(value) ?? escapeHtml(text(value))
}

/** The HTML an object says it has; undefined when it says nothing. */
function htmlOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const { toHTML } = value
  if (typeof toHTML === 'function') return attempt(() => String(Reflect.apply(toHTML, value, [])))
  return trustedText('TrustedHTML', value) ?? undefined
}

/** `left + right`: numbers add, text joins with what the other side prints, lists join. */
export function add(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (isText(left) || isText(right)) return join(joinable(left), joinable(right))
  if (Array.isArray(left) && Array.isArray(right)) return joinLists(left, right)
  return arithmetic('+', SUM, left, right)
}

/** An operand beside text. An inline `if` without `else` adds nothing to it, as JavaScript's authors expect. */
function joinable(value: unknown): unknown {
  return value instanceof Omitted ? '' : operand(value)
}

/** `left - right`. */
export function subtract(left: unknown, right: unknown): unknown {
  return arithmetic('-', DIFFERENCE, left, right)
}

/** `left * right`: numbers multiply, text and lists repeat. Faults: bad-operand, too-large. */
export function multiply(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  return repeat(left, right) ?? repeat(right, left) ?? arithmetic('*', PRODUCT, left, right)
}

/** `left / right`, not rounded. Fault: division-by-zero. */
export function divide(left: unknown, right: unknown): unknown {
  return arithmetic('/', QUOTIENT, left, divisor('/', right))
}

/** `left // right`, rounded down. Fault: division-by-zero. */
export function floorDivide(left: unknown, right: unknown): unknown {
  return arithmetic('//', FLOOR_QUOTIENT, left, divisor('//', right))
}

/** The remainder of numbers, with the sign of the divisor. Fault: division-by-zero. */
export function remainderOf(left: unknown, right: unknown): unknown {
  return arithmetic('%', REMAINDER, left, divisor('%', right))
}

/** `left ** right`. Faults: division-by-zero (zero to a negative power), too-large. */
export function power(left: unknown, right: unknown): unknown {
  return arithmetic('**', POWER, left, right)
}

/** `-value`. */
export function negate(value: unknown): unknown {
  const number = toNum(value)
  return number === null ? badOperand('-', value) : -number
}

/** `+value`. */
export function positive(value: unknown): unknown {
  return toNum(value) ?? badOperand('+', value)
}

function arithmetic(operator: string, rule: Rule, left: unknown, right: unknown): Num {
  const a = toNum(left)
  const b = toNum(right)
  if (a === null || b === null) {
    return fault('bad-operand', { operator, left: kindOf(operand(left)), right: kindOf(operand(right)) })
  }
  return applyRule(rule, a, b)
}

/** Lets a missing value object to being an operand. */
function operand(value: unknown): unknown {
  if (value instanceof Undefined) value[USE]('operate')
  return value
}

function badOperand(operator: string, value: unknown): never {
  return fault('bad-operand', { operator, left: kindOf(operand(value)), right: null })
}

function divisor(operator: string, value: unknown): unknown {
  return sameNum(toNum(value) ?? 1, 0) ? fault('division-by-zero', { operator }) : value
}

function join(left: unknown, right: unknown): string | Markup {
  if (left instanceof Markup || right instanceof Markup)
    return new Markup(escapeValue(left) + escapeValue(right))
  return text(left) + text(right)
}

function joinLists(left: readonly unknown[], right: readonly unknown[]): unknown[] {
  if (left.length + right.length > MOST_ITEMS) fault('too-large', { what: 'list' })
  return [...left, ...right]
}

/** The repeated text or list, or null when `count` is no whole number or `value` neither. */
function repeat(value: unknown, count: unknown): unknown {
  if (!isText(value) && !Array.isArray(value)) return null
  const times = toNum(count)
  if (times === null || !isWhole(times)) return null
  const copies = Math.max(0, Number(times))
  if (Array.isArray(value)) return repeatList(value, copies)
  const repeated = repeatText(value.toString(), copies)
  return value instanceof Markup ? new Markup(repeated) : repeated
}

function repeatText(value: string, copies: number): string {
  if (value.length * copies > LONGEST) fault('too-large', { what: 'text' })
  return value === '' ? '' : value.repeat(copies)
}

function repeatList(items: readonly unknown[], copies: number): unknown[] {
  if (items.length * copies > MOST_ITEMS) fault('too-large', { what: 'list' })
  return items.length === 0 ? [] : Array.from({ length: copies }, () => items).flat(1)
}
