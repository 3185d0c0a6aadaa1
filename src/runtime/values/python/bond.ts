import { Markup } from '../../markup.js'

/** Key of what a method is of. */
export const BOND: unique symbol = Symbol('bond')

/** A method's name and the value it was looked up on. */
export interface Bond {
  readonly name: string
  readonly receiver: unknown
}

/** A method that knows what it is of, since Python prints that. */
export interface BoundMethod {
  readonly [BOND]: Bond
}

/** Methods that Markup has of its own; the others are those of text. */
const MARKUP_METHODS = new Set([
  ...['capitalize', 'casefold', 'center', 'expandtabs', 'format', 'format_map', 'join', 'ljust', 'lower'],
  ...['lstrip', 'partition', 'removeprefix', 'removesuffix', 'replace', 'rjust', 'rpartition', 'rsplit'],
  ...['rstrip', 'split', 'splitlines', 'strip', 'striptags', 'swapcase', 'title', 'translate', 'unescape'],
  ...['upper', 'zfill'],
])

/** Whether it is a method of Markup and not of the text it is, which is a kind of function of its own. */
export function isOwnOfMarkup({ name, receiver }: Bond): boolean {
  return receiver instanceof Markup && MARKUP_METHODS.has(name)
}
