import { advanceLanguage } from '../languages/languages.js'
import { isLiteral, openLiteral } from '../languages/script.js'
import { decodedPiece, rawPiece } from '../piece.js'
import { holdBack, note, rewrite, type Scan } from '../scan.js'
import { ESCAPABLE, RAW_TEXT } from './elements.js'
import { isForeign } from './foreign.js'
import { isXml } from './text.js'

/** The text of an element that is not markup. */
export function raw(scan: Scan): void {
  if (isXml(scan) || isForeign(scan.foreign)) return foreign(scan)
  if (scan.element === 'script') return script(scan)
  const from = scan.at
  const end = endTagAt(scan, from)
  const to = end >= 0 ? end : from + unfinishedTag(scan, from)
  read(scan, from, to)
  scan.at = to
  if (scan.language === null && /<[a-z/!?]/i.test(scan.text.slice(from, to + 2).slice(0, to - from)))
    scan.name = '<'
  if (end >= 0) leave(scan)
  else if (to < scan.text.length) holdBack(scan, to)
}

const END_TAG = /<\//g
const END_TAGS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  [...RAW_TEXT].map((element) => [element, new RegExp(`</${element}[\\t\\n\\f\\r />]`, 'gi')]),
)

function endTagAt({ text, element }: Scan, from: number): number {
  const tag = END_TAGS[element] ?? END_TAG
  tag.lastIndex = from
  return tag.exec(text)?.index ?? -1
}

/** How much of the text before the beginning of what may become an end tag there is. */
function unfinishedTag(scan: Scan, from: number): number {
  const { text, element, last } = scan
  const at = last ? -1 : text.lastIndexOf('<')
  if (at < from || !`</${element}`.startsWith(text.slice(at).toLowerCase())) return text.length - from
  if (at === text.length - 1 && ESCAPABLE.has(element)) {
    rewrite(scan, at, 1, '&lt;')
    return text.length - from
  }
  return at - from
}

function read(scan: Scan, from: number, to: number): void {
  const { language } = scan
  if (language === null || language.kind === 'html' || language.kind === 'control' || from >= to) return
  scan.language = advanceLanguage(language, rawPiece(scan, from, to))
}

/** At the `</` of the element's end tag. */
function leave(scan: Scan): void {
  const { language } = scan
  const literal = language?.kind === 'js' ? openLiteral(language) : null
  if (literal !== null) note(scan, { id: 'js-unterminated', data: { literal } }, [scan.at, 1], true)
  scan.language = null
  scan.element = ''
  scan.name = ''
  scan.at++
  scan.state = 'open'
}

const MARKS = /<!--|-->|<\/?script(?=[\t\n\f\r />])/gi
const UNFINISHED = /<(?:!-?|\/?[a-z]{0,6})$/i

/**
 * The text of a script, in which `<!--` begins a stretch where a second `<script` hides the next end tag. Inside of
 * literals these are written as escapes, so that they are none.
 *
 * Source: HTML standard, sections 13.2.5.15 to 13.2.5.31.
 */
function script(scan: Scan): void {
  const from = scan.at
  MARKS.lastIndex = from
  const found = MARKS.exec(scan.text)
  if (found === null) return rest(scan)
  const { index } = found
  read(scan, from, index)
  scan.at = index
  mark(scan, found[0].toLowerCase())
}

function mark(scan: Scan, found: string): void {
  if (found === '</script' && scan.name !== 'double') return leave(scan)
  const { language } = scan
  const escaped =
    language?.kind === 'js' ? isLiteral(language) : language?.kind === 'json' && language.mode === 'double'
  if (!escaped || found === '-->') scan.name = AFTER[`${scan.name} ${found}`] ?? scan.name
  read(scan, scan.at, scan.at + found.length)
  scan.at += found.length
  if (scan.name === 'escaped' && found === '<!--' && /-*>/y.test(scan.text.slice(scan.at))) scan.name = ''
}

const AFTER: Readonly<Record<string, string>> = {
  ' <!--': 'escaped',
  'escaped -->': '',
  'escaped <script': 'double',
  'double -->': '',
  'double </script': 'escaped',
}

function rest(scan: Scan): void {
  const from = scan.at
  const literal = scan.language?.kind === 'js' && isLiteral(scan.language)
  const unfinished = scan.last || literal ? -1 : scan.text.slice(from).search(UNFINISHED)
  const to = unfinished < 0 ? scan.text.length : from + unfinished
  read(scan, from, to)
  scan.at = scan.text.length
  if (to === scan.text.length) return
  const { language } = scan
  if (language?.kind === 'js' && isLiteral(language)) read(scan, to, scan.text.length)
  else holdBack(scan, to)
}

/** A script or style of SVG, whose text has character references and sections, and that any tag ends. */
function foreign(scan: Scan): void {
  const from = scan.at
  const at = scan.text.indexOf('<', from)
  const to = at < 0 ? scan.text.length : at
  decoded(scan, from, to)
  scan.at = to
  if (at >= 0) foreignMarkup(scan, at)
}

function decoded(scan: Scan, from: number, to: number): void {
  const { language } = scan
  if (language === null || language.kind === 'html' || language.kind === 'control' || from >= to) return
  scan.language = advanceLanguage(language, decodedPiece(scan, from, to))
}

function foreignMarkup(scan: Scan, at: number): void {
  const rest = scan.text.slice(at, at + LONGEST).toLowerCase()
  if (!scan.last && rest.length < LONGEST && at + rest.length === scan.text.length && !rest.includes('>')) {
    return holdBack(scan, at)
  }
  if (rest.startsWith('<![cdata[')) return enter(scan, 'cdata', '<![cdata['.length)
  if (rest.startsWith('<!--')) return enter(scan, 'comment', '<!--'.length)
  if (!/^<[a-z/!?]/.test(rest)) return lonely(scan, at)
  if (!rest.startsWith(`</${scan.element}`)) {
    note(scan, { id: 'bad-html', data: { reason: 'foreign-script', text: rest } }, [at, 1])
  }
  leave(scan)
}

const LONGEST = '<![cdata['.length

function enter(scan: Scan, state: Scan['state'], length: number): void {
  scan.at += length
  scan.state = state
}

function lonely(scan: Scan, at: number): void {
  decoded(scan, at, at + 1)
  scan.at = at + 1
}

/** A section of character data; in a script or style it is more of that. */
export function cdata(scan: Scan): void {
  const from = scan.at
  const end = scan.text.indexOf(']]>', from)
  const unfinished = scan.last ? -1 : scan.text.slice(from).search(/\]\]?$/)
  const to = end >= 0 ? end : unfinished >= 0 ? from + unfinished : scan.text.length
  read(scan, from, to)
  scan.at = to
  if (end >= 0) {
    scan.at += ']]>'.length
    scan.state = scan.element === '' ? 'text' : 'raw'
  } else if (unfinished >= 0) holdBack(scan, to)
}
