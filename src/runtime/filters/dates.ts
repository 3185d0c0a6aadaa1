import { fault } from '../fault.js'
import { Formatters, keyOf } from '../format/intl.js'
import { isText } from '../markup.js'
import { numberOf } from '../number.js'
import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { entriesIn, isAbsent, policy, reject, textual } from './arguments.js'

/**
 * A date (`Date`, milliseconds since 1970, or ISO 8601 text) as people read it. `format` is `short`, `medium`,
 * `long`, `full`, `iso`, or a mapping of `Intl.DateTimeFormat` options; `locale` and `timeZone` default to the
 * policies `intl.locale` and `intl.timeZone`, then to the machine's. Nothing for none. Fault: bad-argument.
 */
export const date = /* @__PURE__ */ operation(
  'format? locale? timeZone?',
  (site, value: unknown, ...[format = 'medium', locale, timeZone]: unknown[]) => {
    if (value === null) return ''
    const moment = momentOf(value)
    if (Number.isNaN(moment.getTime())) return reject(value, 'date', 'must be a date')
    if (format === 'iso') return moment.toISOString()
    const language = setting(site, locale, 'intl.locale')
    const zone = setting(site, timeZone, 'intl.timeZone')
    return formatted('date', () => dateFormat(site, format, language, zone).format(moment))
  },
)

function dateFormat(
  site: Site,
  format: unknown,
  ...[locale, timeZone]: readonly (string | undefined)[]
): Intl.DateTimeFormat {
  const own = isText(format) ? null : optionsOf(site, format, 'date')
  const key = own === null ? String(format) : keyOf(own)
  return dates.of(`${locale}\n${timeZone}\n${key}`, () => {
    const options = own ?? { dateStyle: String(format) as 'short' }
    return new Intl.DateTimeFormat(locale, timeZone === undefined ? options : { ...options, timeZone })
  })
}

const dates = new Formatters<Intl.DateTimeFormat>()

/**
 * A number as people read it: `options` is a mapping of `Intl.NumberFormat` options, `locale` defaults to the policy
 * `intl.locale`, then to the machine's. Nothing for none. Fault: bad-argument.
 */
export const number = /* @__PURE__ */ operation(
  'options? locale?',
  (site, value: unknown, options: unknown = null, locale?: unknown) => {
    if (value === null) return ''
    const amount = isText(value) ? Number(value.toString()) : numberOf(value)
    if (amount === null || Number.isNaN(amount)) return reject(value, 'number', 'must be a number')
    const language = setting(site, locale, 'intl.locale')
    const wanted = isAbsent(options) ? {} : optionsOf(site, options, 'number')
    const make = (): Intl.NumberFormat => new Intl.NumberFormat(language, wanted)
    return formatted('number', () => numbers.of(`${language}\n${keyOf(wanted)}`, make).format(amount))
  },
)

const numbers = new Formatters<Intl.NumberFormat>()

function momentOf(value: unknown): Date {
  if (value instanceof Date) return value
  if (isText(value)) return new Date(value.toString())
  const time = numberOf(value)
  return new Date(time === null ? Number.NaN : Number(time))
}

function optionsOf(site: Site, options: unknown, callee: string): Record<string, unknown> {
  return Object.fromEntries(entriesIn(site.host.values, options, callee))
}

function setting(site: Site, given: unknown, name: string): string | undefined {
  const value = isAbsent(given) ? policy(site, name) : given
  return value === null ? undefined : textual(value, name).toString()
}

/** What `Intl` makes of a value; the options it refuses are a bad argument. */
function formatted(callee: string, format: () => string): string {
  try {
    return format()
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof TypeError)) throw error
    return fault('bad-argument', { callee, argument: 'options', reason: error.message }, error)
  }
}
