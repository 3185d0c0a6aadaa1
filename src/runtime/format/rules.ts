import { numberOf } from '../number.js'
import type { Num } from '../values/numeric.js'
import type { Values } from '../values/values.js'

/**
 * A value as a number for formatting. `exact` numbers take whole-number conversions only by their own nature,
 * `inexact` ones never; a whole number of a dialect without that distinction is `either`.
 */
export interface Numeric {
  readonly value: Num
  /** The value it comes from, which prints as the dialect prints it. */
  readonly source: unknown
  readonly nature: 'exact' | 'inexact' | 'either'
}

/** What the format languages ask of a value dialect. */
export interface FormatRules extends Pick<Values, 'text' | 'repr' | 'kind' | 'attr' | 'item' | 'contains'> {
  /** The number a value is for a conversion (`d`, `x`, …; `*` for a width), or null. */
  number(value: unknown, conversion?: string): Numeric | null
}

/** The format rules of a dialect. One whose floats are values of their own tells whole floats from integers. */
export function formatRules(values: Values): FormatRules {
  const whole = typeof values.float(0) === 'number' ? 'either' : 'exact'
  return { ...values, number: (value) => numericOf(value, whole) }
}

function numericOf(source: unknown, whole: 'either' | 'exact'): Numeric | null {
  const value = numberOf(source)
  if (value === null) return null
  if (typeof value === 'bigint' || typeof source === 'boolean') return { value, source, nature: 'exact' }
  const inexact = typeof source === 'object' || !Number.isInteger(value)
  return { value, source, nature: inexact ? 'inexact' : whole }
}
