import { fault } from '../fault.js'
import { type Notation, writeJson } from '../json.js'
import { isUndefined } from '../undefined.js'
import { isList } from '../values/shapes.js'
import { inert } from './js.js'
import { type Escaper, type Printing, plain, source } from './printing.js'

/** What makes a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** A value as one field of a CSV file. Text that a spreadsheet would compute gets a `'` in front, as they do it. */
export function csv(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    const text = plain(printing, value)
    const field = FORMULA.test(text) ? `'${text}` : text
    return /^[\w.@:/+-]+$/.test(field) ? field : `"${field.replaceAll('"', '""')}"`
  }
}

/** As JSON, which YAML can read, but for the numbers that JSON lacks. */
const YAML: Notation = {
  text: (text) => `"${inert(text)}"`,
  key: (name) => `"${inert(name)}"`,
  number: (printed, number) => {
    if (typeof number === 'bigint' || Number.isFinite(number)) return printed
    return Number.isNaN(number) ? '.nan' : number > 0 ? '.inf' : '-.inf'
  },
}

/** A value as one value of a YAML file. Faults: circular-value, not-printable, too-large. */
export function yaml(printing: Printing): Escaper {
  const layout = { compareKeys: null, indent: null, itemSeparator: ', ', keySeparator: ': ', notation: YAML }
  return (value) => writeJson(value, { ...layout, values: printing }) ?? 'null'
}

/** A value as one word of a POSIX shell, a list as several. Fault: bad-argument for the character 0. */
export function shell(printing: Printing): Escaper {
  const word = (value: unknown): string => {
    const text = source(printing, value)
    if (text.includes('\0')) reject('shell')
    return `'${text.replaceAll("'", "'\\''")}'`
  }
  return (value) => (isList(value) ? Array.from(value, word).join(' ') : word(value))
}

function reject(callee: string): never {
  return fault('bad-argument', { callee, argument: 'value', reason: 'cannot be written there' })
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  "'": '\\textquotesingle{}',
  '`': '\\textasciigrave{}',
  '-': '{-}',
}

/** A value as text of a LaTeX document, on one line. */
export function tex(printing: Printing): Escaper {
  return (value) =>
    plain(printing, value)
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/[\\~^<>|"'`-]|[{}$&#_%]/g, (unit) => TEX[unit] ?? `\\${unit}`)
}

/** A value as text of a Markdown document, on one line. */
export function markdown(printing: Printing): Escaper {
  return (value) =>
    plain(printing, value)
      .replace(/\s*[\n\r]\s*/g, ' ')
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
}

/** A value as a quoted identifier of SQL. Fault: bad-argument for an empty one and the character 0. */
export function sql(printing: Printing): Escaper {
  return (value) => {
    const text = isUndefined(value) ? '' : plain(printing, value)
    if (text === '' || text.includes('\0')) reject('sql')
    return `"${text.replaceAll('"', '""')}"`
  }
}
