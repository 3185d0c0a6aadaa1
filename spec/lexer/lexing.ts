/** What the lexer's specs share: a syntax with Jinja's defaults, and tokens as short readable text. */
import { type Lexed, lex } from '../../src/lexer/lex.js'
import type { LexerSyntax } from '../../src/lexer/syntax.js'
import type { TagRole, Token } from '../../src/lexer/tokens.js'
import { Source } from '../../src/source.js'

const ROLES: ReadonlyMap<string, TagRole> = new Map([
  ['if', 'open'],
  ['for', 'open'],
  ['set', 'open'],
  ['else', 'inner'],
  ['endif', 'end'],
  ['endfor', 'end'],
])

/** Jinja's default syntax with a few tags, keeping trivia. */
export const jinja: LexerSyntax = {
  delimiters: {
    block: ['{%', '%}'],
    output: ['{{', '}}'],
    comment: ['{#', '#}'],
    lineStatement: null,
    lineComment: null,
  },
  trimBlocks: false,
  lstripBlocks: false,
  trimComments: true,
  questionNames: false,
  deafTag: null,
  keepTrailingNewline: false,
  newline: '\n',
  tagRole: (name) => ROLES.get(name) ?? null,
  regexLiterals: false,
  strictEquality: false,
  trivia: true,
}

/** `jinja` with line statements after `#` and line comments after `##`. */
export const lines: LexerSyntax = {
  ...jinja,
  delimiters: { ...jinja.delimiters, lineStatement: '#', lineComment: '##' },
}

/** `lex` of a text. */
export function lexText(text: string, syntax: LexerSyntax = jinja): Lexed {
  return lex(new Source(null, text), syntax)
}

/** One line per text: the name of each token with its payload, or for operators the operator. */
export function tokens(text: string, syntax: LexerSyntax = jinja): string {
  return lexText(text, syntax).tokens.map(shown).join(' ')
}

function shown(token: Token): string {
  const { name } = token.tokenType
  if (name.startsWith("'")) return name.slice(1, -1)
  if (token.payload === null) return name
  const value = typeof token.payload === 'bigint' ? `${token.payload}n` : JSON.stringify(token.payload)
  return `${name}(${value})`
}

/** The literal text of a template: what whitespace control leaves, with `·` where a tag stands. */
export function literalText(text: string, syntax: LexerSyntax = jinja): string {
  return lexText(text, syntax)
    .tokens.map((token) => {
      if (token.tokenType.name === 'Data') return String(token.payload)
      return /Close$/.test(token.tokenType.name) ? '·' : ''
    })
    .join('')
}

/** The problems of a text: each its id, the text of its span and its data. */
export function problems(text: string, syntax: LexerSyntax = jinja): unknown[] {
  return lexText(text, syntax).problems.map(({ id, span, data }) => [
    id,
    text.slice(span.start, span.end),
    data,
  ])
}
