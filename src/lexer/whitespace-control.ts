import { afterNewline, isBlank, isWhitespace, skipWhitespace, startsLine, trimEnd } from './characters.js'
import type { Sign } from './openings.js'

/** An opening delimiter as far as the text before it cares. */
export interface TextBoundary {
  readonly start: number
  readonly sign: Sign
}

/** Where text that follows a closing delimiter with this sign starts; `trims`: without its first newline. */
export function textStart(text: string, end: number, sign: Sign, trims: boolean): number {
  if (sign === '-') return skipWhitespace(text, end)
  return sign === '' && trims ? afterNewline(text, end) : end
}

/** Where text from `from` to a delimiter ends; `strips`: without blanks that are all its last line has. */
export function textEnd(text: string, from: number, { start, sign }: TextBoundary, strips: boolean): number {
  if (sign === '-') return trimEnd(text, from, start, isWhitespace)
  if (sign === '+' || !strips) return start
  const blanks = trimEnd(text, from, start, isBlank)
  return startsLine(text, blanks) ? blanks : start
}
