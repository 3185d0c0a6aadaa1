import { SCRIPT, type Script } from '../language.js'
import type { Piece } from '../piece.js'

type Draft = { -readonly [Key in keyof Script]: Script[Key] }

/** JavaScript on its way through a piece. */
interface Lexer {
  readonly js: Draft
  readonly text: string
  at: number
  /** Notes a literal that does not end; of the offset, what was kept from the piece before does not count. */
  unterminated(at: number): void
  touches(at: number, length: number): void
  escapeMarkup(at: number): void
}

/** JavaScript after a piece. */
export function advanceScript(start: Script, piece: Piece): Script {
  const kept = start.escape.length
  const js: Draft = { ...start, escape: '' }
  const lexer: Lexer = {
    js,
    text: start.escape + piece.text,
    at: 0,
    unterminated: (at) =>
      piece.note({ id: 'js-unterminated', data: { literal: js.mode } }, Math.max(0, at - kept), 1),
    touches: (at, length) =>
      piece.note({ id: 'js-ident', data: { before: 'a value' } }, Math.max(0, at - kept), length),
    escapeMarkup: (at) => {
      if (piece.rewritable && at >= kept) piece.rewrite(at - kept, 1, '\\x3C')
    },
  }
  if (js.previous === 'start' && lexer.text.startsWith('#!')) js.mode = 'line-comment'
  while (lexer.at < lexer.text.length) STEPS[js.mode](lexer)
  return js
}

/** What JavaScript that ends here has left open; null for nothing. */
export function openLiteral({ mode, depths }: Script): string | null {
  if (depths.length > 0) return 'tick'
  return mode === 'code' || mode === 'line-comment' ? null : mode
}

/** Whether `<` may be written as an escape: in literals that have escapes. */
export function isLiteral({ mode }: Script): boolean {
  return mode !== 'code' && mode !== 'line-comment' && mode !== 'block-comment'
}

const STEPS: Readonly<Record<Script['mode'], (lexer: Lexer) => void>> = {
  code,
  double: (lexer) => literal(lexer, IN_DOUBLE),
  single: (lexer) => literal(lexer, IN_SINGLE),
  tick: (lexer) => literal(lexer, IN_TICK),
  regexp: (lexer) => literal(lexer, IN_REGEXP),
  class: (lexer) => literal(lexer, IN_CLASS),
  'line-comment': lineComment,
  'block-comment': blockComment,
}

const BLANKS = /[^\S\n\r\u2028\u2029]+/y
const LINES = /[\n\r\u2028\u2029]\s*/y
const WORD = /\.?\d[\w.]*|[#@\\]?(?:[$\w]|[^\0-\x7f\s])(?:[$\w\\]|[^\0-\x7f\s])*/y
const COMMENT = /\/[/*]|<!--|-->/y
const MARK = /\+\+|--|\.\.\.|[\s\S]/y

/** The end of what a pattern matches at the lexer's place; 0 for nothing. */
function endOf(pattern: RegExp, { text, at }: Lexer): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

function code(lexer: Lexer): void {
  const word = endOf(WORD, lexer)
  if (word > 0) return readWord(lexer, lexer.text.slice(lexer.at, word))
  const blanks = endOf(BLANKS, lexer)
  if (blanks > 0) return readBlanks(lexer, blanks)
  const lines = endOf(LINES, lexer)
  if (lines > 0) {
    lexer.js.fresh = true
    return readBlanks(lexer, lines)
  }
  const comment = endOf(COMMENT, lexer)
  if (comment > 0) return readComment(lexer, lexer.text.slice(lexer.at, comment))
  readMark(lexer, lexer.text.slice(lexer.at, endOf(MARK, lexer)))
}

function readBlanks(lexer: Lexer, end: number): void {
  const { js } = lexer
  lexer.at = end
  if (TOUCHING.has(js.previous)) js.previous = 'none'
}

/** What counts only for what touches it. */
const TOUCHING: ReadonlySet<Script['previous']> = new Set(['start', 'operator', 'word', 'value'])

/** Words after which an expression begins. */
const OPERATORS: ReadonlySet<string> = new Set(
  'await case delete do else finally in instanceof new of return throw try typeof void yield extends default'.split(
    ' ',
  ),
)
const DECLARATIONS: ReadonlySet<string> = new Set(['var', 'let', 'const', 'function', 'class'])
const CONTROLS: ReadonlySet<string> = new Set(['if', 'for', 'while', 'with'])

function readWord(lexer: Lexer, word: string): void {
  const { js, at } = lexer
  if (js.previous === 'value') lexer.touches(at, word.length)
  const property = js.previous === 'dot' || js.previous === 'word' || js.previous === 'operator'
  lexer.at += word.length
  js.fresh = false
  js.slash = !property && (OPERATORS.has(word) || CONTROLS.has(word)) ? 'regexp' : 'division'
  js.previous = property ? 'word' : previousOf(word)
}

function previousOf(word: string): Script['previous'] {
  if (DECLARATIONS.has(word)) return 'declaration'
  if (CONTROLS.has(word)) return 'control'
  return OPERATORS.has(word) ? 'operator' : 'word'
}

function readComment(lexer: Lexer, comment: string): void {
  const { js } = lexer
  if (comment === '-->' && !js.fresh) return readMark(lexer, '--')
  lexer.at += comment.length
  js.mode = comment === '/*' ? 'block-comment' : 'line-comment'
  if (TOUCHING.has(js.previous)) js.previous = 'none'
}

function readMark(lexer: Lexer, mark: string): void {
  const { js } = lexer
  const previous = js.previous
  lexer.at += mark.length
  js.fresh = false
  js.previous = mark === '.' ? 'dot' : 'none'
  const read = MARKS[mark]
  if (read === undefined) js.slash = 'regexp'
  else read(lexer, previous)
}

const MARKS: Readonly<Record<string, (lexer: Lexer, previous: Script['previous']) => void>> = {
  '"': ({ js }) => {
    js.mode = 'double'
  },
  "'": ({ js }) => {
    js.mode = 'single'
  },
  '`': ({ js }) => {
    js.mode = 'tick'
  },
  '/': readSlash,
  '{': ({ js }) => {
    js.slash = 'regexp'
    js.depths = withInnermost(js.depths, 1)
  },
  '}': closeBrace,
  '(': ({ js }, previous) => {
    js.slash = 'regexp'
    if (js.parens > 0 || previous === 'control') js.parens++
  },
  ')': ({ js }) => {
    js.slash = js.parens === 1 ? 'regexp' : 'division'
    js.parens = Math.max(0, js.parens - 1)
  },
  ']': ({ js }) => {
    js.slash = 'division'
  },
  '++': ({ js }) => {
    js.slash = 'division'
  },
  '--': ({ js }) => {
    js.slash = 'division'
  },
}

function withInnermost(depths: readonly number[], change: number): readonly number[] {
  const innermost = depths.at(-1)
  return innermost === undefined ? depths : [...depths.slice(0, -1), innermost + change]
}

function closeBrace({ js }: Lexer): void {
  js.slash = 'regexp'
  if (js.depths.at(-1) !== 0) {
    js.depths = withInnermost(js.depths, -1)
    return
  }
  js.depths = js.depths.slice(0, -1)
  js.mode = 'tick'
}

/** A regular expression up to its end, or to the end of the text; it cannot go over lines. */
const REGEXP =
  /(?:[^\\/[\n\r\u2028\u2029]|\\.|\[(?:[^\\\]\n\r\u2028\u2029]|\\.)*(?:\]|\\?$))*(?:(?<end>\/)|\\?$)/y

function readSlash(lexer: Lexer): void {
  const { js, text } = lexer
  REGEXP.lastIndex = lexer.at
  const found = js.slash === 'division' ? null : REGEXP.exec(text)
  const opens = found !== null && (js.slash === 'regexp' || found.groups?.end !== undefined)
  if (opens) js.mode = 'regexp'
  else js.slash = 'regexp'
}

const IN_DOUBLE = /["\\\n\r<]/g
const IN_SINGLE = /['\\\n\r<]/g
const IN_TICK = /[`\\$<]/g
const IN_REGEXP = /[/\\[\n\r<]/g
const IN_CLASS = /[\]\\\n\r<]/g

function literal(lexer: Lexer, interesting: RegExp): void {
  interesting.lastIndex = lexer.at
  const found = interesting.exec(lexer.text)
  if (found === null) {
    lexer.at = lexer.text.length
    return
  }
  const [mark] = found
  lexer.at = found.index
  const read = LITERAL_MARKS[mark] ?? endLiteral
  read(lexer)
}

const LITERAL_MARKS: Readonly<Record<string, (lexer: Lexer) => void>> = {
  '\\': readEscape,
  '<': readAngle,
  '\n': breakLiteral,
  '\r': breakLiteral,
  $: readDollar,
  '[': ({ js }) => (js.mode = 'class'),
}

function endLiteral(lexer: Lexer): void {
  const { js } = lexer
  lexer.at++
  if (js.mode === 'class') {
    js.mode = 'regexp'
    return
  }
  js.mode = 'code'
  js.slash = 'division'
}

const PARTIAL_ESCAPE = /^\\(?:u(?:[\da-f]{0,3}|\{[\da-f]{0,6})|x[\da-f]?)?$/i

function readEscape(lexer: Lexer): void {
  const rest = lexer.text.slice(lexer.at, lexer.at + 10)
  if (lexer.at + rest.length === lexer.text.length && PARTIAL_ESCAPE.test(rest)) return keep(lexer, rest)
  lexer.at += rest.startsWith('\\\r\n') ? 3 : 2
}

function keep(lexer: Lexer, rest: string): void {
  lexer.js.escape = rest
  lexer.at = lexer.text.length
}

const MARKUP = /<(?:!--|\/?script|$)/iy

/** What HTML could take for markup is written as an escape. */
function readAngle(lexer: Lexer): void {
  MARKUP.lastIndex = lexer.at
  if (MARKUP.test(lexer.text)) lexer.escapeMarkup(lexer.at)
  lexer.at++
}

/** A string that a line ends in is an error; a regular expression was none. */
function breakLiteral(lexer: Lexer): void {
  const { js } = lexer
  if (js.mode === 'double' || js.mode === 'single') lexer.unterminated(lexer.at)
  js.mode = 'code'
  js.slash = 'regexp'
}

/** How many template literals are counted that stand in each other. */
const DEEPEST = 64

function readDollar(lexer: Lexer): void {
  const { js, text, at } = lexer
  if (at + 1 === text.length) return keep(lexer, '$')
  lexer.at++
  if (text[at + 1] !== '{') return
  lexer.at++
  js.mode = 'code'
  js.slash = 'regexp'
  js.previous = 'none'
  if (js.depths.length < DEEPEST) js.depths = [...js.depths, 0]
}

const LINE_END = /[\n\r\u2028\u2029]/g

function lineComment(lexer: Lexer): void {
  LINE_END.lastIndex = lexer.at
  const end = LINE_END.exec(lexer.text)
  lexer.at = end === null ? lexer.text.length : end.index
  if (end !== null) lexer.js.mode = 'code'
}

function blockComment(lexer: Lexer): void {
  const end = lexer.text.indexOf('*/', lexer.at)
  if (end >= 0) {
    lexer.at = end + 2
    lexer.js.mode = 'code'
  } else if (lexer.text.endsWith('*')) keep(lexer, '*')
  else lexer.at = lexer.text.length
}

/** JavaScript after a printed value. */
export function afterValue(script: Script): Script {
  const after = { ...script, escape: '' }
  return script.mode === 'code' ? { ...after, slash: 'division', previous: 'value', fresh: false } : after
}

/** JavaScript of a `javascript:` address. */
export const SCRIPT_URL: Script = { ...SCRIPT, url: true }
