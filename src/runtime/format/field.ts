import { fault } from '../fault.js'
import { LONGEST } from '../text.js'
import { codePointCount, codePointSlice } from '../values/code-points.js'

/** How one value is laid out: what `%` conversions and `format` specifications have in common. */
export interface Field {
  /** One character that fills up to the width. */
  readonly fill: string
  /** Where the value goes; `=` puts the fill between sign and digits; empty: text left, numbers right. */
  readonly align: '' | '<' | '>' | '^' | '='
  /** What stands before a number that is not negative: nothing (`-`), a plus sign or a space. */
  readonly sign: '-' | '+' | ' '
  /** The `#` flag: bases are shown, a point and trailing zeros are kept. */
  readonly alternate: boolean
  /** Least width in code points. */
  readonly width: number
  /** What separates groups of digits, if anything. */
  readonly group: '' | ',' | '_'
  /** Digits after the point, significant digits or most code points; null when not given. */
  readonly precision: number | null
  /** The conversion: `d`, `x`, `f`, `s` …; empty when not given. */
  readonly type: string
}

/** Text cut to the precision and filled to the width. Fault: too-large. */
export function layText(text: string, field: Field): string {
  const cut = field.precision === null ? text : codePointSlice(text, 0, field.precision)
  return pad(cut, field, field.align === '' || field.align === '=' ? '<' : field.align)
}

/** The parts of a printed number, which grouping and filling treat apart. */
export interface Digits {
  /** Sign and prefix of the base. */
  readonly head: string
  /** Digits before the point. */
  readonly whole: string
  /** The point and all after it: fraction, exponent, percent sign. */
  readonly tail: string
}

/** A number's parts put together and filled to the width. Fault: too-large. */
export function layDigits({ head, whole, tail }: Digits, field: Field): string {
  checkWidth(field)
  const zeroed = field.align === '=' && field.fill === '0'
  const least = zeroed ? field.width - head.length - tail.length : 0
  const grouped = field.group === '' ? whole : groupDigits(whole, field, least)
  const align = field.align === '' ? '>' : field.align
  if (align !== '=') return pad(head + grouped + tail, field, align)
  const missing = missingWidth(head + grouped + tail, field)
  return head + field.fill.repeat(missing) + grouped + tail
}

/** Digits in groups, with leading zeros up to the least width; a separator never comes first. */
function groupDigits(whole: string, { group, type }: Field, least: number): string {
  const size = /[boxX]/.test(type) ? 4 : 3
  if (!/^[0-9a-fA-F]+$/.test(whole)) return whole
  // So many digits are at most one short of the width, which the separators take the rest of.
  const count = least - Math.floor(least / (size + 1))
  const enough = count + Math.floor((count - 1) / size) < least ? count + 1 : count
  const digits = whole.padStart(enough, '0')
  const first = digits.length % size
  const groups = digits.slice(first).match(new RegExp(`.{${size}}`, 'g')) ?? []
  return (first === 0 ? groups : [digits.slice(0, first), ...groups]).join(group)
}

function pad(text: string, field: Field, align: '<' | '>' | '^'): string {
  const missing = missingWidth(text, field)
  if (missing === 0) return text
  const left = align === '<' ? 0 : align === '>' ? missing : Math.floor(missing / 2)
  return field.fill.repeat(left) + text + field.fill.repeat(missing - left)
}

function missingWidth(text: string, field: Field): number {
  checkWidth(field)
  return Math.max(0, field.width - codePointCount(text))
}

function checkWidth({ width }: Field): void {
  if (width > LONGEST) fault('too-large', { what: 'padding' })
}
