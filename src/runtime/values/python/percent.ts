import { escapeHtml } from '../../escape.js'
import { formatPercent, parsePercent } from '../../format/percent.js'
import type { FormatRules } from '../../format/rules.js'
import { isText, Markup } from '../../markup.js'
import { numberOf, parseInteger, parseNumber } from '../../number.js'
import { isUndefined, Undefined, USE } from '../../undefined.js'
import { Bytes } from './bytes.js'
import { getItem } from './get-item.js'
import { contains } from './iterate.js'
import { isFloat } from './numbers.js'
import { Range } from './range.js'
import { escape, repr, text } from './repr.js'
import { Tuple } from './tuple.js'
import { isDict, typeName } from './types.js'

/** What the format languages ask of the python dialect: attributes are never items, and items never attributes. */
export const rules: FormatRules = {
  text,
  repr,
  kind: typeName,
  attr: () => undefined,
  item: getItem,
  contains: (container, key) => !isDict(container) || contains(container, key),
  number(source) {
    const value = numberOf(source)
    return value === null ? null : { value, source, nature: isFloat(source) ? 'inexact' : 'exact' }
  },
}

/** As `rules`; a missing value is no number, and asking it for one is an error of its own, unless an index is meant. */
const percentRules: FormatRules = {
  ...rules,
  number(source, conversion = 'd') {
    if (source instanceof Undefined && !/[*coxX]/.test(conversion)) source[USE]('convert')
    return rules.number(source)
  },
}

/** What goes into markup is escaped, and text that spells a number counts as one. */
const escapingRules: FormatRules = {
  ...rules,
  text: escape,
  repr: (value) => escapeHtml(repr(value)),
  number: (source, conversion) =>
    percentRules.number(isText(source) ? spelled(source.toString()) : source, conversion),
}

function spelled(text: string): unknown {
  return parseInteger(text, 10) ?? parseNumber(text) ?? text
}

/** `text % values`: a tuple gives one value for each conversion, a mapping those with names. Faults: bad-format. */
export function percent(pattern: string | Markup, operand: unknown): string | Markup {
  const parts = parsePercent(pattern.toString())
  const args = operand instanceof Tuple ? operand : [operand]
  const named = operand instanceof Tuple || isText(operand) || !isSubscriptable(operand) ? null : operand
  if (pattern instanceof Markup) return new Markup(formatPercent(escapingRules, parts, { args, named }))
  return formatPercent(percentRules, parts, { args, named })
}

/** What may be left over, since a pattern could have looked into it. */
function isSubscriptable(value: unknown): boolean {
  if (value instanceof Range || value instanceof Bytes) return true
  return Array.isArray(value) || isDict(value) || isUndefined(value)
}
