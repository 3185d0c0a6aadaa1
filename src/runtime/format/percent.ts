import { fault } from '../fault.js'
import { isText } from '../markup.js'
import { codePointCount } from '../values/code-points.js'
import type { Num } from '../values/numeric.js'
import type { Field } from './field.js'
import { layDigits, layText } from './field.js'
import { floatDigits, wholeDigits } from './number.js'
import type { FormatRules } from './rules.js'
import { badFormat } from './spec.js'

/** What a `%` pattern is filled with. */
export interface PercentValues {
  /** Values for conversions without a name. */
  readonly args: readonly unknown[]
  /** The mapping named conversions look into, null for none. With one, unused `args` are fine. */
  readonly named: unknown
}

/** A conversion of a pattern as written; `*` stands for a width or precision taken from the values. */
interface Conversion {
  readonly name: string | null
  readonly flags: string
  readonly width: string
  readonly precision: string | null
  readonly type: string
}

/** A pattern taken apart: literal text and conversions in turn. */
export type PercentPattern = readonly (string | Conversion)[]

/** The parts of a `%` pattern. Fault: bad-format. */
export function parsePercent(pattern: string): PercentPattern {
  const parts: (string | Conversion)[] = []
  let from = 0
  for (let at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', from)) {
    parts.push(pattern.slice(from, at))
    const { conversion, end } = readConversion(pattern, at + 1)
    parts.push(conversion.type === '%' ? '%' : conversion)
    from = end
  }
  return [...parts, pattern.slice(from)]
}

/** How many values without a name a pattern takes. */
export function valuesTaken(pattern: PercentPattern): number {
  let taken = 0
  for (const part of pattern) {
    if (typeof part === 'string') continue
    taken += (part.name === null ? 1 : 0) + (part.width === '*' ? 1 : 0) + (part.precision === '*' ? 1 : 0)
  }
  return taken
}

/** A pattern with its conversions replaced by values, as Python's `%` prints them. Faults: bad-format, too-large. */
export function formatPercent(rules: FormatRules, pattern: PercentPattern, values: PercentValues): string {
  const rest = values.args[Symbol.iterator]()
  const next = (): unknown => {
    const step = rest.next()
    return step.done === true
      ? badFormat('the pattern has more conversions than there are values', 'TypeError')
      : step.value
  }
  const filled = pattern.map((part) =>
    typeof part === 'string' ? part : convert(rules, part, { values, next }),
  )
  if (values.named === null && rest.next().done !== true) {
    badFormat('there are more values than the pattern has conversions', 'TypeError')
  }
  return filled.join('')
}

const REST = /([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]?/y

function readConversion(pattern: string, start: number): { conversion: Conversion; end: number } {
  const name = pattern[start] === '(' ? readName(pattern, start + 1) : null
  REST.lastIndex = name === null ? start : start + name.length + 2
  const [matched = '', flags = '', width = '', precision] = REST.exec(pattern) ?? []
  const at = (name === null ? start : start + name.length + 2) + matched.length
  const type = pattern.slice(at, at + 1)
  if (type === '') badFormat('the pattern ends inside a conversion')
  const known = type === '%' ? at === start : /[diouxXeEfFgGcrsa]/.test(type)
  if (!known) badFormat(`there is no conversion "${type}" (at index ${codePointCount(pattern.slice(0, at))})`)
  return { conversion: { name, flags, width, precision: precision ?? null, type }, end: at + 1 }
}

/** The name up to the parenthesis that closes it; parentheses inside nest. */
function readName(pattern: string, start: number): string {
  let depth = 1
  for (let at = start; at < pattern.length; at++) {
    if (pattern[at] === '(') depth++
    if (pattern[at] === ')' && --depth === 0) return pattern.slice(start, at)
  }
  return badFormat('the pattern ends inside a name')
}

interface Source {
  readonly values: PercentValues
  readonly next: () => unknown
}

function convert(rules: FormatRules, conversion: Conversion, { values, next }: Source): string {
  const width = conversion.width === '*' ? starred(rules, next()) : Number(conversion.width)
  const precision = conversion.precision === '*' ? starred(rules, next()) : precisionOf(conversion)
  const value = conversion.name === null ? next() : named(rules, values.named, conversion.name)
  const printer = PRINTERS[conversion.type] ?? printFloat
  return printer(rules, value, fieldOf(conversion, width, precision))
}

function fieldOf({ flags, type }: Conversion, width: number, precision: number | null): PercentField {
  const left = flags.includes('-') || width < 0
  const space = flags.includes(' ') ? ' ' : '-'
  return {
    fill: ' ',
    align: left ? '<' : '>',
    sign: flags.includes('+') ? '+' : space,
    alternate: flags.includes('#'),
    width: Math.abs(width),
    group: '',
    precision: precision === null ? null : Math.max(0, precision),
    type,
    zeros: !left && flags.includes('0'),
  }
}

function precisionOf({ precision }: Conversion): number | null {
  return precision === null ? null : Number(precision)
}

function starred(rules: FormatRules, value: unknown): number {
  const number = rules.number(value, '*')
  if (number === null || number.nature === 'inexact')
    return badFormat('"*" takes a whole number', 'TypeError')
  if (!Number.isSafeInteger(Number(number.value))) return fault('too-large', { what: 'padding' })
  return Number(number.value)
}

function named(rules: FormatRules, mapping: unknown, name: string): unknown {
  if (mapping === null)
    return badFormat('a conversion with a name takes its value from a mapping', 'TypeError')
  if (!rules.contains(mapping, name)) return badFormat(`there is no value named "${name}"`, 'KeyError')
  return rules.item(mapping, name)
}

/** A field whose fill is for numbers only. */
interface PercentField extends Field {
  /** Whether numbers are filled with zeros. */
  readonly zeros: boolean
}

type Printer = (rules: FormatRules, value: unknown, field: PercentField) => string

const printWhole: Printer = (rules, value, field) =>
  layWhole(wholeOf(rules, value, field.type), numeric(field))

const PRINTERS: Readonly<Record<string, Printer>> = {
  s: (rules, value, field) => layText(rules.text(value), field),
  r: (rules, value, field) => layText(rules.repr(value), field),
  a: (rules, value, field) => layText(asciiOnly(rules.repr(value)), field),
  c: (rules, value, field) => layText(character(rules, value), field),
  d: printWhole,
  i: printWhole,
  u: printWhole,
  o: printWhole,
  x: printWhole,
  X: printWhole,
}

function printFloat(rules: FormatRules, value: unknown, field: PercentField): string {
  const number = rules.number(value, field.type)
  if (number === null) return wrongValue(rules, value, field.type)
  return layDigits(floatDigits(Number(number.value), field), numeric(field))
}

function numeric(field: PercentField): Field {
  return field.zeros ? { ...field, fill: '0', align: '=' } : field
}

/** A precision is the least number of digits. */
function layWhole(value: Num, field: Field): string {
  const digits = wholeDigits(value, field)
  const whole = layDigits(
    { head: '', whole: digits.whole, tail: '' },
    { ...ZEROS, width: field.precision ?? 0 },
  )
  return layDigits({ ...digits, whole }, field)
}

const ZEROS: Field = {
  fill: '0',
  align: '=',
  sign: '-',
  alternate: false,
  width: 0,
  group: '',
  precision: null,
  type: 'd',
}

/** Decimal conversions cut fractions off; the others take whole numbers only. */
function wholeOf(rules: FormatRules, value: unknown, type: string): Num {
  const number = rules.number(value, type)
  if (number === null) return wrongValue(rules, value, type)
  if (number.nature !== 'inexact') return number.value
  const fraction = Number(number.value)
  if (!/[diu]/.test(type) || !Number.isFinite(fraction)) return wrongValue(rules, value, type)
  return BigInt(Math.trunc(fraction))
}

function character(rules: FormatRules, value: unknown): string {
  if (isText(value)) {
    const text = rules.text(value)
    return codePointCount(text) === 1 ? text : badFormat('"%c" takes one character', 'TypeError')
  }
  const number = rules.number(value, 'c')
  if (number === null || number.nature === 'inexact') return wrongValue(rules, value, 'c')
  if (number.value < 0 || number.value > 0x10ffff)
    return badFormat('the number is no character code', 'OverflowError')
  return String.fromCodePoint(Number(number.value))
}

function wrongValue(rules: FormatRules, value: unknown, type: string): never {
  const kind = rules.number(value, type) === null ? `a value of kind ${rules.kind(value)}` : rules.text(value)
  return badFormat(`"%${type}" takes a number, not ${kind}`, classFor(rules, value, type))
}

/** Python cannot cut the fraction off an infinite number, nor off one that is unknown. */
function classFor(rules: FormatRules, value: unknown, type: string): string {
  const number = /[diu]/.test(type) ? rules.number(value, type) : null
  if (number === null) return 'TypeError'
  return Number.isNaN(Number(number.value)) ? 'ValueError' : 'OverflowError'
}

/** The text with everything beyond ASCII written as Python's escapes. */
export function asciiOnly(text: string): string {
  return Array.from(text, asciiPoint).join('')
}

function asciiPoint(point: string): string {
  const code = point.codePointAt(0) ?? 0
  if (code < 0x80) return point
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
