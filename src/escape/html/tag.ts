import type { Facts } from '../context.js'
import { JSON_START, type Language, SCRIPT, STYLE } from '../language.js'
import { note, type Scan } from '../scan.js'
import { factOf, scriptKind } from './attributes.js'
import { isFact, knownElement, RAW_TEXT } from './elements.js'
import { brokenOut, closed, isForeign, isSvg, opened } from './foreign.js'
import { isXml } from './text.js'

const NAME = /[^\t\n\f\r />]*/y

function readName(scan: Scan, pattern: RegExp): string {
  pattern.lastIndex = scan.at
  const [name = ''] = pattern.exec(scan.text) ?? []
  scan.at += name.length
  return name
}

/** Whether a name was printed, as a whole. */
export function isPrinted(name: string): boolean {
  return name.endsWith('*')
}

/** The name of a start or end tag, which begins with `/` for the latter. */
export function tagName(scan: Scan): void {
  const from = scan.at
  const read = readName(scan, NAME)
  if (read !== '' && isPrinted(scan.name)) {
    note(scan, { id: 'tag-name', data: { name: read } }, [from, read.length])
  } else scan.name += read.toLowerCase()
  if (scan.at === scan.text.length) return
  beginTag(scan)
}

function beginTag(scan: Scan): void {
  const { name } = scan
  const slash = name.startsWith('/') ? '/' : ''
  const element = name.slice(slash.length)
  if (slash === '' && !isXml(scan)) scan.foreign = brokenOut(scan.foreign, element)
  scan.element = slash + (isPrinted(name) ? '' : knownElement(element))
  scan.facts = []
  scan.name = ''
  scan.state = 'tag'
}

const SPACE = /[\t\n\f\r ]*/y

/** Inside of a tag, between attributes. */
export function tag(scan: Scan): void {
  readName(scan, SPACE)
  const unit = scan.text.charAt(scan.at)
  if (unit === '') return
  if (unit === '/') {
    scan.name = '/'
    scan.at++
  } else if (unit === '>') endTag(scan)
  else {
    if (unit === '=' && scan.name === '=') note(scan, { id: 'attr-name', data: { name: '=' } }, [scan.at, 1])
    scan.name = ''
    scan.state = 'attr-name'
  }
}

/** Inside of a tag where an attribute may have ended without a space. */
export function gap(scan: Scan): void {
  const found = /[\t\n\f\r />]/.test(scan.text.charAt(scan.at))
  if (found) {
    scan.state = 'tag'
    scan.name = ''
    return
  }
  const [name = ''] = scan.text.slice(scan.at, scan.at + LONGEST).split(/[\t\n\f\r />=]/, 1)
  note(scan, { id: 'attr-name', data: { name } }, [scan.at, name.length])
  scan.state = 'attr-name'
}

const LONGEST = 64

const ATTRIBUTE_NAME = /[^\t\n\f\r />=]*/y

/** The name of an attribute, which may begin with `=`. */
export function attributeName(scan: Scan): void {
  const from = scan.at
  if (scan.name === '' && scan.text.startsWith('=', scan.at)) scan.at++
  readName(scan, ATTRIBUTE_NAME)
  addToName(scan, from)
  const unit = scan.text.charAt(scan.at)
  if (unit === '') return
  if (unit === '=') {
    if (scan.name === MAYBE_EMPTY) note(scan, { id: 'attr-name', data: { name: '=' } }, [scan.at, 1])
    scan.at++
    scan.state = 'before-value'
  } else if (unit === '/' || unit === '>') endAttribute(scan, '')
  else scan.state = 'after-name'
}

/** The name of printed attributes, of which there may be none. */
export const MAYBE_EMPTY = '**'

function addToName(scan: Scan, from: number): void {
  const read = scan.text.slice(from, scan.at)
  if (read === '') return
  const open = /^(?:data|aria)-/.test(scan.name)
  if (!isPrinted(scan.name)) scan.name += read.toLowerCase()
  else if (!open) {
    note(scan, { id: 'attr-name', data: { name: read } }, [from, read.length])
    scan.name = '*'
  }
}

/** After the name of an attribute and a space. */
export function afterName(scan: Scan): void {
  readName(scan, SPACE)
  const unit = scan.text.charAt(scan.at)
  if (unit === '') return
  if (unit !== '=') return endAttribute(scan, '')
  if (scan.name === MAYBE_EMPTY) note(scan, { id: 'attr-name', data: { name: '=' } }, [scan.at, 1])
  scan.at++
  scan.state = 'before-value'
}

/** Back in the tag after an attribute with this value, or null where it is not fixed. */
export function endAttribute(scan: Scan, value: string | null): void {
  scan.facts = withFact(scan, value)
  scan.state = 'tag'
  scan.name = ''
  scan.quote = ''
  scan.language = null
}

/** The facts of a tag with one attribute more; what came first stays. */
export function withFact(
  { facts, element, name }: Pick<Scan, 'facts' | 'element' | 'name'>,
  value: string | null,
): Facts {
  if (!isFact(element, name) || facts.some(([known]) => known === name)) return facts
  const fact = [name, value === null ? null : value.trim().toLowerCase()] as const
  return [...facts, fact].sort(([a], [b]) => (a < b ? -1 : 1))
}

function endTag(scan: Scan): void {
  scan.at++
  const { element, facts } = scan
  const selfClosing =
    scan.name === '/' && (isXml(scan) || isForeign(scan.foreign) || element === 'svg' || element === 'math')
  scan.state = 'text'
  scan.name = ''
  scan.facts = []
  scan.element = ''
  if (element.startsWith('/')) {
    if (!isXml(scan)) scan.foreign = closed(scan.foreign, element.slice(1))
  } else if (!selfClosing) enter(scan, element, facts)
}

/** Inside of an element whose start tag has ended. */
function enter(scan: Scan, element: string, facts: Facts): void {
  const svg = scan.target === 'svg' || isSvg(scan.foreign)
  const raw = svg
    ? element === 'script' || element === 'style'
    : !isXml(scan) && !isForeign(scan.foreign) && RAW_TEXT.has(element)
  if (raw) {
    scan.state = 'raw'
    scan.element = element
    scan.language = textLanguage(element, facts)
  } else if (element === 'plaintext' && !isXml(scan) && !isForeign(scan.foreign)) scan.state = 'plaintext'
  else if (!isXml(scan)) scan.foreign = opened(scan.foreign, element, isHtml(factOf(facts, 'encoding')))
}

function isHtml(encoding: string | null | undefined): boolean {
  return encoding === 'text/html' || encoding === 'application/xhtml+xml'
}

/** The language of an element's text; null for plain text. */
function textLanguage(element: string, facts: Facts): Language | null {
  if (element === 'style') return STYLE
  if (element !== 'script') return null
  const kind = scriptKind(facts)
  if (kind === 'data') return null
  return kind === 'js' ? SCRIPT : { ...JSON_START, imports: kind === 'importmap' }
}
