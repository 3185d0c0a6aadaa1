import type { Control, Language, Nested } from '../language.js'
import { advanceLanguage } from '../languages/languages.js'
import { openLiteral } from '../languages/script.js'
import { decodedPiece } from '../piece.js'
import { unfinishedReference } from '../references.js'
import { type Advance, holdBack, note, rewrite, type Scan } from '../scan.js'
import { attributeLanguage } from './attributes.js'
import { isFact } from './elements.js'
import { isSvg } from './foreign.js'
import { endAttribute, isPrinted } from './tag.js'

const SPACE = /[\t\n\f\r ]*/y

/** After the `=` of an attribute. */
export function beforeValue(scan: Scan): void {
  SPACE.lastIndex = scan.at
  scan.at += SPACE.exec(scan.text)?.[0].length ?? 0
  const unit = scan.text.charAt(scan.at)
  if (unit === '') return
  if (unit === '>') return endAttribute(scan, '')
  const quote = unit === '"' ? 'double' : unit === "'" ? 'single' : 'none'
  if (quote !== 'none') scan.at++
  else scan.valueAt = Math.max(0, scan.at - scan.before)
  scan.state = 'value'
  scan.quote = quote
  scan.language = languageAt(scan)
  if (scan.language === null && !isFact(scan.element, scan.name)) scan.name = ''
}

/** The language of the value that begins; null for plain text. */
export function languageAt({
  target,
  element,
  name,
  facts,
  foreign,
}: Pick<Scan, 'target' | 'element' | 'name' | 'facts' | 'foreign'>): Language | null {
  if (target === 'xml' || element.startsWith('/') || isPrinted(name)) return null
  return attributeLanguage({ element, name, facts, svg: target === 'svg' || isSvg(foreign) })
}

/** Makes an inner page go on; given by `advance`, which is built upon this file. */
export type AdvanceInner = (inner: Nested, text: string) => Advance

const BARE_END = /[\t\n\f\r >]/g

/** The value of an attribute up to its end. */
export function value(scan: Scan, inner: AdvanceInner): void {
  const from = scan.at
  const end = valueEnd(scan)
  if (scan.quote === 'none' || scan.quote === 'added') bareUnits(scan, from, end < 0 ? scan.text.length : end)
  const ends = end >= 0 || scan.last
  const unfinished = ends || scan.language === null ? -1 : unfinishedReference(scan.text.slice(from))
  const to = end >= 0 ? end : unfinished >= 0 ? from + unfinished : scan.text.length
  readValue(scan, [from, to], inner)
  scan.at = to
  if (end >= 0) endValue(scan)
  else if (unfinished >= 0) holdBack(scan, to)
}

function valueEnd({ text, at, quote }: Scan): number {
  if (quote === 'double') return text.indexOf('"', at)
  if (quote === 'single') return text.indexOf("'", at)
  BARE_END.lastIndex = at
  return BARE_END.exec(text)?.index ?? -1
}

/** What looks like markup in a value without quotes; a double quote must not end those that are added. */
function bareUnits(scan: Scan, from: number, to: number): void {
  for (const found of scan.text.slice(from, to).matchAll(/["'<=`]/g)) {
    const at = from + found.index
    note(scan, { id: 'bad-html', data: { reason: 'unquoted', text: found[0] } }, [at, 1], true)
    if (found[0] === '"') rewrite(scan, at, 1, '&quot;')
  }
}

function readValue(scan: Scan, [from, to]: readonly [from: number, to: number], inner: AdvanceInner): void {
  const { language } = scan
  if (language === null || from === to) return
  const piece = decodedPiece(scan, from, to)
  if (language.kind === 'control') scan.language = longer(language, piece.text)
  else if (language.kind === 'html') scan.language = readInner(scan, [from, to], inner(language, piece.text))
  else scan.language = advanceLanguage(language, piece)
}

const LONGEST = 128

function longer(control: Control, text: string): Control {
  return control.text === null ? control : { kind: 'control', text: (control.text + text).slice(0, LONGEST) }
}

/** What is found in an inner page is found in the attribute; places are those in its text without references. */
function readInner(scan: Scan, [from, to]: readonly [from: number, to: number], advance: Advance): Language {
  const piece = decodedPiece(scan, from, to)
  for (const { at, length, harmless, ...what } of advance.findings) {
    note(scan, { ...what }, [from + at, length], harmless)
  }
  for (const { at, remove, insert } of advance.edits)
    piece.rewrite(at, remove, insert.replaceAll('"', '&quot;'))
  return { kind: 'html', inner: advance.context.key }
}

function endValue(scan: Scan): void {
  const { language, quote } = scan
  if (quote === 'added') rewrite(scan, scan.at, 0, '"')
  if (language?.kind === 'js') noteOpen(scan, openLiteral(language))
  if (quote === 'double' || quote === 'single') scan.at++
  endAttribute(scan, language?.kind === 'control' ? language.text : '')
}

function noteOpen(scan: Scan, literal: string | null): void {
  if (literal !== null) note(scan, { id: 'js-unterminated', data: { literal } }, [scan.at, 1], true)
}
