import { type Style, urlFor } from '../language.js'
import type { Piece } from '../piece.js'
import { advanceUrl } from './url.js'

type Draft = { -readonly [Key in keyof Style]: Style[Key] }

/** CSS on its way through a text. */
interface Lexer {
  readonly css: Draft
  readonly text: string
  at: number
}

/** CSS after a piece. */
export function advanceStyle(start: Style, piece: Piece): Style {
  const css: Draft = { ...start, escape: '' }
  const lexer: Lexer = { css, text: start.escape + piece.text, at: 0 }
  while (lexer.at < lexer.text.length) STEPS[css.mode](lexer)
  return css
}

const STEPS: Readonly<Record<Style['mode'], (lexer: Lexer) => void>> = {
  code,
  double: (lexer) => quoted(lexer, IN_DOUBLE),
  single: (lexer) => quoted(lexer, IN_SINGLE),
  url: bareAddress,
  'url-double': (lexer) => quoted(lexer, IN_DOUBLE),
  'url-single': (lexer) => quoted(lexer, IN_SINGLE),
  comment,
}

const INTERESTING =
  /(?<comment>\/\*)|(?<quote>["'])|(?<address>(?<![\w-])url\(\s*(?<opening>["']?))|(?<import>@import(?![\w-]))|(?<end>[;{}])|(?<escape>\\)/gi

function code(lexer: Lexer): void {
  INTERESTING.lastIndex = lexer.at
  const found = INTERESTING.exec(lexer.text)
  if (found === null) {
    lexer.at = lexer.text.length
    return
  }
  lexer.at = found.index + found[0].length
  const { css } = lexer
  const { comment, quote, address, opening, end, escape } = found.groups ?? {}
  if (escape !== undefined) readEscape(lexer, found.index)
  else if (comment !== undefined) css.mode = 'comment'
  else if (quote !== undefined) css.mode = quote === '"' ? 'double' : 'single'
  else if (address !== undefined) beginAddress(css, opening ?? '')
  else css.imports = end === undefined
}

function beginAddress(css: Draft, opening: string): void {
  css.url = urlFor('media')
  css.mode = opening === '' ? 'url' : opening === '"' ? 'url-double' : 'url-single'
}

const PARTIAL_ESCAPE = /^\\[\da-f]{0,5}$/i

function readEscape(lexer: Lexer, at: number): void {
  const rest = lexer.text.slice(at, at + 7)
  if (at + rest.length === lexer.text.length && PARTIAL_ESCAPE.test(rest)) {
    lexer.css.escape = rest
    lexer.at = lexer.text.length
  } else lexer.at = at + 2
}

const IN_DOUBLE = /["\\\n\r\f]/g
const IN_SINGLE = /['\\\n\r\f]/g

/** A string, which ends at its quote or, being bad, with its line. */
function quoted(lexer: Lexer, interesting: RegExp): void {
  if (readUpTo(lexer, interesting) !== null) leaveAddress(lexer)
}

/** Reads on to what is interesting and over it; null where that is an escape, or nothing. */
function readUpTo(lexer: Lexer, interesting: RegExp): string | null {
  const { css, text, at } = lexer
  interesting.lastIndex = at
  const found = interesting.exec(text)
  lexer.at = found === null ? text.length : found.index
  readAddress(css, text.slice(at, lexer.at))
  if (found === null) return null
  if (found[0] === '\\') {
    readEscape(lexer, found.index)
    if (css.escape === '') readAddress(css, text.slice(found.index + 1, lexer.at))
    return null
  }
  lexer.at++
  return found[0]
}

function leaveAddress({ css }: Lexer): void {
  css.mode = 'code'
  css.url = null
}

function readAddress(css: Draft, text: string): void {
  if (css.url !== null) css.url = advanceUrl(css.url, text)
}

const ADDRESS_END = /[)\\\s]/g

function bareAddress(lexer: Lexer): void {
  if (readUpTo(lexer, ADDRESS_END) === ')') leaveAddress(lexer)
}

function comment(lexer: Lexer): void {
  const end = lexer.text.indexOf('*/', lexer.at)
  if (end >= 0) {
    lexer.at = end + 2
    lexer.css.mode = 'code'
    return
  }
  if (lexer.text.endsWith('*')) lexer.css.escape = '*'
  lexer.at = lexer.text.length
}
