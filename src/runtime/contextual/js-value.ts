import { fault } from '../fault.js'
import { type Notation, writeJson } from '../json.js'
import { Markup } from '../markup.js'
import { isUndefined, Undefined, USE } from '../undefined.js'
import { kindOf } from '../values/shapes.js'
import { guarded, inert, trustedCode } from './js.js'
import { type Escaper, htmlOf, type Printing } from './printing.js'
import { Json } from './trusted.js'

const LAYOUT = { compareKeys: null, indent: null, itemSeparator: ', ', keySeparator: ': ' } as const

/** How JavaScript writes data. */
const SCRIPT: Notation = {
  text: quoted,
  key: (name) => (name === '__proto__' ? '["__proto__"]' : quoted(name)),
  number: (_, number) => numeral(number),
}

/** How JSON writes data. */
const JSON_DATA: Notation = {
  text: quoted,
  key: quoted,
  number: (printed, number) => (typeof number === 'bigint' || Number.isFinite(number) ? printed : 'null'),
}

/** A value as a JavaScript expression. Faults: circular-value, not-printable, too-large. */
export function jsValue(printing: Printing): Escaper {
  return (value) => {
    switch (typeof value) {
      case 'string':
        return quoted(value)
      case 'number':
      case 'bigint':
        return spaced(numeral(value))
      case 'boolean':
        return String(value)
    }
    return trusted(value) ?? spaced(data(printing, value, SCRIPT) ?? 'undefined')
  }
}

/** A value as JSON. Faults: circular-value, not-printable, too-large. */
export function json(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'string') return quoted(value)
    return trusted(value) ?? data(printing, value, JSON_DATA) ?? 'null'
  }
}

function numeral(number: number | bigint): string {
  if (typeof number === 'bigint') return `${number}n`
  return Object.is(number, -0) ? '-0' : String(number)
}

function quoted(text: string): string {
  return `"${inert(text)}"`
}

/** A minus sign must not become part of an operator. */
function spaced(code: string): string {
  return code.startsWith('-') ? ` ${code}` : code
}

function trusted(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  return value instanceof Json ? guarded(value.toString()) : trustedCode(value)
}

function data(printing: Printing, value: unknown, notation: Notation): string | undefined {
  const html = value instanceof Markup ? null : htmlOf(value)
  if (html !== null) return quoted(html)
  if (value instanceof Undefined) value[USE]('print')
  if (isUndefined(value)) return undefined
  const written = writeJson(value, { ...LAYOUT, values: printing, notation })
  return written ?? fault('not-printable', { kind: kindOf(value) })
}
