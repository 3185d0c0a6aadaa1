import type { Methods } from '../../../methods/method.js'
import { method, methodTable } from '../../../methods/method.js'
import { numberMethods } from '../../../methods/numbers.js'
import type { Num } from '../../numeric.js'
import type { Values } from '../../values.js'
import { float } from '../float.js'
import { isFloat, numberIn } from '../numbers.js'
import { tuple } from '../tuple.js'
import { bound } from './bind.js'

/** A method that both types of number have, as the js dialect has it. */
function shared(name: string): (values: Values, number: Num) => unknown {
  return (values, number) => numberMethods.get(name)?.body(values, number)
}

const ratio = method<Num>('', (values, number) => {
  const parts = shared('as_integer_ratio')(values, number)
  return Array.isArray(parts) ? tuple(parts) : parts
})

const intMethods: Methods<Num> = methodTable<Num>({
  as_integer_ratio: ratio,
  bit_count: method('', shared('bit_count')),
  bit_length: method('', shared('bit_length')),
  conjugate: method('', (_, number) => number),
})

const floatMethods: Methods<Num> = methodTable<Num>({
  as_integer_ratio: ratio,
  conjugate: method('', (_, number) => float(Number(number))),
  hex: method('', (_, number) => hexadecimal(Number(number))),
  is_integer: method('', (_, number) => Number.isInteger(number)),
})

/** Attributes of an int that are numbers. */
const intFields: ReadonlyMap<string, (number: Num) => Num> = new Map([
  ['real', (number: Num): Num => number],
  ['imag', (): Num => 0],
  ['numerator', (number: Num): Num => number],
  ['denominator', (): Num => 1],
])

/** An attribute of an int, a float, or a bool as the int it counts as. */
export function attributeOfNumber(values: Values, value: unknown, name: string): unknown {
  const number = numberIn(value) ?? 0
  if (!isFloat(value))
    return intFields.get(name)?.(number) ?? bound(values, intMethods, number, { name, receiver: value })
  if (name === 'real') return value
  return name === 'imag' ? float(0) : bound(values, floatMethods, number, { name, receiver: value })
}

/** Digits of a fraction in hexadecimal: 52 bits. */
const DIGITS = 13

/** A float as Python's `hex` writes it: `0x1.8000000000000p+1`. */
function hexadecimal(number: number): string {
  if (Number.isNaN(number)) return 'nan'
  const sign = number < 0 || Object.is(number, -0) ? '-' : ''
  const size = Math.abs(number)
  if (size === Number.POSITIVE_INFINITY) return `${sign}inf`
  if (size === 0) return `${sign}0x0.0p+0`
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, size)
  const stored = bits.getUint16(0) >> 4
  const fraction = (bits.getBigUint64(0) & (2n ** 52n - 1n)).toString(16).padStart(DIGITS, '0')
  const exponent = Math.max(stored, 1) - 1023
  return `${sign}0x${stored === 0 ? 0 : 1}.${fraction}p${exponent < 0 ? '' : '+'}${exponent}`
}
