/** The escapes of string literals: those of Python's `unicode-escape`, which Jinja decodes its literals with. */

import { namedCharacter } from './character-names.js'
import { afterNewline, normalizeNewlines } from './characters.js'
import type { Newline } from './syntax.js'

/** Called for each malformed escape with its place in the literal's body and Python's words for the defect. */
export type ReportEscape = (start: number, end: number, reason: string) => void

interface Escape {
  readonly end: number
  readonly text: string
  readonly reason: string | null
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
const HEX_WIDTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }
/** No character's name is longer (Unicode 15: 88), and without a bound `\N{\N{…` would cost its square. */
const LONGEST_NAME = 100

/** The value of a literal's body. Line breaks become `newline`; malformed escapes are reported and kept. */
export function decodeEscapes(body: string, newline: Newline, report: ReportEscape): string {
  let value = ''
  let from = 0
  for (let at = body.indexOf('\\'); at !== -1; at = body.indexOf('\\', from)) {
    const found = readEscape(body, at, newline)
    if (found.reason !== null) report(at, found.end, found.reason)
    value += normalizeNewlines(body.slice(from, at), newline) + found.text
    from = found.end
  }
  return value + normalizeNewlines(body.slice(from), newline)
}

function readEscape(body: string, at: number, newline: Newline): Escape {
  const letter = String.fromCodePoint(body.codePointAt(at + 1) ?? 0)
  const end = at + 1 + letter.length
  const width = HEX_WIDTH[letter]
  if (width !== undefined) return hexEscape(body, at, width)
  if (letter === 'N') return namedEscape(body, at)
  if (/[0-7]/.test(letter)) return octalEscape(body, at)
  if (/[\r\n]/.test(letter)) return continuation(body, at, newline)
  return { end, text: SIMPLE[letter] ?? `\\${asciiForm(letter)}`, reason: null }
}

function hexEscape(body: string, at: number, width: number): Escape {
  const letter = body[at + 1] ?? ''
  const found = body.slice(at + 2, at + 2 + width)
  if (found.length < width || !/^[\da-f]+$/i.test(found)) {
    return malformed(body, at, `truncated \\${letter}${'X'.repeat(width)} escape`)
  }
  const code = Number.parseInt(found, 16)
  if (code > 0x10ffff) return malformed(body, at, 'illegal Unicode character')
  return { end: at + 2 + width, text: String.fromCodePoint(code), reason: null }
}

function namedEscape(body: string, at: number): Escape {
  const name = /^\{([^}]+)\}/.exec(body.slice(at + 2, at + 4 + LONGEST_NAME))?.[1]
  if (name === undefined) return malformed(body, at, 'malformed \\N character escape')
  const text = namedCharacter(name)
  if (text === null) return malformed(body, at, 'unknown Unicode character name')
  return { end: at + 4 + name.length, text, reason: null }
}

function octalEscape(body: string, at: number): Escape {
  const found = /^[0-7]+/.exec(body.slice(at + 1, at + 4))?.[0] ?? ''
  return { end: at + 1 + found.length, text: String.fromCodePoint(Number.parseInt(found, 8)), reason: null }
}

/** Only a line feed can be escaped away, and Jinja has turned line breaks into `newline` before it looks. */
function continuation(body: string, at: number, newline: Newline): Escape {
  return { end: afterNewline(body, at + 1), text: newline === '\n' ? '' : `\\${newline}`, reason: null }
}

function malformed(body: string, at: number, reason: string): Escape {
  return { end: at + 2, text: body.slice(at, at + 2), reason }
}

/**
 * Jinja writes characters outside ASCII as escapes before it decodes. A backslash before one escapes the backslash
 * of that escape, so the spelling of the escape is what remains.
 */
function asciiForm(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return character
  const hex = code.toString(16)
  if (code <= 0xff) return `x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `u${hex.padStart(4, '0')}` : `U${hex.padStart(8, '0')}`
}
