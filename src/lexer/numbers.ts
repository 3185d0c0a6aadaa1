/** Numbers as Jinja's lexer has them: its `float_re` and `integer_re`, scanned by hand so that they are linear. */
import { isDigit } from './characters.js'
import { Float, Integer, type TokenKind } from './tokens.js'

/** A number in a tag; `value` is null when it has more digits than Python converts. */
export interface Numeral {
  readonly type: TokenKind
  readonly end: number
  readonly value: number | bigint | null
}

/** CPython's limit on converting decimal text to an integer; here it bounds every base. */
const LONGEST_INTEGER = 4300

const RADIX_DIGITS: Readonly<Record<string, (code: number) => boolean>> = {
  b: (code) => code === 0x30 || code === 0x31,
  o: (code) => code >= 0x30 && code <= 0x37,
  x: (code) => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66),
}
const isZero = (code: number): boolean => code === 0x30

/** The number whose first digit is at `start`. */
export function scanNumber(text: string, start: number): Numeral {
  const end = floatEnd(text, start)
  if (end !== start) return { type: Float, end, value: Number(digits(text, start, end)) }
  const wholeEnd = integerEnd(text, start)
  return { type: Integer, end: wholeEnd, value: integerValue(digits(text, start, wholeEnd)) }
}

function digits(text: string, start: number, end: number): string {
  const written = text.slice(start, end)
  return written.includes('_') ? written.replaceAll('_', '') : written
}

function integerValue(text: string): number | bigint | null {
  if (text.length > LONGEST_INTEGER) return null
  if (text.length <= 15) return Number(text)
  const exact = BigInt(text)
  return exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact
}

/** The end of the float at `start`, or `start`. After a dot there is none, so `x.1.5` is two subscripts. */
function floatEnd(text: string, start: number): number {
  if (text[start - 1] === '.') return start
  const whole = runEnd(text, start, isDigit)
  const fraction =
    text[whole] === '.' && isDigit(text.charCodeAt(whole + 1)) ? runEnd(text, whole + 1, isDigit) : whole
  const exponent = exponentEnd(text, fraction)
  return exponent === whole ? start : exponent
}

function exponentEnd(text: string, start: number): number {
  if ((text.charCodeAt(start) | 0x20) !== 0x65) return start
  const sign = text[start + 1]
  const from = sign === '+' || sign === '-' ? start + 2 : start + 1
  return isDigit(text.charCodeAt(from)) ? runEnd(text, from, isDigit) : start
}

function integerEnd(text: string, start: number): number {
  if (text[start] !== '0') return runEnd(text, start, isDigit)
  const inRadix = RADIX_DIGITS[(text[start + 1] ?? '').toLowerCase()]
  const end = inRadix === undefined ? start : runEnd(text, start + 2, inRadix)
  // `0x` without a digit is the number 0 before a name, and `012` is 0 before 12.
  return end > start + 2 ? end : runEnd(text, start, isZero)
}

/** The end of a run of digits, each of which may have one underscore before it. */
function runEnd(text: string, start: number, inRun: (code: number) => boolean): number {
  let at = start
  for (;;) {
    const digit = text[at] === '_' ? at + 1 : at
    if (!inRun(text.charCodeAt(digit))) return at
    at = digit + 1
  }
}
