import { fault } from './fault.js'
import { codePointCount, codePointSlice, codePoints, hasSurrogates } from './values/code-points.js'

/** Most UTF-16 units that padding, repetition and replacement may build; a longer text is `too-large`. */
export const LONGEST = 2 ** 27

/** The characters Python strips and splits at; differs from `\s` in U+001C–U+001F, U+0085 and U+FEFF. */
export const SPACES = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const SPACE = new RegExp(`[${SPACES}]`)
const LINE_ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029'
const LINE_END = new RegExp(`\\r\\n|[${LINE_ENDS}]`)

/** The code points in reverse order. */
export function reversed(text: string): string {
  return Array.from(text).reverse().join('')
}

/** The lines of a text without their ends, as Python's `splitlines` finds them, but with an empty last one. */
export function linesOf(text: string): string[] {
  return text.split(LINE_END)
}

/** The text without the given characters (null: whitespace) at both ends. */
export function stripped(text: string, characters: string | null): string {
  if (characters === null) return trimmed(text)
  const points = hasSurrogates(text) ? codePoints(text) : text
  const unwanted = new Set(characters)
  let start = 0
  let stop = points.length
  while (start < stop && unwanted.has(points[start] ?? '')) start++
  while (stop > start && unwanted.has(points[stop - 1] ?? '')) stop--
  return codePointSlice(text, start, stop)
}

/** No space is above U+FFFF, so that code units will do. */
function trimmed(text: string): string {
  let start = 0
  let stop = text.length
  while (start < stop && isSpace(text, start)) start++
  while (stop > start && isSpace(text, stop - 1)) stop--
  return start === 0 && stop === text.length ? text : text.slice(start, stop)
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit < 0x80) return (unit >= 0x1c && unit <= 0x20) || (unit >= 9 && unit <= 13)
  return SPACE.test(text.charAt(at))
}

/** `count` spaces. Fault: too-large. */
export function blanks(count: number): string {
  if (count > LONGEST) fault('too-large', { what: 'padding' })
  return ' '.repeat(Math.max(0, count))
}

/** The text between spaces, `width` code points in all; an odd space goes where Python's `center` puts it. */
export function centered(text: string, width: number): string {
  const missing = width - codePointCount(text)
  if (missing <= 0) return text
  const left = Math.floor(missing / 2) + (missing % 2 === 1 && width % 2 === 1 ? 1 : 0)
  return blanks(left) + text + blanks(missing - left)
}

/** The text with the first `count` (negative: all) occurrences of `old` replaced. Fault: too-large. */
export function replaced(text: string, old: string, fresh: string, count: number): string {
  if (count === 0) return text
  const pieces = old === '' ? ['', ...text, ''] : text.split(old)
  const changes = count < 0 ? pieces.length - 1 : Math.min(count, pieces.length - 1)
  if (changes * fresh.length > LONGEST) fault('too-large', { what: 'text' })
  const rest = pieces.slice(changes).join(old)
  return changes === 0 ? text : pieces.slice(0, changes).join(fresh) + fresh + rest
}

/** The first letter in title case, the others in lower case. */
export function capitalized(text: string): string {
  const first = String.fromCodePoint(...(text === '' ? [] : [text.codePointAt(0) ?? 0]))
  const lowered = first.toLowerCase()
  const whole = text.toLowerCase()
  // A final sigma is lowered by what is before it, so the whole text is lowered and then cut.
  const rest = whole.startsWith(lowered)
    ? whole.slice(lowered.length)
    : text.slice(first.length).toLowerCase()
  return titleCased(first) + rest
}

/** Letters that are two letters in one, upper case; the title case of each is the next code point. */
const DIGRAPHS = new Set('\u01c4\u01c7\u01ca\u01f1')

function titleCased(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  if ((code >= 0x10d0 && code <= 0x10ff) || (code >= 0x1f80 && code <= 0x1faf))
    return ownTitleCase(letter, code)
  if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9)
  const upper = letter.toUpperCase()
  if (DIGRAPHS.has(upper)) return String.fromCodePoint((upper.codePointAt(0) ?? 0) + 1)
  const [head = '', ...tail] = upper
  return letter === upper ? letter : head + tail.join('').toLowerCase()
}

/** Georgian letters have no title case; Greek ones with a subscript iota have one eight code points on. */
function ownTitleCase(letter: string, code: number): string {
  return code < 0x1f80 ? letter : String.fromCodePoint(code | 8)
}
