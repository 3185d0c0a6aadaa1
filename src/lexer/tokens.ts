/**
 * The vocabulary between lexer and parser: Chevrotain token types. A tag's opening delimiter and name are one
 * token (`{% for` is a `TagOpen`), so the block grammar is LL(1) and tag names stay usable as identifiers.
 */
import { createToken, EOF, type IToken, type TokenType } from 'chevrotain'

/** A token of ours. `endOffset` is inclusive, as Chevrotain has it; `image` is the exact source text. */
export interface Token extends IToken {
  readonly startOffset: number
  /** One less than `startOffset` when the token is empty: the end of a tag that the source never closes. */
  readonly endOffset: number
  /**
   * Data: the text after whitespace control. Name and the tag tokens: the name. StringLiteral: the value with escapes
   * resolved. Integer: number or bigint. Float: number. Pattern: a `Pattern`. Otherwise null.
   */
  readonly payload: unknown
}

/** What the tag table of an environment says of a tag name. */
export type TagRole = 'open' | 'inner' | 'end'

/** Literal text, including the text of raw blocks. */
export const Data = createToken({ name: 'Data' })
/** `{{`, with its whitespace control. */
export const OutputOpen = createToken({ name: 'OutputOpen' })
/** `}}`, with its whitespace control. */
export const OutputClose = createToken({ name: 'OutputClose' })
/** `{% name` where name starts a tag. */
export const TagOpen = createToken({ name: 'TagOpen' })
/** `{% name` where name continues a tag (else). */
export const TagInner = createToken({ name: 'TagInner' })
/** `{% name` where name closes a tag (endfor). */
export const TagEnd = createToken({ name: 'TagEnd' })
/** `{% name` with a name no tag has (payload the name), or no name at all (payload null). */
export const TagUnknown = createToken({ name: 'TagUnknown' })
/** `%}`, or the end of a line statement. */
export const TagClose = createToken({ name: 'TagClose' })

/** What a reader finds behind the last token; `lex` returns none. */
export const End = EOF

/** An identifier or a keyword; the parser tells which. */
export const Name = createToken({ name: 'Name' })
/** `42`, `1_000`, `0xff`. */
export const Integer = createToken({ name: 'Integer' })
/** `1.5`, `1e3`. */
export const Float = createToken({ name: 'Float' })
/** One literal; the parser joins adjacent ones. */
export const StringLiteral = createToken({ name: 'StringLiteral' })
/** `r/…/flags`, only where the lexer is told to accept it. */
export const Pattern = createToken({ name: 'Pattern' })

/** Trivia: a comment with its delimiters, or a line comment with the blanks before it. */
export const Comment = createToken({ name: 'Comment' })
/** Trivia: whitespace inside a tag, or removed by whitespace control. */
export const Whitespace = createToken({ name: 'Whitespace' })
/** Trivia: `{% raw %}` or `{% endraw %}`. */
export const RawTag = createToken({ name: 'RawTag' })
/** Trivia: what a problem was reported for and the parser need not see. */
export const Skipped = createToken({ name: 'Skipped' })

/** One token type per operator, by its text. */
export const operators: Readonly<Record<string, TokenType>> = Object.freeze(
  Object.fromEntries(
    [
      ...['===', '!==', '==', '!=', '<=', '>=', '<', '>', '=', '**', '*', '//', '/', '%', '+', '-', '~', '|'],
      ...['.', ',', ':', ';', '(', ')', '[', ']', '{', '}'],
    ].map((text) => [text, createToken({ name: `'${text}'` })]),
  ),
)
