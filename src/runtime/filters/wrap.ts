import { pattern } from '../pattern.js'
import { stripped } from '../text.js'
import { codePointCount, codePointSlice } from '../values/code-points.js'

/** How lines are broken. */
export interface Breaks {
  /** Most code points of a line; positive. */
  readonly width: number
  /** Whether words longer than a line are cut. */
  readonly long: boolean
  /** Whether a line may end after a hyphen inside a word. */
  readonly hyphens: boolean
}

const SPACE = '[\\t-\\r ]'
const WORD = '[\\p{L}\\p{N}_]'
const LETTER = '[\\p{L}\\p{Nl}\\p{No}_]'
const BEFORE_DASH = `[\\p{L}\\p{N}_!"'&.,?]`

/** Pieces that stay together: runs of space, dashes between words, and words with the hyphen that ends them. */
const hyphenated = pattern(
  `(${SPACE}+|(?<=${BEFORE_DASH})-{2,}(?=${WORD})|[^\\t-\\r ]+?(?:` +
    `-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${BEFORE_DASH}-))(?=${LETTER}-?${LETTER})` +
    `|(?=${SPACE}|$)|(?<=${BEFORE_DASH})(?=-{2,}${WORD})))`,
  'u',
)
const simple = pattern(`(${SPACE}+)`, 'u')

/** One line broken into lines as Python's `textwrap.wrap` does; none when the line is blank. */
export function wrapLine(line: string, breaks: Breaks): string[] {
  const pieces = line.split(breaks.hyphens ? hyphenated() : simple()).filter((piece) => piece !== '')
  pieces.reverse()
  const lines: string[] = []
  while (pieces.length > 0) {
    if (lines.length > 0 && isBlank(pieces.at(-1))) pieces.pop()
    const parts = takeParts(pieces, breaks)
    if (isBlank(parts.at(-1))) parts.pop()
    if (parts.length > 0) lines.push(parts.join(''))
  }
  return lines
}

/** Moves the pieces of the next line off the end of `pieces`. */
function takeParts(pieces: string[], breaks: Breaks): string[] {
  const parts: string[] = []
  let left = breaks.width
  let next = pieces.at(-1)
  while (next !== undefined && fits(next, left)) {
    parts.push(next)
    left -= codePointCount(next)
    pieces.pop()
    next = pieces.at(-1)
  }
  if (next === undefined || fits(next, breaks.width)) return parts
  if (breaks.long) {
    const head = headOf(next, left, breaks.hyphens)
    parts.push(head)
    pieces[pieces.length - 1] = next.slice(head.length)
  } else if (parts.length === 0) {
    parts.push(next)
    pieces.pop()
  }
  return parts
}

/** Whether a piece has at most `width` code points. Looks at no more of it than needed. */
function fits(piece: string, width: number): boolean {
  return piece.length <= width || (piece.length <= 2 * width && codePointCount(piece) <= width)
}

/** What of a long word goes on a line with `left` code points free: up to its last hyphen there, or all of them. */
function headOf(word: string, left: number, hyphens: boolean): string {
  const start = codePointSlice(word.slice(0, 2 * left), 0, left)
  const hyphen = hyphens ? start.lastIndexOf('-') : -1
  return hyphen > 0 && /[^-]/.test(start.slice(0, hyphen)) ? start.slice(0, hyphen + 1) : start
}

function isBlank(piece: string | undefined): boolean {
  return piece !== undefined && stripped(piece, null) === ''
}
