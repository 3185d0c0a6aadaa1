/** The lexer: a template's text to tokens, in one pass that is linear in the text. */
import type { Problem } from '../diagnostics/diagnostic.js'
import type { Source } from '../source.js'
import { beforeLastNewline, isNewline } from './characters.js'
import { Findings } from './findings.js'
import { Occurrences } from './occurrences.js'
import { type Opening, Openings, signAt } from './openings.js'
import type { LexerSyntax } from './syntax.js'
import { TagScanner } from './tag-scanner.js'
import { Comment, RawTag, type Token } from './tokens.js'
import { textEnd, textStart } from './whitespace-control.js'

/** What `lex` returns; each list is in the order of the text. */
export interface Lexed {
  readonly tokens: Token[]
  /** Comments, raw tags and whitespace: with the tokens all of the text, when `syntax.trivia` asks for it. */
  readonly trivia: Token[]
  readonly problems: Problem[]
}

/**
 * The tokens of a template. Never throws: after a problem it goes on, so that all problems of a text are found. Every
 * tag has a closing token and brackets are balanced; what the text lacks is filled in by empty tokens.
 *
 * Problems: `unclosed-comment`, `unclosed-raw`, `unclosed-string`, `unclosed-output`, `unclosed-tag`,
 * `unexpected-character`, `unbalanced-bracket`, `bad-identifier`, `bad-number`, `bad-escape`, `bad-pattern`.
 */
export function lex(source: Source, syntax: LexerSyntax): Lexed {
  const { text } = source
  const end = syntax.keepTrailingNewline ? text.length : beforeLastNewline(text)
  const found = new Findings(text, syntax)
  new TextScanner(text.slice(0, end), syntax, found).scan()
  found.whitespace(end, text.length)
  return { tokens: found.tokens, trivia: found.trivia, problems: found.problems }
}

/** Level one: literal text, comments and raw blocks; tags are handed to level two. */
class TextScanner {
  readonly #text: string
  readonly #syntax: LexerSyntax
  readonly #found: Findings
  readonly #openings: Openings
  readonly #commentEnds: Occurrences
  readonly #tags: TagScanner

  constructor(text: string, syntax: LexerSyntax, found: Findings) {
    this.#text = text
    this.#syntax = syntax
    this.#found = found
    this.#openings = new Openings(text, syntax.delimiters)
    this.#commentEnds = new Occurrences(text, syntax.delimiters.comment[1])
    this.#tags = new TagScanner(text, syntax, found)
  }

  scan(): void {
    let at = 0
    while (at < this.#text.length) {
      const opening = this.#openings.next(at)
      if (opening === null) {
        this.#found.data(at, this.#text.length)
        return
      }
      const end = textEnd(this.#text, at, opening, this.#strips(opening))
      this.#found.data(at, end)
      this.#found.whitespace(end, opening.start)
      at = this.#enter(opening)
    }
  }

  #strips({ kind }: Opening): boolean {
    const { lstripBlocks, trimComments } = this.#syntax
    return lstripBlocks && kind !== 'output' && (trimComments || kind !== 'comment')
  }

  #enter(opening: Opening): number {
    switch (opening.kind) {
      case 'comment':
        return this.#comment(opening)
      case 'lineComment':
        return this.#lineComment(opening)
      case 'raw':
        return this.#raw(opening)
      case 'lineStatement':
        this.#found.whitespace(opening.start, opening.delimiter)
        return this.#tags.scan('lineStatement', opening)
      default:
        return this.#tags.scan(opening.kind, opening)
    }
  }

  #comment({ start, end }: Opening): number {
    const close = this.#commentEnds.next(end)
    if (close === Number.POSITIVE_INFINITY) {
      // Jinja does not mind a comment that nothing follows.
      if (end < this.#text.length) this.#found.problem('unclosed-comment', { start, end }, {})
      this.#found.trivium(Comment, start, this.#text.length)
      return this.#text.length
    }
    const sign = close > end ? signAt(this.#text, close - 1) : ''
    const after = close + this.#syntax.delimiters.comment[1].length
    const { trimBlocks, trimComments } = this.#syntax
    const next = textStart(this.#text, after, sign, trimBlocks && trimComments)
    this.#found.trivium(Comment, start, after)
    this.#found.whitespace(after, next)
    return next
  }

  /** The newline after a line comment stays. */
  #lineComment({ start, end }: Opening): number {
    let at = end
    while (at < this.#text.length && !isNewline(this.#text.charCodeAt(at))) at++
    this.#found.trivium(Comment, start, at)
    return at
  }

  #raw({ start, end, endSign }: Opening): number {
    const from = textStart(this.#text, end, endSign, false)
    this.#found.trivium(RawTag, start, end)
    this.#found.whitespace(end, from)
    const close = this.#openings.endraw(from)
    if (close === null) {
      // Nor a raw tag.
      if (from < this.#text.length) this.#found.problem('unclosed-raw', { start, end }, {})
      this.#found.data(from, this.#text.length)
      return this.#text.length
    }
    const bodyEnd = textEnd(this.#text, from, close, this.#syntax.lstripBlocks)
    this.#found.data(from, bodyEnd)
    this.#found.whitespace(bodyEnd, close.start)
    this.#found.trivium(RawTag, close.start, close.end)
    const next = textStart(this.#text, close.end, close.endSign, this.#syntax.trimBlocks)
    this.#found.whitespace(close.end, next)
    return next
  }
}
