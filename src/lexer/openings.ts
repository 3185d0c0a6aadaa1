/** Level one of the lexer: where in literal text something opens, and what. */
import { isBlank, skipWhitespace } from './characters.js'
import { LinePrefixes, Occurrences, type Search } from './occurrences.js'
import type { Delimiters } from './syntax.js'

/** What can open in literal text. */
export type OpeningKind = 'output' | 'block' | 'comment' | 'raw' | 'lineStatement' | 'lineComment'

/** The whitespace control sign of a delimiter. */
export type Sign = '-' | '+' | ''

/** Something that opens. */
export interface Opening {
  readonly kind: OpeningKind
  /** Where it starts, and its delimiter starts: a line prefix has its blanks in between. */
  readonly start: number
  readonly delimiter: number
  readonly sign: Sign
  /** The offset after delimiter and sign; for raw, after the whole tag but not the whitespace its `-%}` strips. */
  readonly end: number
  /** The sign before the closing delimiter of a raw tag. */
  readonly endSign: Sign
}

/** A raw or endraw tag. */
export interface RawBoundary {
  readonly start: number
  readonly end: number
  readonly sign: Sign
  readonly endSign: Sign
}

interface Rule {
  readonly kind: OpeningKind
  readonly length: number
  readonly search: Search
}

/** The sign at an offset, or ''. */
export function signAt(text: string, at: number): Sign {
  const sign = text[at]
  return sign === '-' || sign === '+' ? sign : ''
}

/** Finds the openings of one source; offsets must be asked in rising order, then all searches cost one pass. */
export class Openings {
  readonly #text: string
  readonly #delimiters: Delimiters
  readonly #rules: readonly Rule[]
  readonly #blocks: Occurrences

  constructor(text: string, delimiters: Delimiters) {
    this.#text = text
    this.#delimiters = delimiters
    this.#blocks = new Occurrences(text, delimiters.block[0])
    this.#rules = rulesOf(text, delimiters, this.#blocks)
  }

  /** The first opening at or after `from`, the longest of several at one offset; null when there is none. */
  next(from: number): Opening | null {
    let first: Rule | null = null
    let start = Number.POSITIVE_INFINITY
    for (const rule of this.#rules) {
      const at = rule.search.next(from)
      if (at < start) {
        first = rule
        start = at
      }
    }
    if (first === null) return null
    return this.#raw(from, start) ?? this.#opening(first, start)
  }

  /** The first endraw tag at or after `from`, or null. */
  endraw(from: number): RawBoundary | null {
    let at = this.#blocks.next(from)
    while (at !== Number.POSITIVE_INFINITY) {
      const found = this.#boundary(at, 'endraw', '-+')
      if (found !== null) return found
      at = this.#blocks.next(at + 1)
    }
    return null
  }

  /** Raw is tried before every delimiter, also before longer ones at the same offset. */
  #raw(from: number, start: number): Opening | null {
    if (this.#blocks.next(from) !== start) return null
    const found = this.#boundary(start, 'raw', '-')
    return found === null ? null : { ...found, kind: 'raw', delimiter: start }
  }

  #opening(rule: Rule, start: number): Opening {
    const { delimiter } = rule.search
    const end = delimiter + rule.length
    const sign = signAt(this.#text, end)
    return { kind: rule.kind, start, delimiter, sign, end: end + sign.length, endSign: '' }
  }

  #boundary(start: number, name: 'raw' | 'endraw', endSigns: string): RawBoundary | null {
    const [open, close] = this.#delimiters.block
    const sign = signAt(this.#text, start + open.length)
    const nameStart = skipWhitespace(this.#text, start + open.length + sign.length)
    if (!this.#text.startsWith(name, nameStart)) return null
    const at = skipWhitespace(this.#text, nameStart + name.length)
    const endSign = signAt(this.#text, at)
    if (endSign !== '' && endSigns.includes(endSign) && this.#text.startsWith(close, at + 1)) {
      return { start, sign, endSign, end: at + 1 + close.length }
    }
    return this.#text.startsWith(close, at) ? { start, sign, endSign: '', end: at + close.length } : null
  }
}

/** At one offset the longest delimiter wins, then the order of this list (Jinja's, by its names of tokens). */
function rulesOf(text: string, delimiters: Delimiters, blocks: Occurrences): readonly Rule[] {
  const { block, output, comment, lineStatement, lineComment } = delimiters
  const rules: Rule[] = [
    { kind: 'output', length: output[0].length, search: new Occurrences(text, output[0]) },
  ]
  if (lineStatement !== null) {
    const search = new LinePrefixes(text, lineStatement, { blank: isIndent, strict: true })
    rules.push({ kind: 'lineStatement', length: lineStatement.length, search })
  }
  if (lineComment !== null) {
    const search = new LinePrefixes(text, lineComment, { blank: isBlank, strict: false })
    rules.push({ kind: 'lineComment', length: lineComment.length, search })
  }
  rules.push({ kind: 'comment', length: comment[0].length, search: new Occurrences(text, comment[0]) })
  rules.push({ kind: 'block', length: block[0].length, search: blocks })
  return rules.sort((left, right) => right.length - left.length)
}

/** What may come before a line statement: spaces, tabs and vertical tabs. */
function isIndent(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b
}
