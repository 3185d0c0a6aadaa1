import type { Num } from '../values/numeric.js'
import { isWhole, narrow } from '../values/numeric.js'
import type { Methods, Place } from './method.js'
import { method, methodTable, refuse } from './method.js'

/** Python's methods on numbers. */
export const numberMethods: Methods<Num> = methodTable<Num>({
  as_integer_ratio: method('', (_, number) => ratioOf(number)),
  bit_count: method('', (_, number) => bitsOf(number, ['bit_count', 'self']).replaceAll('0', '').length),
  bit_length: method('', (_, number) => bitsOf(number, ['bit_length', 'self']).replace(/^0+/, '').length),
  conjugate: method('', (_, number) => number),
  is_integer: method('', (_, number) => isWhole(number)),
})

/** Python's attributes of numbers. */
export const numberFields: ReadonlyMap<string, (number: Num) => Num> = new Map([
  ['real', (number: Num) => number],
  ['imag', () => 0],
])

function bitsOf(number: Num, place: Place): string {
  if (!isWhole(number)) return refuse(place, 'must be a whole number')
  const size = BigInt(number)
  return (size < 0n ? -size : size).toString(2)
}

/** Doubling a fraction until it is whole is exact, and ends because doubles are binary fractions. */
function ratioOf(number: Num): Num[] {
  if (typeof number === 'bigint') return [number, 1]
  if (!Number.isFinite(number)) return refuse(['as_integer_ratio', 'self'], 'must be finite', 'OverflowError')
  let numerator = number
  let denominator = 1n
  while (!Number.isInteger(numerator)) {
    numerator *= 2
    denominator *= 2n
  }
  return [narrow(BigInt(numerator)), narrow(denominator)]
}
