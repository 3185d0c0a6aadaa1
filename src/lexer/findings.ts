import type { DiagnosticData, DiagnosticId } from '../diagnostics/catalogue.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import type { Span } from '../source.js'
import { afterNewline, normalizeNewlines } from './characters.js'
import type { LexerSyntax, Newline } from './syntax.js'
import { Data, Skipped, type Token, type TokenKind, Whitespace } from './tokens.js'

/** A token that reads its image from the source when asked, and knows nothing of lines and columns. */
class SourceToken implements Token {
  readonly tokenType: TokenKind
  readonly tokenTypeIdx: number
  readonly startOffset: number
  readonly endOffset: number
  payload: unknown = null
  readonly #text: string

  constructor(text: string, tokenType: TokenKind, start: number, end: number) {
    this.#text = text
    this.tokenType = tokenType
    this.tokenTypeIdx = tokenType.tokenTypeIdx ?? 0
    this.startOffset = start
    this.endOffset = end - 1
  }

  get image(): string {
    return this.#text.slice(this.startOffset, this.endOffset + 1)
  }
}

/** What the scanners have found in one source so far, in the order of its text. Ends are exclusive here. */
export class Findings {
  readonly tokens: Token[] = []
  readonly trivia: Token[] = []
  readonly problems: Problem[] = []
  readonly #text: string
  readonly #newline: Newline
  readonly #keepsTrivia: boolean
  /** Code points before `#counted`, each line break counted once. */
  #characters = 0
  #counted = 0
  #skippedTo = -1

  constructor(text: string, syntax: LexerSyntax) {
    this.#text = text
    this.#newline = syntax.newline
    this.#keepsTrivia = syntax.trivia
  }

  /** Adds a token; an empty one stands for something the source lacks. */
  token(type: TokenKind, start: number, end: number, payload: unknown = null): void {
    const token = new SourceToken(this.#text, type, start, end)
    token.payload = payload
    this.tokens.push(token)
  }

  /** Adds literal text, unless it is empty. */
  data(start: number, end: number): void {
    if (start < end)
      this.token(Data, start, end, normalizeNewlines(this.#text.slice(start, end), this.#newline))
  }

  /** Adds trivia, if the caller of the lexer wants any and there is some. */
  trivium(type: TokenKind, start: number, end: number): void {
    if (this.#keepsTrivia && start < end) this.trivia.push(new SourceToken(this.#text, type, start, end))
  }

  /** Adds whitespace that is no part of a token. */
  whitespace(start: number, end: number): void {
    this.trivium(Whitespace, start, end)
  }

  /** Adds a problem. */
  problem<K extends DiagnosticId>(id: K, span: Span, data: DiagnosticData[K]): void {
    this.problems.push(problem(id, span, data))
  }

  /** Skips a character that no token starts with; a run of them is one problem. */
  unexpected(start: number, end: number): void {
    if (start !== this.#skippedTo) {
      const character = this.#text.slice(start, end)
      this.problem('unexpected-character', { start, end }, { character, offset: this.characterOffset(start) })
    }
    this.#skippedTo = end
    this.trivium(Skipped, start, end)
  }

  /**
   * How many characters come before `at` as Jinja counts them: code points, with each line break one character.
   * Must be asked in rising order, then all answers together cost one pass.
   */
  characterOffset(at: number): number {
    while (this.#counted < at) {
      const next = afterNewline(this.#text, this.#counted)
      const wide = (this.#text.codePointAt(this.#counted) ?? 0) > 0xffff
      this.#counted = Math.max(next, this.#counted + (wide ? 2 : 1))
      this.#characters++
    }
    return this.#characters
  }
}
