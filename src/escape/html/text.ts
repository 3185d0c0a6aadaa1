import { holdBack, note, type Scan } from '../scan.js'
import { SPECIAL_ELEMENTS } from './elements.js'
import { isForeign } from './foreign.js'

/** Text up to the next `<` that begins more than a tag that changes nothing. */
export function text(scan: Scan): void {
  const skips = scan.target === 'html' && scan.foreign === ''
  let at = scan.text.indexOf('<', scan.at)
  while (at >= 0 && skips && skipsTag(scan.text, at)) at = scan.text.indexOf('<', WHOLE_TAG.lastIndex)
  scan.at = at < 0 ? scan.text.length : at + 1
  if (at >= 0) scan.state = 'open'
}

/** A whole tag of an ordinary element, whose attributes have quotes or no values and are no handlers. */
const WHOLE_TAG = new RegExp(
  `</?(?!(?:${SPECIAL_ELEMENTS.join('|')})[\\t\\n\\f\\r />])[a-z][^\\t\\n\\f\\r />]*` +
    `(?:[\\t\\n\\f\\r ]+(?!on)[^\\t\\n\\f\\r "'<>/=]+(?:="[^"]*"|='[^']*')?)*[\\t\\n\\f\\r ]*/?>`,
  'iy',
)

function skipsTag(given: string, at: number): boolean {
  WHOLE_TAG.lastIndex = at
  return WHOLE_TAG.test(given)
}

/** Whether a document is XML, in which there is no raw text and names may begin with more than letters. */
export function isXml({ target }: Pick<Scan, 'target'>): boolean {
  return target === 'xml' || target === 'svg'
}

const NAME_START = /[a-z]/i
const XML_NAME_START = /[^\s!/?<>=&]/

/** What follows `<`: a tag, a comment, a declaration, or text. */
export function open(scan: Scan): void {
  const unit = scan.text.charAt(scan.at)
  const names = isXml(scan) ? XML_NAME_START : NAME_START
  if (names.test(unit)) begin(scan, '')
  else if (unit === '/') pass(scan, 'close')
  else if (unit === '!') pass(scan, 'declare')
  else if (unit === '?') pass(scan, 'bogus')
  else scan.state = 'text'
}

function pass(scan: Scan, state: Scan['state']): void {
  scan.at++
  scan.state = state
}

function begin(scan: Scan, name: string): void {
  scan.state = 'tag-name'
  scan.name = name
}

/** What follows `</`. */
export function close(scan: Scan): void {
  const unit = scan.text.charAt(scan.at)
  if ((isXml(scan) ? XML_NAME_START : NAME_START).test(unit)) begin(scan, '/')
  else if (unit === '>') pass(scan, 'text')
  else scan.state = 'bogus'
}

const CDATA = '[CDATA['

/** What follows `<!`. */
export function declare(scan: Scan): void {
  const rest = scan.text.slice(scan.at, scan.at + CDATA.length)
  const sections = isXml(scan) || isForeign(scan.foreign)
  if (rest.startsWith('--')) {
    scan.at += 2
    scan.state = 'comment'
    scan.name = 'start'
  } else if (sections && rest === CDATA) {
    scan.at += CDATA.length
    scan.state = 'cdata'
  } else if (!scan.last && (rest === '-' || (sections && CDATA.startsWith(rest)))) holdBack(scan, scan.at)
  else scan.state = 'bogus'
}

/** A doctype, a declaration or a processing instruction. */
export function bogus(scan: Scan): void {
  const end = scan.text.indexOf('>', scan.at)
  if (end < 0) scan.at = scan.text.length
  else leave(scan, end + 1)
}

/** Back to what a comment or section stood in: text, or the script of an SVG. */
function leave(scan: Scan, at: number): void {
  scan.at = at
  scan.name = ''
  scan.state = scan.element === '' ? 'text' : 'raw'
}

const COMMENT_END = /--!?>/g
const XML_COMMENT_END = /-->/g
const UNFINISHED_END = /--?!?$/

/** A comment; right at its start `>` and `->` end it, too. */
export function comment(scan: Scan): void {
  const { text, at, name } = scan
  if (name !== '' && commentStart(scan)) return
  const ending = isXml(scan) ? XML_COMMENT_END : COMMENT_END
  ending.lastIndex = at
  const end = ending.exec(text)
  if (end !== null) return leave(scan, end.index + end[0].length)
  const rest = text.slice(Math.max(at, text.length - 3))
  const unfinished = scan.last ? -1 : rest.search(UNFINISHED_END)
  scan.name = ''
  if (unfinished < 0) scan.at = text.length
  else holdBack(scan, text.length - rest.length + unfinished)
}

/** What may end a comment early; whether it did, or is to be decided by the next text. */
function commentStart(scan: Scan): boolean {
  const rest = scan.text.slice(scan.at, scan.at + 3)
  if (scan.name === 'printed') {
    if (/^-?!?>/.test(rest)) {
      note(scan, { id: 'bad-html', data: { reason: 'comment-end', text: rest } }, [scan.at, rest.length])
    }
    return false
  }
  const early = isXml(scan) ? null : /^-?>/.exec(rest)
  if (early !== null) {
    leave(scan, scan.at + early[0].length)
    return true
  }
  if (rest !== '-' || scan.last) return false
  holdBack(scan, scan.at)
  return true
}
