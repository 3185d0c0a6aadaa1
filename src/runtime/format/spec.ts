import { fault } from '../fault.js'
import { isText } from '../markup.js'
import { codePointAt } from '../values/code-points.js'
import type { Digits, Field } from './field.js'
import { layDigits, layText } from './field.js'
import { floatDigits, signOf, split, wholeDigits } from './number.js'
import type { FormatRules, Numeric } from './rules.js'

/** Throws `bad-format`; `python` is the class of Python's error where it is not ValueError. */
export function badFormat(reason: string, python?: string): never {
  return fault('bad-format', python === undefined ? { reason } : { reason, python })
}

/**
 * A value printed by a specification of Python's format language (`>10`, `,.2f`, `#x`). Faults: bad-format,
 * too-large.
 */
export function formatBySpec(rules: FormatRules, value: unknown, spec: string): string {
  if (spec === '') return rules.text(value)
  const number = rules.number(value)
  if (number !== null) return formatNumber(rules, number, parseSpec(spec))
  if (!isText(value))
    badFormat(`a value of kind ${rules.kind(value)} takes no format specification`, 'TypeError')
  return formatText(rules.text(value), spec)
}

const SPEC = /^([<>=^])?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/

/** A field with the `z` flag: a number that rounds to zero has no minus sign. */
interface SpecField extends Field {
  readonly plainZero: boolean
}

/** The field a specification describes. Fault: bad-format. */
function parseSpec(spec: string): SpecField {
  const fill = codePointAt(spec, 0) ?? ''
  const filled = /^[<>=^]/.test(spec.slice(fill.length))
  const found = SPEC.exec(filled ? spec.slice(fill.length) : spec)
  if (found === null) return badFormat(`the format specification "${spec}" is not valid`)
  const [, align, sign, plainZero, alternate, zero, width = '0', group, precision, type = ''] = found
  const byDefault =
    zero === undefined ? { fill: ' ', align: '' as const } : { fill: '0', align: '=' as const }
  return {
    fill: filled ? fill : byDefault.fill,
    align: oneOf(['<', '>', '^', '='], align) ?? byDefault.align,
    sign: oneOf(['+', ' '], sign) ?? '-',
    plainZero: plainZero !== undefined,
    alternate: alternate !== undefined,
    width: Number(width),
    group: oneOf([',', '_'], group) ?? '',
    precision: precision === undefined ? null : Number(precision),
    type,
  }
}

function oneOf<T extends string>(choices: readonly T[], text: string | undefined): T | undefined {
  return choices.find((choice) => choice === text)
}

function formatText(text: string, spec: string): string {
  const field = parseSpec(spec)
  if (field.type !== '' && field.type !== 's') badFormat(`text has no format "${field.type}"`)
  const numeric = field.sign !== '-' || field.alternate || field.group !== '' || field.plainZero
  // A zero before the width only fills; an equals sign was asked for.
  if (numeric || (field.align === '=' && field.fill !== '0')) badFormat(`"${spec}" is a format of numbers`)
  return layText(text, field)
}

function formatNumber(rules: FormatRules, number: Numeric, field: SpecField): string {
  if (field.type === 'c') return layText(character(number), { ...field, align: field.align || '<' })
  return layDigits(digitsOf(rules, number, field), field)
}

function character({ value, nature }: Numeric): string {
  if (nature === 'inexact') badFormat('a fraction has no format "c"')
  if (value < 0 || value > 0x10ffff) badFormat('the number is no character code', 'OverflowError')
  return String.fromCodePoint(Number(value))
}

function digitsOf(rules: FormatRules, number: Numeric, field: SpecField): Digits {
  const { type } = field
  if (/^[eEfFgG%]$/.test(type)) return unsigned(floatDigits(Number(number.value), field), field)
  if (!/^[bdoxXn]?$/.test(type)) badFormat(`numbers have no format "${type}"`)
  if (isFraction(number, field)) return shortest(rules, number, field)
  if (field.precision !== null || field.plainZero) badFormat('whole numbers take no precision')
  if (field.group === ',' && /[boxX]/.test(type)) badFormat(`"," does not go with "${type}"`)
  return wholeDigits(number.value, field)
}

function isFraction({ nature }: Numeric, { precision }: Field): boolean {
  return nature === 'inexact' || (nature === 'either' && precision !== null)
}

/** A fraction without type: as printed, or with a precision in general notation. */
function shortest(rules: FormatRules, number: Numeric, field: SpecField): Digits {
  if (/[bdoxX]/.test(field.type)) badFormat(`a fraction has no format "${field.type}"`)
  const value = Number(number.value)
  if (field.precision !== null || field.type === 'n' || !Number.isFinite(value)) {
    const digits = floatDigits(value, { ...field, type: 'g' })
    // Without a type a fraction keeps a digit after its point.
    const bare =
      digits.tail === '' && field.type === '' && Number.isFinite(value) && typeof number.source === 'object'
    return unsigned(bare ? { ...digits, tail: '.0' } : digits, field)
  }
  const printed = rules.text(number.source)
  const negative = printed.startsWith('-')
  return { head: signOf(negative, field), ...split(negative ? printed.slice(1) : printed) }
}

/** Applies the `z` flag. */
function unsigned(digits: Digits, field: SpecField): Digits {
  if (!field.plainZero || /[1-9a-z]/i.test(digits.whole + digits.tail.replace(/e.*/i, ''))) return digits
  return { ...digits, head: signOf(false, field) }
}
