import { fault } from '../fault.js'
import { LONGEST } from '../text.js'
import type { Num } from '../values/numeric.js'
import { fixedDigits, significantDigits } from './decimal.js'
import type { Digits, Field } from './field.js'

/** Bases of whole-number conversions. */
const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 }

/** The parts of a whole number in the base of the field's type. */
export function wholeDigits(value: Num, field: Field): Digits {
  const number = BigInt(value)
  const digits = (number < 0n ? -number : number).toString(BASES[field.type] ?? 10)
  const prefix = field.alternate && field.type in BASES ? `0${field.type}` : ''
  const whole = field.type === 'X' ? digits.toUpperCase() : digits
  return { head: signOf(number < 0n, field) + prefix, whole, tail: '' }
}

/** The parts of a number printed as the field's type `e E f F g G %` says. Fault: too-large. */
export function floatDigits(value: number, field: Field): Digits {
  const head = signOf(value < 0 || Object.is(value, -0), field)
  const upper = /[EFG]/.test(field.type)
  const places = field.precision ?? 6
  if (places > LONGEST) fault('too-large', { what: 'precision' })
  const percent = field.type === '%' ? '%' : ''
  const size = Math.abs(percent === '' ? value : value * 100)
  if (!Number.isFinite(size)) {
    const word = Number.isNaN(size) ? 'nan' : 'inf'
    return { head, whole: upper ? word.toUpperCase() : word, tail: percent }
  }
  const { whole, tail } = magnitude(size, { ...field, type: field.type.toLowerCase(), precision: places })
  return { head, whole, tail: (upper ? tail.toUpperCase() : tail) + percent }
}

type Magnitude = Pick<Digits, 'whole' | 'tail'>

function magnitude(size: number, field: Field): Magnitude {
  const places = field.precision ?? 6
  if (field.type === 'e') return scientific(size, places, field)
  if (field.type === 'g') return general(size, Math.max(1, places), field)
  return split(fixedDigits(size, places), places === 0 && field.alternate)
}

function scientific(size: number, places: number, field: Field): Magnitude {
  const { digits, exponent } = significantDigits(size, places + 1)
  return withExponent(digits, exponent, field.alternate)
}

/** The shorter of fixed and scientific notation with `count` significant digits, as C's `%g` chooses. */
function general(size: number, count: number, field: Field): Magnitude {
  const { digits, exponent } = significantDigits(size, count)
  const kept = field.alternate ? digits : digits[0] + digits.slice(1).replace(/0+$/, '')
  if (exponent < -4 || exponent >= count) return withExponent(kept, exponent, field.alternate)
  if (exponent < 0) return { whole: '0', tail: `.${'0'.repeat(-exponent - 1)}${kept}` }
  const fraction = kept.slice(exponent + 1)
  const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return { whole, tail: fraction !== '' || field.alternate ? `.${fraction}` : '' }
}

function withExponent(digits: string, exponent: number, pointed: boolean): Magnitude {
  const fraction = digits.slice(1)
  const point = fraction !== '' || pointed ? `.${fraction}` : ''
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return { whole: digits.slice(0, 1), tail: `${point}e${exponent < 0 ? '-' : '+'}${power}` }
}

/** The parts of a number already printed, around its point or exponent. */
export function split(printed: string, pointed = false): Magnitude {
  const whole = /^\d*/.exec(printed)?.[0] ?? ''
  return { whole, tail: printed.slice(whole.length) + (pointed ? '.' : '') }
}

/** The sign a number starts with. */
export function signOf(negative: boolean, { sign }: Field): string {
  if (negative) return '-'
  return sign === '-' ? '' : sign
}
