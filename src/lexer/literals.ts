/** Strings, numbers and patterns inside tags. */
import type { Pattern as PatternValue } from '../ast.js'
import { isNewline, normalizeNewlines, wordEnd } from './characters.js'
import { decodeEscapes } from './escapes.js'
import type { Findings } from './findings.js'
import { scanNumber } from './numbers.js'
import { UnescapedOccurrences } from './occurrences.js'
import type { LexerSyntax } from './syntax.js'
import { Pattern, StringLiteral } from './tokens.js'

/** What `string` and `pattern` return where there is no such literal. */
export const NO_LITERAL = -1

/** Scans the literals of one source. Each method takes the offset of the first character and returns the end. */
export class Literals {
  readonly #text: string
  readonly #syntax: LexerSyntax
  readonly #found: Findings
  readonly #singleQuotes: UnescapedOccurrences
  readonly #doubleQuotes: UnescapedOccurrences
  readonly #slashes: UnescapedOccurrences

  constructor(text: string, syntax: LexerSyntax, found: Findings) {
    this.#text = text
    this.#syntax = syntax
    this.#found = found
    this.#singleQuotes = new UnescapedOccurrences(text, "'")
    this.#doubleQuotes = new UnescapedOccurrences(text, '"')
    this.#slashes = new UnescapedOccurrences(text, '/')
  }

  /** Reads a number; `bad-number` when it is too long to convert. */
  number(start: number): number {
    const { type, end, value } = scanNumber(this.#text, start)
    if (value === null) {
      this.#found.problem('bad-number', { start, end }, { text: `${this.#text.slice(start, start + 20)}…` })
    }
    this.#found.token(type, start, end, value ?? 0)
    return end
  }

  /** Reads a string with `bad-escape` for each malformed escape, or returns `NO_LITERAL` if it is never closed. */
  string(start: number): number {
    const body = start + 1
    const quotes = this.#text[start] === "'" ? this.#singleQuotes : this.#doubleQuotes
    const close = quotes.next(body)
    if (close === Number.POSITIVE_INFINITY) return NO_LITERAL
    const value = decodeEscapes(this.#text.slice(body, close), this.#syntax.newline, (from, to, reason) => {
      this.#found.problem('bad-escape', { start: body + from, end: body + to }, { reason })
    })
    this.#found.token(StringLiteral, start, close + 1, value)
    return close + 1
  }

  /** Reads a string without a closing quote: up to the end of its line, or to `stop` (the end of its tag). */
  unclosedString(start: number, stop: string | null): number {
    let end = start + 1
    while (end < this.#text.length && !isNewline(this.#text.charCodeAt(end))) {
      if (stop !== null && this.#text.startsWith(stop, end)) break
      end++
    }
    const quote = this.#text.slice(start, start + 1)
    const offset = this.#found.characterOffset(start)
    this.#found.problem('unclosed-string', { start, end }, { quote, offset })
    const value = normalizeNewlines(this.#text.slice(start + 1, end), this.#syntax.newline)
    this.#found.token(StringLiteral, start, end, value)
    return end
  }

  /**
   * Reads `r/…/flags`, or returns `NO_LITERAL` when no slash closes it on its line and within its tag (`stop`), since
   * `r` may as well be a name that is divided. `bad-pattern` when JavaScript does not accept it.
   */
  pattern(start: number, stop: string | null): number {
    const body = start + 2
    const close = this.#slashes.next(body)
    if (close === Number.POSITIVE_INFINITY) return NO_LITERAL
    const pattern = this.#text.slice(body, close)
    if (pattern === '' || /[\r\n]/.test(pattern) || (stop !== null && pattern.includes(stop)))
      return NO_LITERAL
    const end = wordEnd(this.#text, close + 1)
    const value: PatternValue = { pattern, flags: this.#text.slice(close + 1, end) }
    const defect = patternDefect(value)
    if (defect !== null) this.#found.problem('bad-pattern', { start, end }, { reason: defect })
    this.#found.token(Pattern, start, end, value)
    return end
  }
}

function patternDefect({ pattern, flags }: PatternValue): string | null {
  try {
    new RegExp(pattern, flags)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
