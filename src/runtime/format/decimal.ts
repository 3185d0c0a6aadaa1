/** A number in scientific notation: its significant digits without a point, and the power of ten of the first. */
export interface Scientific {
  readonly digits: string
  readonly exponent: number
}

/** No double has more digits than this, before and after its point; what follows are zeros. */
const MOST = 1100

/**
 * The decimal digits of a finite number that is not negative with `places` digits after the point, rounded half
 * to even on its exact value. Linear in the number of digits, at most some 300 plus `places`.
 */
export function fixedDigits(value: number, places: number): string {
  const told = Math.min(places, MOST)
  const digits = scaled(value, told)
    .toString()
    .padStart(told + 1, '0')
  if (places === 0) return digits
  return `${digits.slice(0, -told)}.${digits.slice(-told).padEnd(places, '0')}`
}

/** The first `wanted` significant digits of a finite number that is not negative, rounded half to even. */
export function significantDigits(value: number, wanted: number): Scientific {
  const count = Math.min(wanted, MOST)
  if (value === 0) return { digits: '0'.repeat(wanted), exponent: 0 }
  // The shortest form may have been rounded up to a power of ten, so its exponent can be one too large.
  let exponent = Number(value.toExponential().split('e')[1])
  let digits = scaled(value, count - 1 - exponent).toString()
  if (digits.length < count) digits = scaled(value, count - 1 - --exponent).toString()
  if (digits.length > count) exponent++
  return { digits: digits.slice(0, count).padEnd(wanted, '0'), exponent }
}

/** `value * 10 ** places` as a whole number, rounded half to even; exact for every double. */
function scaled(value: number, places: number): bigint {
  const [mantissa, power] = binaryParts(value)
  const ten = 10n ** BigInt(Math.abs(places))
  const two = 2n ** BigInt(Math.abs(power))
  const numerator = mantissa * (places > 0 ? ten : 1n) * (power > 0 ? two : 1n)
  const denominator = (places < 0 ? ten : 1n) * (power < 0 ? two : 1n)
  const quotient = numerator / denominator
  const twice = 2n * (numerator % denominator)
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n)
  return up ? quotient + 1n : quotient
}

/** A whole number and a power of two whose product is the value. */
function binaryParts(value: number): [bigint, number] {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const fraction = bits & 0xfffffffffffffn
  const power = Number((bits >> 52n) & 0x7ffn)
  return power === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, power - 1075]
}
