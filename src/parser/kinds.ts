/**
 * The token types as the small numbers Chevrotain gives them, so that hot loops compare integers and look up
 * arrays.
 */
import type { TokenType } from 'chevrotain'
import * as tokens from '../lexer/tokens.js'

/** The number of an operator's token type, by its text; -1 for a text that is no operator. */
export function operatorKind(text: string): number {
  return Object.hasOwn(tokens.operators, text) ? kindOf(tokens.operators[text]) : -1
}

/** The numbers of the token types that the grammar looks for. */
export const kinds = {
  NAME: kindOf(tokens.Name),
  INTEGER: kindOf(tokens.Integer),
  FLOAT: kindOf(tokens.Float),
  STRING: kindOf(tokens.StringLiteral),
  PATTERN: kindOf(tokens.Pattern),
  OUTPUT_CLOSE: kindOf(tokens.OutputClose),
  TAG_INNER: kindOf(tokens.TagInner),
  TAG_END: kindOf(tokens.TagEnd),
  TAG_CLOSE: kindOf(tokens.TagClose),
  MINUS: operatorKind('-'),
  PLUS: operatorKind('+'),
  STAR: operatorKind('*'),
  POWER: operatorKind('**'),
  PIPE: operatorKind('|'),
  DOT: operatorKind('.'),
  COMMA: operatorKind(','),
  COLON: operatorKind(':'),
  EQUALS: operatorKind('='),
  PAREN_OPEN: operatorKind('('),
  PAREN_CLOSE: operatorKind(')'),
  BRACKET_OPEN: operatorKind('['),
  BRACKET_CLOSE: operatorKind(']'),
  BRACE_OPEN: operatorKind('{'),
  BRACE_CLOSE: operatorKind('}'),
} as const

/** Token types that begin something outside of tags: reading the inside of a tag never goes past one. */
export const OUTSIDE: ReadonlySet<number> = new Set(
  [tokens.Data, tokens.OutputOpen, tokens.TagOpen, tokens.TagInner, tokens.TagEnd, tokens.TagUnknown].map(
    kindOf,
  ),
)

function kindOf(type: TokenType | undefined): number {
  return type?.tokenTypeIdx ?? -1
}
