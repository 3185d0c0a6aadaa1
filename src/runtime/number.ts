import { stripped } from './text.js'
import { isUndefined } from './undefined.js'
import { narrow } from './values/numeric.js'

/** The number a value is (booleans count, dates do not), or null for anything else. */
export function numberOf(value: unknown): number | bigint | null {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return boxedNumber(value)
}

/** The number inside an object that stands for one, such as a float with a whole value; otherwise null. */
export function boxedNumber(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || value instanceof Date || isUndefined(value)) return null
  if (!('valueOf' in value) || typeof value.valueOf !== 'function') return null
  const inner: unknown = value.valueOf()
  return typeof inner === 'number' ? inner : null
}

/** The number without its fraction, or null when it is infinite or not a number. */
export function truncated(number: number | bigint): number | bigint | null {
  if (typeof number === 'bigint') return number
  if (!Number.isFinite(number)) return null
  const integer = Math.trunc(number) + 0
  return Number.isSafeInteger(integer) ? integer : BigInt(integer)
}

/** Most digits read as one whole number; as in Python, longer ones are refused because reading them is slow. */
const MOST_DIGITS = 4300

const PREFIXES: Readonly<Record<string, number>> = { '0b': 2, '0o': 8, '0x': 16 }

/** The whole number a text spells in a base from 2 to 36 (0: told by its prefix) as Python's `int` reads it, or null. */
export function parseInteger(text: string, base: number): number | bigint | null {
  if (base !== 0 && (base < 2 || base > 36)) return null
  const spelled = spelling(text)
  const body = spelled.replace(/^[+-]/, '')
  const own = PREFIXES[body.slice(0, 2)]
  const prefixed = own !== undefined && (base === own || base === 0)
  const digits = prefixed ? body.slice(2).replace(/^_/, '') : body
  if (base === 0 && !prefixed && /^0[0_]*[1-9]/.test(digits)) return null
  const integer = readDigits(digits, prefixed ? own : base || 10)
  return integer === null ? null : narrow(spelled.startsWith('-') ? -integer : integer)
}

/** The number a text spells as Python's `float` reads it, or null. */
export function parseNumber(text: string): number | null {
  const spelled = spelling(text)
  const word = /^([+-]?)(inf(?:inity)?|nan)$/.exec(spelled)
  if (word !== null) return Number(word[2] === 'nan' ? 'NaN' : `${word[1]}Infinity`)
  const digits = spelled.replace(/(?<=\d)_(?=\d)/g, '')
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/.test(digits) ? Number(digits) : null
}

/** A number with `digits` (0–100) digits after the point; halves go to the even digit, judged on the exact value. */
export function fixed(number: number, digits: number): string {
  if (!Number.isFinite(number)) return String(number).replace('Infinity', 'inf').replace('NaN', 'nan')
  if (Math.abs(number) >= 1e21) return `${BigInt(number)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`
  const text = number.toFixed(digits)
  // Only a number whose last binary digit is the one for 2^-(digits+1) can be exactly half way.
  const halves = Math.abs(number) * 2 ** (digits + 1)
  const tie = Number.isInteger(halves) && halves % 2 === 1
  return tie && Number(text.at(-1)) % 2 === 1
    ? number.toFixed(digits + 1).slice(0, digits === 0 ? -2 : -1)
    : text
}

/** A number rounded to `digits` digits after the point, or before it when negative; halves go to even. */
export function rounded(number: number | bigint, digits: number): number | bigint {
  if (digits < 0) return roundedToTens(number, -digits)
  if (Object.is(number, -0) || !Number.isFinite(Number(number))) return number
  return typeof number === 'bigint' || digits > 100 ? number : Number(fixed(number, digits))
}

function roundedToTens(number: number | bigint, zeros: number): number | bigint {
  const whole = truncated(number)
  if (whole === null) return number
  if (zeros > MOST_DIGITS) return 0
  const unit = 10n ** BigInt(zeros)
  const integer = BigInt(whole)
  const distance = integer < 0n ? -integer : integer
  const over = 2n * (distance % unit) - unit
  const beyond = over > 0n || (over === 0n && (whole !== number || (distance / unit) % 2n === 1n))
  const result = (distance / unit + (beyond ? 1n : 0n)) * unit
  const signed = integer < 0n ? -result : result
  if (typeof number === 'bigint') return narrow(signed)
  return signed === 0n && (number < 0 || Object.is(number, -0)) ? -0 : Number(signed)
}

/** What Python lets stand around a number: less than what it strips from text. */
const AROUND =
  '\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'

/** Lower case, without space around, with digits of any script as ASCII ones. */
function spelling(text: string): string {
  return stripped(text, AROUND)
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .toLowerCase()
}

const DIGIT = /\p{Nd}/u

/** Decimal digits stand in runs of whole tens, each beginning with its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let start = code
  while (DIGIT.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}

function readDigits(digits: string, base: number): bigint | null {
  if (digits.length > MOST_DIGITS || !/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(digits)) return null
  let integer = 0n
  for (const digit of digits.replaceAll('_', '')) {
    const amount = Number.parseInt(digit, 36)
    if (amount >= base) return null
    integer = integer * BigInt(base) + BigInt(amount)
  }
  return integer
}
