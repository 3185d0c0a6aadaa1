/**
 * Memoised searches. Every search below moves forwards only, so that all questions asked of it while a source is
 * scanned cost together one pass over the text, however hostile the text is. Offsets must be asked in rising order.
 */
import { isWhitespace, startsLine, trimEnd } from './characters.js'

/** Where a delimiter occurs. */
export interface Search {
  /** The offset of the first occurrence at or after `from`, or `Infinity`. */
  next(from: number): number
  /** The offset of the delimiter itself in the occurrence last returned, after blanks that belong to it. */
  readonly delimiter: number
}

/** Plain occurrences of a string. */
export class Occurrences implements Search {
  readonly #text: string
  readonly #wanted: string
  #at = -1

  constructor(text: string, wanted: string) {
    this.#text = text
    this.#wanted = wanted
  }

  get delimiter(): number {
    return this.#at
  }

  next(from: number): number {
    if (this.#at >= from) return this.#at
    const at = this.#text.indexOf(this.#wanted, from)
    this.#at = at === -1 ? Number.POSITIVE_INFINITY : at
    return this.#at
  }
}

/** Where a line prefix may stand. */
export interface PrefixPlace {
  /** The units that may come between it and what is before. */
  blank(code: number): boolean
  /** Whether it must be first on its line. */
  readonly strict: boolean
}

/**
 * Occurrences of a line prefix; they start at the blanks before it. Strict ones must be first on their line, others
 * may also follow a character that is not whitespace.
 */
export class LinePrefixes implements Search {
  readonly #text: string
  readonly #prefix: string
  readonly #place: PrefixPlace
  #start = -1
  delimiter = -1

  constructor(text: string, prefix: string, place: PrefixPlace) {
    this.#text = text
    this.#prefix = prefix
    this.#place = place
  }

  next(from: number): number {
    if (this.#start >= from) return this.#start
    let at = this.#text.indexOf(this.#prefix, from)
    while (at !== -1) {
      const start = trimEnd(this.#text, from, at, this.#place.blank)
      if (this.#begins(start)) {
        this.delimiter = at
        this.#start = start
        return start
      }
      at = this.#text.indexOf(this.#prefix, at + 1)
    }
    this.#start = Number.POSITIVE_INFINITY
    return this.#start
  }

  #begins(start: number): boolean {
    if (startsLine(this.#text, start)) return true
    return !this.#place.strict && !isWhitespace(this.#text.charCodeAt(start - 1))
  }
}

/**
 * Occurrences of a character that no backslash escapes. Whether one is escaped depends only on the backslashes right
 * before it, not on where the literal started, which is why the answer can be kept.
 */
export class UnescapedOccurrences {
  readonly #text: string
  readonly #wanted: string
  #at = -1

  constructor(text: string, wanted: string) {
    this.#text = text
    this.#wanted = wanted
  }

  /** The offset of the first such character at or after `from`, or `Infinity`. */
  next(from: number): number {
    if (this.#at >= from) return this.#at
    let at = this.#text.indexOf(this.#wanted, from)
    while (at !== -1 && this.#escaped(at, from)) at = this.#text.indexOf(this.#wanted, at + 1)
    this.#at = at === -1 ? Number.POSITIVE_INFINITY : at
    return this.#at
  }

  #escaped(at: number, from: number): boolean {
    const backslashes = at - trimEnd(this.#text, from, at, (code) => code === 0x5c)
    return backslashes % 2 === 1
  }
}
