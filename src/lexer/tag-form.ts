/** What the ends of a tag look like, by the kind of the tag, prepared once per source. */
import { isForeign } from './operators.js'
import type { LexerSyntax } from './syntax.js'
import { OutputClose, TagClose, type TokenKind } from './tokens.js'

/** What opens a tag: `{{`, `{%` or the prefix of a line statement. */
export type TagKind = 'output' | 'block' | 'lineStatement'

/** A closing delimiter, and what its text says about where it may be misplaced. */
export interface Closing {
  readonly text: string
  /** The index of its first closing bracket, or -1. */
  readonly bracketAt: number
  readonly foreign: boolean
}

/** The ends of one kind of tag. */
export interface TagForm {
  readonly kind: TagKind
  readonly closeType: TokenKind
  /** The closing delimiter; null for a line statement, which the line ends. */
  readonly close: string | null
  /** The signs the closing delimiter may have. */
  readonly signs: string
  /** Whether one newline after it is removed. */
  readonly trims: boolean
  /** Delimiters that end the tag also when they are wrong there, its own one first. */
  readonly closings: readonly Closing[]
}

/** The form of each kind of tag. */
export function tagForms(syntax: LexerSyntax): Readonly<Record<TagKind, TagForm>> {
  const [, block] = syntax.delimiters.block
  const [, output] = syntax.delimiters.output
  return {
    output: {
      kind: 'output',
      closeType: OutputClose,
      close: output,
      signs: '-',
      trims: false,
      closings: [closing(output), closing(block)],
    },
    block: {
      kind: 'block',
      closeType: TagClose,
      close: block,
      signs: '-+',
      trims: syntax.trimBlocks,
      closings: [closing(block), closing(output)],
    },
    lineStatement: {
      kind: 'lineStatement',
      closeType: TagClose,
      close: null,
      signs: '',
      trims: false,
      closings: [],
    },
  }
}

function closing(text: string): Closing {
  return { text, bracketAt: text.search(/[)}\]]/), foreign: isForeign(text) }
}
