import type { Source, Span } from '../source.js'

/** Columns of a terminal that an excerpt may take. */
const WIDEST = 100

/**
 * An excerpt of the line where a span starts, with the lines around it and carets under the span:
 *
 *       2 | <ul>
 *       3 | {{ user|uper }}
 *         |         ^^^^
 *       4 | </ul>
 *
 * Columns are display columns: a tab counts as two, wide characters as two, combining marks as none. Control and
 * direction characters show as `�`, so that a template cannot rewrite the terminal. Of a long line only the part around
 * the span is shown. A span over several lines is marked on its first.
 */
export function frame(source: Source, span: Span): string {
  const { line, column } = source.position(span.start)
  const end = source.position(span.end)
  const text = source.line(line)
  const stop = end.line === line ? end.column : text.trimEnd().length + 1
  const { shown, before, marked } = excerpt(text, column - 1, Math.max(stop, column) - 1)
  const digits = String(line + 1).length
  const around = (number: number): string[] => {
    const neighbour = clip(source.line(number))
    return neighbour.trim() === '' ? [] : [`${gutter(number, digits)}${neighbour}`]
  }
  return [
    ...around(line - 1),
    `${gutter(line, digits)}${shown}`.trimEnd(),
    `${gutter(null, digits)}${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`,
    ...around(line + 1),
  ].join('\n')
}

function gutter(line: number | null, digits: number): string {
  return `  ${String(line ?? '').padStart(digits)} | `
}

/** The part of a line that fits around `[start, end)`, and the columns before and below the span in it. */
function excerpt(
  text: string,
  start: number,
  end: number,
): { shown: string; before: number; marked: number } {
  const head = cells(text.slice(0, start))
  const middle = cells(text.slice(start, end))
  const tail = cells(text.slice(end))
  const whole = width(head) + width(middle) + width(tail)
  const left = whole <= WIDEST ? head : lastColumns(head, WIDEST / 2)
  const marked = firstColumns(middle, WIDEST - width(left))
  const right = whole <= WIDEST ? tail : firstColumns(tail, WIDEST - width(left) - width(marked))
  const cutLeft = left.length < head.length ? '…' : ''
  const cutRight = marked.length < middle.length || right.length < tail.length ? '…' : ''
  return {
    shown: cutLeft + draw(left) + draw(marked) + draw(right) + cutRight,
    before: width(left) + cutLeft.length,
    marked: width(marked),
  }
}

/** A line of the neighbourhood, cut where it would wrap. */
function clip(text: string): string {
  const all = cells(text)
  const part = firstColumns(all, WIDEST)
  return draw(part) + (part.length < all.length ? '…' : '')
}

/** One code point as it is shown, and how many columns it takes. */
interface Cell {
  readonly shown: string
  readonly columns: number
}

/** Longest piece of a line that is looked at: a minified page is one line of megabytes. */
const FARTHEST = 4 * WIDEST

function cells(text: string): Cell[] {
  // A long head is cut at its start by `lastColumns`, a long tail at its end, so both ends are kept.
  const near = text.length <= 2 * FARTHEST ? text : text.slice(0, FARTHEST) + text.slice(-FARTHEST)
  return Array.from(near, cell)
}

function cell(character: string): Cell {
  if (character === '\t') return { shown: '  ', columns: 2 }
  if (UNSHOWABLE.test(character)) return { shown: '�', columns: 1 }
  if (MARK.test(character)) return { shown: character, columns: 0 }
  return { shown: character, columns: WIDE.test(character) ? 2 : 1 }
}

const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const MARK = /\p{M}/u
/** East Asian wide and full-width characters, and emoji (Unicode Standard Annex 11, in blocks). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u

function width(line: readonly Cell[]): number {
  return line.reduce((sum, { columns }) => sum + columns, 0)
}

function draw(line: readonly Cell[]): string {
  return line.map(({ shown }) => shown).join('')
}

function firstColumns(line: readonly Cell[], columns: number): readonly Cell[] {
  let taken = 0
  const end = line.findIndex((next) => (taken += next.columns) > columns)
  return end === -1 ? line : line.slice(0, end)
}

function lastColumns(line: readonly Cell[], columns: number): readonly Cell[] {
  return firstColumns(line.toReversed(), columns).toReversed()
}
