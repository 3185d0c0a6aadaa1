import type { TagRole } from './tokens.js'

/** The strings that open and close things; each is taken literally and none may be empty. */
export interface Delimiters {
  readonly block: readonly [open: string, close: string]
  readonly output: readonly [open: string, close: string]
  readonly comment: readonly [open: string, close: string]
  /** The prefix that makes a line a statement, or null. */
  readonly lineStatement: string | null
  /** The prefix that makes the rest of a line a comment, or null. */
  readonly lineComment: string | null
}

/** What a newline in text and in string literals becomes. */
export type Newline = '\n' | '\r\n' | '\r'

/** Everything about the lexer that an environment decides. */
export interface LexerSyntax {
  readonly delimiters: Delimiters
  /** Whether the first newline after a block or comment is removed. */
  readonly trimBlocks: boolean
  /** Whether blanks before a block or comment that starts its line are removed. */
  readonly lstripBlocks: boolean
  /** Whether the two above apply to comments as well; Jinja's do, nunjucks' do not. */
  readonly trimComments: boolean
  /** Whether `?` may end a name, as in `user?`; nunjucks takes it for a letter. */
  readonly questionNames: boolean
  /**
   * The tag whose closing `-` is ignored when its head has no `=`, or null. nunjucks forgets it for block sets, and
   * templates are laid out around that.
   */
  readonly deafTag: string | null
  /** Whether one newline at the very end of the source is kept. */
  readonly keepTrailingNewline: boolean
  readonly newline: Newline
  /** Which part of a tag a name is, or null for a name no tag has. */
  tagRole(name: string): TagRole | null
  /** Whether `r/…/flags` is a literal where an operand may start. */
  readonly regexLiterals: boolean
  /** Whether `===` and `!==` are operators. */
  readonly strictEquality: boolean
  /** Whether to return trivia; without it `lex` returns none and is faster. */
  readonly trivia: boolean
  /** Whether a tag goes on where another seems to open inside it (no: it is taken for unclosed). */
  readonly patient?: boolean
}
