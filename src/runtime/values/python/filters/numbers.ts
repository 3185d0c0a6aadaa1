import { abs as distance, int as integer, round as rounded } from '../../../filters/numbers.js'
import { boxedNumber } from '../../../number.js'
import { operation } from '../../../operation.js'
import { isUndefined } from '../../../undefined.js'
import { raise } from '../raise.js'
import { typeName } from '../types.js'

/** The distance of a number from zero. Fault: bad-argument, for a missing value too. */
export const abs = /* @__PURE__ */ operation('', (site, value: unknown) =>
  isUndefined(value)
    ? raise('TypeError', 'abs.value', `must be a number, not ${typeName(value)}`)
    : distance(site, value),
)

/** The value as an int, or `default`. Fault: bad-argument (OverflowError) for an infinite float. */
const toInteger = /* @__PURE__ */ operation(
  'default? base?',
  (site, value: unknown, ...[fallback = 0, base = 10]: unknown[]) => {
    const number = typeof value === 'number' ? value : boxedNumber(value)
    const infinite = number !== null && Math.abs(number) === Number.POSITIVE_INFINITY
    return infinite
      ? raise('OverflowError', 'int.value', 'is infinite')
      : integer(site, value, fallback, base)
  },
)

/** The number rounded; a missing value has no way to be, unless it is scaled first. Faults as the shared filter's. */
export const round = /* @__PURE__ */ operation(
  'precision? method?',
  (site, value: unknown, ...[precision = 0, method = 'common']: unknown[]) =>
    isUndefined(value) && method === 'common'
      ? raise('TypeError', 'round.value', `must be a number, not ${typeName(value)}`)
      : rounded(site, value, precision, method),
)

export { toInteger as int }
