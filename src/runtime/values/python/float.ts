/**
 * A float whose value is whole, which a JavaScript number could not be told from an int by. Fractions, infinities and
 * NaN are plain numbers.
 */
export class Float {
  readonly #value: number

  constructor(value: number) {
    this.#value = value
  }

  /** The number itself, so that comparison and arithmetic of JavaScript read it. */
  valueOf(): number {
    return this.#value
  }

  /** The digits Python prints. */
  toString(): string {
    return floatText(this.#value)
  }

  /** The number, for JSON written by JavaScript. */
  toJSON(): number {
    return this.#value
  }
}

/** A number as a float of the python dialect: whole values are boxed, all others stay numbers. */
export function float(value: number): Float | number {
  return Number.isInteger(value) ? new Float(value) : value
}

/** The digits Python's `repr` prints for a float: the fewest that read back as the same number. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e16 || size < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  const digits = String(value)
  // Between 1e-7 and 1e-4 JavaScript has an exponent where Python has one too; above that neither has.
  return digits.includes('.') ? digits : `${digits}.0`
}
