/**
 * A half-open range `[start, end)` of UTF-16 offsets into one source text. Every place in Torii is a span of
 * this kind; lines and columns are computed from it only when a person has to read them.
 */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place as people count: both numbers start at 1, columns are UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A template's text with its name, able to turn offsets into lines and columns. */
export class Source {
  /** The template's name, or null when it was made from a string without one. */
  readonly name: string | null
  readonly text: string
  /** The file it was read from, or null. */
  readonly path: string | null
  #lineStarts: number[] | null = null

  constructor(name: string | null, text: string, path: string | null = null) {
    this.name = name
    this.text = text
    this.path = path
  }

  /** Line and column of an offset; an offset past the end is clamped to it. O(log lines) after the first call. */
  position(offset: number): Position {
    const starts = this.#starts()
    const clamped = Math.max(0, Math.min(offset, this.text.length))
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= clamped) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 }
  }

  /** The offset of a line and column. */
  offset({ line, column }: Position): number {
    return (this.#starts()[line - 1] ?? this.text.length) + column - 1
  }

  /** The text of a line (counted from 1) without its line break; empty for a line that does not exist. */
  line(number: number): string {
    const starts = this.#starts()
    const start = starts[number - 1]
    if (start === undefined) return ''
    const end = starts[number] ?? this.text.length
    return this.text.slice(start, end).replace(/[\r\n]+$/, '')
  }

  #starts(): number[] {
    if (this.#lineStarts !== null) return this.#lineStarts
    const starts = [0]
    for (const match of this.text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length)
    this.#lineStarts = starts
    return starts
  }
}
