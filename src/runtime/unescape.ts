import { ENTITIES } from './entities.js'

const REFERENCE = /&(#\d+;?|#x[\da-f]+;?|[^\t\n\f <&#;]{1,32};?)/gi

/**
 * The text with HTML character references, numeric and named, as the characters they stand for; unknown ones stay.
 * Source: HTML standard, section 13.2.5.72 and following, as Python's `html.unescape` reads it.
 */
export function unescapeHtml(text: string): string {
  return text.includes('&')
    ? text.replace(REFERENCE, (whole, name: string) => characters(name) ?? whole)
    : text
}

function characters(name: string): string | null {
  if (!name.startsWith('#')) return namedCharacters(name)
  const digits = name.slice(1).replace(';', '')
  return numberedCharacter(/^x/i.test(digits) ? Number(`0${digits.toLowerCase()}`) : Number(digits))
}

/** The longest known beginning of a name counts; names without semicolon must be among those that may lack it. */
function namedCharacters(name: string): string | null {
  const known = entities()
  for (let size = name.length; size > 1; size--) {
    const found = known.get(name.slice(0, size))
    if (found !== undefined) return found + name.slice(size)
  }
  return null
}

/** What browsers make of the references 128 to 159: the characters of windows-1252. */
const WINDOWS =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178'

/** Characters that no reference may stand for. */
const FORBIDDEN = /[\ufdd0-\ufdef]|(?![\t\n\f\r])\p{Cc}/u

function numberedCharacter(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS.charAt(code - 0x80)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  const character = String.fromCodePoint(code)
  return (code & 0xfffe) === 0xfffe || FORBIDDEN.test(character) ? '' : character
}

let table: ReadonlyMap<string, string> | null = null

/** The table is made when the first reference is met, because few pages have any. */
function entities(): ReadonlyMap<string, string> {
  table ??= new Map(ENTITIES.flatMap((line) => line.split(' ').flatMap(readEntity)))
  return table
}

function readEntity(entry: string): [string, string][] {
  const [name = '', codes = ''] = entry.split(/[=!]/)
  const text = codes
    .split('+')
    .map((code) => String.fromCodePoint(Number.parseInt(code, 36)))
    .join('')
  return entry.includes('!')
    ? [
        [name, text],
        [`${name};`, text],
      ]
    : [[`${name};`, text]]
}
