import { fault } from '../../fault.js'
import type { Num } from '../numeric.js'
import { narrow } from '../numeric.js'
import { Float, float } from './float.js'
import { raise } from './raise.js'

/** Most bits that a power may have. */
const MOST_BITS = 2 ** 20

/** Whether a value is a float: boxed, or a JavaScript number that is not whole. */
export function isFloat(value: unknown): boolean {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))
}

/** The number a value counts as in arithmetic and comparison (booleans are 0 and 1), or null. */
export function numberIn(value: unknown): Num | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Float ? value.valueOf() : null
}

/** The int a value is where Python takes an index or a count, or null for floats and anything else. */
export function intIn(value: unknown): Num | null {
  return isFloat(value) ? null : numberIn(value)
}

/** A number of Python's own kind from a whole result: exact where JavaScript's numbers end. */
export function whole(value: number): Num {
  return Number.isSafeInteger(value) ? value + 0 : narrow(BigInt(value))
}

/** How one operator works on ints and on floats. */
export interface Rule {
  readonly operator: string
  readonly floats: (left: number, right: number) => number
  /** The result for ints; a number is a float. */
  readonly ints: (left: bigint, right: bigint) => bigint | number
}

/** The result of a rule for two numbers, an int for two ints where the rule says so. Fault: bad-argument. */
export function apply(rule: Rule, left: unknown, right: unknown): unknown {
  const a = numberIn(left) ?? 0
  const b = numberIn(right) ?? 0
  if (isFloat(left) || isFloat(right)) return float(rule.floats(asFloat(a), asFloat(b)))
  const result = rule.ints(BigInt(a), BigInt(b))
  return typeof result === 'bigint' ? narrow(result) : float(result)
}

/** An int as a float. Fault: bad-argument (OverflowError) beyond what floats reach. */
export function asFloat(value: Num): number {
  const number = Number(value)
  return typeof value === 'bigint' && !Number.isFinite(number) ? tooLarge('float.x') : number
}

/** `+`. */
export const SUM: Rule = { operator: '+', floats: (a, b) => a + b, ints: (a, b) => a + b }
/** `-`. */
export const DIFFERENCE: Rule = { operator: '-', floats: (a, b) => a - b, ints: (a, b) => a - b }
/** `*`. */
export const PRODUCT: Rule = { operator: '*', floats: (a, b) => a * b, ints: (a, b) => a * b }
/** `/`, always a float. Fault: division-by-zero. */
export const QUOTIENT: Rule = {
  operator: '/',
  floats: (a, b) => (b === 0 ? byZero('/') : a / b),
  ints: (a, b) => (b === 0n ? byZero('/') : ratio(a, b)),
}
/** `//`, rounded down. Fault: division-by-zero. */
export const FLOOR_QUOTIENT: Rule = {
  operator: '//',
  floats: (a, b) => (b === 0 ? byZero('//') : floorQuotient(a, b)),
  ints: (a, b) => (b === 0n ? byZero('//') : (a - bigRemainder(a, b)) / b),
}
/** `%`, with the sign of the divisor. Fault: division-by-zero. */
export const REMAINDER: Rule = {
  operator: '%',
  floats: (a, b) => (b === 0 ? byZero('%') : remainder(a, b)),
  ints: (a, b) => (b === 0n ? byZero('%') : bigRemainder(a, b)),
}
/** `**`. Faults: division-by-zero, too-large, bad-argument. */
export const POWER: Rule = { operator: '**', floats: power, ints: bigPower }

function byZero(operator: string): never {
  return fault('division-by-zero', { operator })
}

function tooLarge(place: string): never {
  return raise('OverflowError', place, 'is too large for a float')
}

function remainder(left: number, right: number): number {
  const rest = left % right
  if (rest === 0) return right < 0 ? -0 : 0
  return rest < 0 !== right < 0 ? rest + right : rest
}

/** As CPython does it: from the exact remainder, then snapped to the nearest whole number. */
function floorQuotient(left: number, right: number): number {
  const rest = left % right
  const shifted = rest !== 0 && rest < 0 !== right < 0 ? 1 : 0
  const quotient = (left - rest) / right - shifted
  if (quotient === 0) return left / right < 0 || Object.is(left / right, -0) ? -0 : 0
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

function bigRemainder(left: bigint, right: bigint): bigint {
  const rest = left % right
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest
}

/** The nearest double to the quotient of two ints, however large they are. Fault: bad-argument. */
function ratio(left: bigint, right: bigint): number {
  const [a, b] = [Number(left), Number(right)]
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a / b
  const negative = left < 0n !== right < 0n
  const [top, bottom] = [left < 0n ? -left : left, right < 0n ? -right : right]
  // Sixty-six bits or more of quotient, the last one saying whether anything was cut off, round as the whole would.
  const shift = Math.max(0, bits(bottom) - bits(top) + 66)
  const scaled = top << BigInt(shift)
  const quotient = scaled / bottom
  const sticky = quotient * bottom === scaled ? quotient : quotient | 1n
  const size = Number(sticky) / 2 ** Math.min(shift, 1000) / 2 ** Math.max(0, shift - 1000)
  if (!Number.isFinite(size)) return tooLarge('/.result')
  return negative ? -size : size
}

function bits(value: bigint): number {
  return value.toString(16).length * 4
}

function power(left: number, right: number): number {
  if (left === 0 && right < 0) return byZero('**')
  // JavaScript has no number for one to an infinite or unknown power, where Python has one.
  if (left === 1 || (left === -1 && !Number.isFinite(right) && !Number.isNaN(right))) return 1
  const result = wholePower(left, right) ?? left ** right
  if (Number.isNaN(result) && left < 0 && !Number.isNaN(right)) {
    return fault('bad-operand', { operator: '**', left: 'float', right: 'float' })
  }
  const grown = !Number.isFinite(result) && Number.isFinite(left) && Number.isFinite(right)
  return grown ? tooLarge('**.result') : result
}

/** Greatest exponent up to which powers are computed exactly and rounded once; V8's own are off in the last digit. */
const MOST_EXACT = 64

/** A power with a whole exponent as C's `pow` rounds it; null where exact arithmetic would not do or not pay. */
function wholePower(left: number, right: number): number | null {
  const times = Math.abs(right)
  if (!Number.isInteger(right) || times < 2 || times > MOST_EXACT) return null
  const rough = Math.abs(left ** right)
  if (!(rough > SMALLEST_NORMAL && rough < Number.MAX_VALUE)) return null
  let numerator = left
  let halvings = 0n
  for (; !Number.isInteger(numerator); numerator *= 2) halvings++
  const [top, bottom] = [BigInt(numerator) ** BigInt(times), 1n << (halvings * BigInt(times))]
  return right > 0 ? ratio(top, bottom) : ratio(bottom, top)
}

const SMALLEST_NORMAL = 2 ** -1022

function bigPower(left: bigint, right: bigint): bigint | number {
  if (right < 0n) return power(asFloat(left), asFloat(right))
  const small = left === 0n || left === 1n || left === -1n
  if (!small && BigInt(bits(left)) * right > MOST_BITS) return fault('too-large', { what: 'number' })
  return small && right > 1n ? left ** (2n - (right % 2n)) : left ** right
}
