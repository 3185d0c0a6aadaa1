import type { Expression } from '../ast.js'
import type { DiagnosticData, DiagnosticId } from '../diagnostics/catalogue.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import { MOST_NESTED } from '../diagnostics/too-deep.js'
import { End, type Token } from '../lexer/tokens.js'
import type { Source, Span } from '../source.js'
import { describe } from './describe.js'
import { kinds } from './kinds.js'
import type { ParserSyntax } from './syntax.js'

/** How high the tree of one expression may grow; long chains (`a + b + …`) lean to one side. */
const MOST_HIGH = 1000

/** Thrown to leave the expression or tag that cannot be read on; carries what is wrong. */
export class Failure {
  readonly problem: Problem

  constructor(found: Problem) {
    this.problem = found
  }
}

/** A place in the tokens of one source, with the few questions and steps the expression grammar is made of. */
export abstract class TokenReader {
  readonly source: Source
  readonly syntax: ParserSyntax
  /** The token to read next, and its type's number. Past the last one it is an end-of-template token. */
  token: Token
  kind: number
  /** The index of `token` in the tokens. */
  index = 0
  /** Height of the tree of the expression read last. */
  height = 0
  /** How many brackets, signs and conditions are open. */
  depth = 0
  readonly #tokens: readonly Token[]
  readonly #count: number
  readonly #end: Token

  constructor(source: Source, syntax: ParserSyntax, tokens: readonly Token[]) {
    this.source = source
    this.syntax = syntax
    this.#tokens = tokens
    // While Chevrotain parses, the same vector has its sentinels at the end.
    this.#count = tokens.length
    this.#end = endToken(source.text.length)
    this.token = tokens[0] ?? this.#end
    this.kind = this.token.tokenTypeIdx
  }

  /** Reads one expression, with inline conditions. */
  abstract expression(): Expression

  /** Reads one expression that is no inline condition. */
  abstract unconditional(): Expression

  /** Whether every token has been read. */
  get finished(): boolean {
    return this.index >= this.#count
  }

  /** Goes to the token at `index`. */
  seek(index: number): void {
    this.index = index
    this.token = this.#at(index)
    this.kind = this.token.tokenTypeIdx
  }

  /** Steps over a token and returns it. */
  advance(): Token {
    const { token } = this
    this.seek(this.index + 1)
    return token
  }

  /** The token `distance` behind the current one. */
  ahead(distance: number): Token {
    return this.#at(this.index + distance)
  }

  /** Whether the next token is the word `word`. */
  isWord(word: string): boolean {
    return this.kind === kinds.NAME && this.token.payload === word
  }

  /** Steps over the next token if it is the word `word`. */
  acceptWord(word: string): boolean {
    const found = this.isWord(word)
    if (found) this.seek(this.index + 1)
    return found
  }

  /** Steps over the next token if it is of a kind. */
  acceptKind(kind: number): boolean {
    const found = this.kind === kind
    if (found) this.seek(this.index + 1)
    return found
  }

  /** Steps over the next token, which has to be of a kind; `expected` describes it. Fails with `expected-token`. */
  expectKind(kind: number, expected: string): Token {
    return this.kind === kind ? this.advance() : this.#unexpected(expected)
  }

  /** Where the next token starts. */
  get start(): number {
    return this.token.startOffset
  }

  /** Where the token before the next one ends. */
  get end(): number {
    return this.index === 0 ? 0 : this.#at(this.index - 1).endOffset + 1
  }

  /** What was read since `start`. */
  spanFrom(start: number): Span {
    return { start, end: this.end }
  }

  /** Opens a level of nesting. Fails with `nested-too-deeply`. */
  enter(): void {
    if (++this.depth > MOST_NESTED) this.#tooDeep(MOST_NESTED)
  }

  /** Closes a level of nesting. */
  leave(): void {
    this.depth--
  }

  /** Records that the tree grew by a node above the last expression and a sibling of height `other`. */
  grow(other: number): void {
    this.height = Math.max(other, this.height) + 1
    if (this.height > MOST_HIGH) this.#tooDeep(MOST_HIGH)
  }

  /** Gives up reading: the problem is reported, and reading goes on behind the tag. */
  fail<K extends DiagnosticId>(id: K, span: Span, data: DiagnosticData[K]): never {
    throw new Failure(problem(id, span, data))
  }

  /** Gives up because of the next token. Fails with `unexpected-token`. */
  failHere(): never {
    return this.fail('unexpected-token', spanOf(this.token), { found: describe(this.token) })
  }

  #unexpected(expected: string): never {
    return this.fail('expected-token', spanOf(this.token), { expected, found: describe(this.token) })
  }

  #tooDeep(most: number): never {
    return this.fail('nested-too-deeply', spanOf(this.token), { most })
  }

  #at(index: number): Token {
    return index < this.#count ? (this.#tokens[index] ?? this.#end) : this.#end
  }
}

/** A list as long as what is in it: one that grew has room for twenty more, and a tree has many lists. */
export function exact<T>(items: readonly T[]): T[] {
  return items.slice()
}

/** The place of a token. */
export function spanOf(token: Token): Span {
  return { start: token.startOffset, end: token.endOffset + 1 }
}

/** The name a token carries; empty for a token without one. */
export function nameOf(token: Token): string {
  return typeof token.payload === 'string' ? token.payload : ''
}

function endToken(offset: number): Token {
  return {
    tokenType: End,
    tokenTypeIdx: End.tokenTypeIdx ?? -1,
    startOffset: offset,
    endOffset: offset - 1,
    image: '',
    payload: null,
  }
}
