import { fault } from '../fault.js'

/** A number of either kind. */
export type Num = number | bigint

/** Most bits a power may have. */
const MOST_BITS = 2 ** 20

/** Whether a value is a number of either kind. */
export function isNum(value: unknown): value is Num {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** The number a value counts as in arithmetic (booleans are 0 and 1); null for anything else. */
export function toNum(value: unknown): Num | null {
  if (isNum(value)) return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return null
}

/** Whether two numbers have the same value. */
export function sameNum(left: Num, right: Num): boolean {
  return left <= right && left >= right
}

/** Whether a number is whole. */
export function isWhole(value: Num): boolean {
  return typeof value === 'bigint' || Number.isInteger(value)
}

/** A bigint as a number where that is exact. */
export function narrow(value: bigint): Num {
  const small = BigInt.asIntN(54, value) === value && value >= -LARGEST && value <= LARGEST
  return small ? Number(value) : value
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)

/** How one operation works on numbers and on bigints. */
export interface Rule {
  readonly numbers: (left: number, right: number) => number
  /** Null where whole operands have a result that is not whole. */
  readonly bigints: (left: bigint, right: bigint) => bigint | null
}

/** The result of a rule: exact when a bigint meets whole operands, in floating point otherwise. */
export function applyRule(rule: Rule, left: Num, right: Num): Num {
  if (typeof left === 'number' && typeof right === 'number') return rule.numbers(left, right)
  if (isWhole(left) && isWhole(right)) {
    const exact = rule.bigints(BigInt(left), BigInt(right))
    if (exact !== null) return narrow(exact)
  }
  return rule.numbers(Number(left), Number(right))
}

/** Addition. */
export const SUM: Rule = { numbers: (left, right) => left + right, bigints: (left, right) => left + right }

/** Subtraction. */
export const DIFFERENCE: Rule = {
  numbers: (left, right) => left - right,
  bigints: (left, right) => left - right,
}

/** Multiplication. */
export const PRODUCT: Rule = {
  numbers: (left, right) => left * right,
  bigints: (left, right) => left * right,
}

/** True division. */
export const QUOTIENT: Rule = {
  numbers: (left, right) => left / right,
  bigints: (left, right) => (left % right === 0n ? left / right : null),
}

/** Division rounded down, from the exact remainder as Python does it. */
export const FLOOR_QUOTIENT: Rule = {
  numbers: floorQuotient,
  bigints: (left, right) => (left - bigRemainder(left, right)) / right,
}

/** The remainder with the sign of the divisor. */
export const REMAINDER: Rule = { numbers: remainder, bigints: bigRemainder }

/** Powers; a negative exponent gives a fraction. Faults: too-large, division-by-zero. */
export const POWER: Rule = { numbers: power, bigints: bigPower }

function remainder(left: number, right: number): number {
  const rest = left % right
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest
}

function floorQuotient(left: number, right: number): number {
  const rest = left % right
  const quotient = Math.round((left - rest) / right)
  return rest !== 0 && rest < 0 !== right < 0 ? quotient - 1 : quotient
}

function bigRemainder(left: bigint, right: bigint): bigint {
  const rest = left % right
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest
}

function power(left: number, right: number): number {
  if (left === 0 && right < 0) fault('division-by-zero', { operator: '**' })
  return left ** right
}

function bigPower(left: bigint, right: bigint): bigint | null {
  if (right < 0n) return null
  const bits = BigInt(left.toString(16).length * 4)
  if (bits * right > MOST_BITS && left !== 0n && left !== 1n && left !== -1n) {
    fault('too-large', { what: 'number' })
  }
  return left ** right
}
