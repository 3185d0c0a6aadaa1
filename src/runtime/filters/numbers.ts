import { isText } from '../markup.js'
import { boxedNumber, fixed, numberOf, parseInteger, parseNumber, rounded, truncated } from '../number.js'
import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { isUndefined, Undefined, USE } from '../undefined.js'
import { reject, whole } from './arguments.js'

/** The distance of a number from zero. Fault: bad-argument. */
export const abs = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const number = numberOf(value)
  if (number === null) return reject(value, 'abs', 'must be a number')
  if (typeof value === 'number') return Math.abs(value)
  if (boxedNumber(value) !== null) return site.host.values.float(Math.abs(Number(number)))
  const subject = typeof value === 'boolean' ? number : value
  return number < 0 ? site.host.values.negate(subject) : subject
})

/** The size with a unit: `1.5 kB`, or with `binary` `1.5 KiB`. Fault: bad-argument. */
export const filesizeformat = /* @__PURE__ */ operation(
  'binary?',
  (site, value: unknown, binary: unknown = false) => {
    const bytes = floatOf(value)
    if (bytes === null)
      return reject(value, 'filesizeformat', 'must be a number', isText(value) ? 'ValueError' : undefined)
    const base = site.host.values.truthy(binary) ? 1024 : 1000
    if (bytes === 1) return '1 Byte'
    if (bytes === Number.NEGATIVE_INFINITY) {
      return reject(value, 'filesizeformat', 'must be finite', 'OverflowError')
    }
    if (bytes < base) return `${BigInt(Math.trunc(bytes))} Bytes`
    const power = [2, 3, 4, 5, 6, 7, 8, 9].find((exponent) => bytes < base ** exponent) ?? 9
    const unit = 'kMGTPEZY'.charAt(power - 2)
    const size = fixed((base * bytes) / base ** power, 1)
    return base === 1024 ? `${size} ${unit.toUpperCase()}iB` : `${size} ${unit}B`
  },
)

/** The value as a number with a fraction, or `default` when it is none. */
const toFloat = /* @__PURE__ */ operation('default?', (site, value: unknown, fallback?: unknown) => {
  const number = floatOf(value)
  if (number === null && fallback !== undefined) return fallback
  return site.host.values.float(number ?? 0)
})

/**
 * The value as a whole number: fractions are cut off, text is read in `base` (0: told by its prefix); `default`
 * when it is none.
 */
const toInteger = /* @__PURE__ */ operation(
  'default? base?',
  (_site, value: unknown, fallback: unknown = 0, base: unknown = 10) => {
    if (isUndefined(value)) requireNumber(value)
    const text = isText(value) ? value.toString() : null
    const integer = text === null ? null : parseInteger(text, whole(base, 'int.base'))
    if (integer !== null) return integer
    const number = text === null ? numberOf(value) : parseNumber(text)
    return (number === null ? null : truncated(number)) ?? fallback
  },
)

/** The number rounded to `precision` digits; `method` is common (halves to even), ceil or floor. */
export const round = /* @__PURE__ */ operation(
  'precision? method?',
  (site, value: unknown, precision: unknown = 0, method: unknown = 'common') => {
    const number = numberOf(value)
    const digits = whole(precision, 'round.precision')
    if (method !== 'common' && method !== 'ceil' && method !== 'floor') {
      return reject(method, 'round.method', 'must be common, ceil or floor')
    }
    if (number === null) return reject(value, 'round', 'must be a number')
    if (method !== 'common') return roundedBy(site, method, value, digits)
    const result = rounded(number, digits)
    const isFloat = boxedNumber(value) !== null || !Number.isInteger(Number(number))
    return isFloat ? site.host.values.float(Number(result)) : result
  },
)

export { toFloat as float, toInteger as int }

/** Scaled, cut and scaled back, as Jinja does, so that the same digits come out. */
function roundedBy(site: Site, method: 'ceil' | 'floor', value: unknown, digits: number): unknown {
  const { values } = site.host
  const scale = values.power(10, digits)
  const scaled = numberOf(values.multiply(value, scale))
  const integer = typeof scaled === 'number' ? truncated(Math[method](scaled)) : scaled
  const python = Number.isNaN(Number(scaled)) ? 'ValueError' : 'OverflowError'
  return integer === null ? reject(value, 'round', 'must be finite', python) : values.divide(integer, scale)
}

function floatOf(value: unknown): number | null {
  if (isUndefined(value)) requireNumber(value)
  if (isText(value)) return parseNumber(value.toString())
  const number = numberOf(value)
  return number === null ? null : Number(number)
}

/** Converting a missing value is an error, not the default. */
function requireNumber(value: unknown): void {
  if (value instanceof Undefined) value[USE]('convert')
}
