import type { LexerSyntax } from '../lexer/syntax.js'
import type { Tag } from './tag.js'

/** Everything of an environment that decides how a text is parsed. */
export interface ParserSyntax extends Omit<LexerSyntax, 'tagRole'> {
  /** The enabled tags, by the name that opens them. */
  readonly tags: ReadonlyMap<string, Tag>
  /** Keys of mapping literals that are bare names are text: `{a: 1}` means `{"a": 1}`. */
  readonly bareKeys: boolean
  /** Inner tags may be written with their alias: `elseif` for `elif`. */
  readonly elseif: boolean
  readonly i18n: {
    /** Variables of a translation are passed to gettext as keyword arguments, not put in with `%`. */
    readonly newstyle: boolean
    /** Translations are trimmed unless they say `notrimmed`. */
    readonly trimmed: boolean
  }
}
