/**
 * The vocabulary between lexer and parser: Chevrotain token types. A tag's opening delimiter and name are one
 * token (`{% for` is a `TagOpen`), so the block grammar is LL(1) and tag names stay usable as identifiers.
 */
import { createToken, EOF } from 'chevrotain'

/** A kind of token. Chevrotain's token types are such, and the other way round: all else they have is optional. */
export interface TokenKind {
  readonly name: string
  readonly tokenTypeIdx?: number
}

/** A token of ours, which Chevrotain takes for one of its own; declared here, so that our types need none of its. */
export interface Token {
  readonly tokenType: TokenKind
  readonly tokenTypeIdx: number
  readonly startOffset: number
  /** Inclusive; one less than `startOffset` when the token is empty: the end of a tag that the source never closes. */
  readonly endOffset: number
  /** The exact source text. */
  readonly image: string
  /**
   * Data: the text after whitespace control. Name and the tag tokens: the name. StringLiteral: the value with escapes
   * resolved. Integer: number or bigint. Float: number. Pattern: a `Pattern`. Otherwise null.
   */
  readonly payload: unknown
}

/** What the tag table of an environment says of a tag name. */
export type TagRole = 'open' | 'inner' | 'end'

/** Literal text, including the text of raw blocks. */
export const Data = kind('Data')
/** `{{`, with its whitespace control. */
export const OutputOpen = kind('OutputOpen')
/** `}}`, with its whitespace control. */
export const OutputClose = kind('OutputClose')
/** `{% name` where name starts a tag. */
export const TagOpen = kind('TagOpen')
/** `{% name` where name continues a tag (else). */
export const TagInner = kind('TagInner')
/** `{% name` where name closes a tag (endfor). */
export const TagEnd = kind('TagEnd')
/** `{% name` with a name no tag has (payload the name), or no name at all (payload null). */
export const TagUnknown = kind('TagUnknown')
/** `%}`, or the end of a line statement. */
export const TagClose = kind('TagClose')

/** What a reader finds behind the last token; `lex` returns none. */
export const End: TokenKind = EOF

/** An identifier or a keyword; the parser tells which. */
export const Name = kind('Name')
/** `42`, `1_000`, `0xff`. */
export const Integer = kind('Integer')
/** `1.5`, `1e3`. */
export const Float = kind('Float')
/** One literal; the parser joins adjacent ones. */
export const StringLiteral = kind('StringLiteral')
/** `r/…/flags`, only where the lexer is told to accept it. */
export const Pattern = kind('Pattern')

/** Trivia: a comment with its delimiters, or a line comment with the blanks before it. */
export const Comment = kind('Comment')
/** Trivia: whitespace inside a tag, or removed by whitespace control. */
export const Whitespace = kind('Whitespace')
/** Trivia: `{% raw %}` or `{% endraw %}`. */
export const RawTag = kind('RawTag')
/** Trivia: what a problem was reported for and the parser need not see. */
export const Skipped = kind('Skipped')

/** One token type per operator, by its text. */
export const operators: Readonly<Record<string, TokenKind>> = Object.freeze(
  Object.fromEntries(
    [
      ...['===', '!==', '==', '!=', '<=', '>=', '<', '>', '=', '**', '*', '//', '/', '%', '+', '-', '~', '|'],
      ...['.', ',', ':', ';', '(', ')', '[', ']', '{', '}'],
    ].map((text) => [text, kind(`'${text}'`)]),
  ),
)

function kind(name: string): TokenKind {
  return createToken({ name })
}
