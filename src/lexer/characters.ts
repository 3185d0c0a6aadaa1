/**
 * Classes of characters as Python has them, since Jinja's lexer is made of Python's `\s`, `\w` and
 * `str.isidentifier`. JavaScript's `\s` has other members: it lacks U+001C–U+001F and U+0085 and has U+FEFF.
 * All functions take and return UTF-16 offsets; a code past the end of the text is NaN and in no class.
 */
import type { Newline } from './syntax.js'

// Unicode 15.1 lets joiners continue identifiers; Python's identifiers do not have them.
const WORD = /^(?![\u200c\u200d])[\p{L}\p{N}\p{XID_Continue}]/u
const IDENTIFIER_START = /^\p{XID_Start}/u
const IDENTIFIER_PART = /^\p{XID_Continue}/u

/** Whether a UTF-16 unit is whitespace to Python (`str.isspace`). */
export function isWhitespace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  return code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || isWideSpace(code)
}

function isWideSpace(code: number): boolean {
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** Whether a unit is a line feed or a carriage return; nothing else ends a line. */
export function isNewline(code: number): boolean {
  return code === 0x0a || code === 0x0d
}

/** Whether a unit is whitespace that does not end the line. */
export function isBlank(code: number): boolean {
  return isWhitespace(code) && !isNewline(code)
}

/** Whether a unit is one of 0–9. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Whether a unit is an ASCII letter or an underscore. */
export function isLetter(code: number): boolean {
  const lower = code | 0x20
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f
}

/** Whether `at` is the first offset of a line. */
export function startsLine(text: string, at: number): boolean {
  return at === 0 || isNewline(text.charCodeAt(at - 1))
}

/** The offset after the one line break at `at` (`\r\n` is one), or `at` when there is none. */
export function afterNewline(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (!isNewline(code)) return at
  return code === 0x0d && text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1
}

/** The offset of the one line break that ends the text, or the text's length when none does. */
export function beforeLastNewline(text: string): number {
  const last = text.length - 1
  if (!isNewline(text.charCodeAt(last))) return text.length
  return text.endsWith('\r\n') ? last - 1 : last
}

/** The first offset from `from` on that is not whitespace. */
export function skipWhitespace(text: string, from: number): number {
  let at = from
  while (isWhitespace(text.charCodeAt(at))) at++
  return at
}

/** The end of `text[from, to)` without the units of a class at its end. */
export function trimEnd(text: string, from: number, to: number, removed: (code: number) => boolean): number {
  let at = to
  while (at > from && removed(text.charCodeAt(at - 1))) at--
  return at
}

/** The end of the run of word characters at `from`; `from` itself when there is none. */
export function wordEnd(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (isLetter(code) || isDigit(code)) at++
    else if (code >= 0x80) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? code)
      if (!WORD.test(character)) return at
      at += character.length
    } else return at
  }
}

/** Whether a run of word characters is a name by Python's rules (`str.isidentifier`). */
export function isIdentifier(word: string): boolean {
  if (!isLetter(word.charCodeAt(0)) && !IDENTIFIER_START.test(word)) return false
  for (let at = 0; at < word.length; at++) {
    const code = word.codePointAt(at) ?? 0
    if (code >= 0x80 && !IDENTIFIER_PART.test(String.fromCodePoint(code))) return false
    if (code > 0xffff) at++
  }
  return true
}

/** A text with every line break (`\r\n`, `\r` or `\n`) replaced by `newline`. */
export function normalizeNewlines(text: string, newline: Newline): string {
  if (newline === '\n' && !text.includes('\r')) return text
  return text.replace(/\r\n|\r|\n/g, newline)
}
