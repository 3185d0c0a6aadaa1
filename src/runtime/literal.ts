import type { Values } from './values/values.js'

/** The value of a text that is one literal of Python, in a dialect; null for any other text. Linear. */
export function readLiteral(values: Values, text: string): { readonly value: unknown } | null {
  try {
    return { value: new LiteralReader(values, text).whole() }
  } catch (thrown) {
    if (thrown === NOT_LITERAL) return null
    throw thrown
  }
}

/** Thrown where a text stops being a literal. */
const NOT_LITERAL = Symbol('not a literal')

/** How deep brackets may nest, as in CPython. */
const DEEPEST = 200

const BLANK_LINES = /(?:[ \t\f]*(?:#[^\n]*)?(?:\r\n|\r|\n))*/y
const BLANKS = /(?:[ \t\f]|\\\n)*/y
const BLANKS_IN_BRACKETS = /(?:[ \t\f\r\n]|\\\n|#[^\n]*)*/y
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy
const NUMBER =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*(?:\.?[eE][+-]?\d(?:_?\d)*|\.)?/y
const STRING = /([rRuU]?)('''|"""|'|")/y

class LiteralReader {
  readonly #values: Values
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(values: Values, text: string) {
    this.#values = values
    this.#text = text
  }

  whole(): unknown {
    this.#take(BLANK_LINES)
    if (/[ \t\f]/.test(this.#text.charAt(this.#at))) throw NOT_LITERAL
    const first = this.#value()
    const value = this.#accept(',') ? this.#values.tuple([first, ...this.#items(null)]) : first
    this.#take(/(?:[ \t\f\r\n]|#[^\n]*)*/y)
    if (this.#at < this.#text.length) throw NOT_LITERAL
    return value
  }

  #value(): unknown {
    this.#skip()
    const sign = this.#take(/[+-]/y)
    if (sign !== '') this.#skip()
    const number = this.#take(NUMBER)
    if (number !== '') return this.#number(number, sign)
    if (sign !== '') throw NOT_LITERAL
    STRING.lastIndex = this.#at
    if (STRING.test(this.#text)) return this.#strings()
    const close = BRACKETS[this.#text.charAt(this.#at)]
    return close === undefined ? this.#word() : this.#bracketed(close)
  }

  #word(): unknown {
    const word = this.#take(WORD)
    if (word === 'True' || word === 'False') return word === 'True'
    if (word === 'None') return null
    if (word === 'set' && this.#accept('(') && this.#accept(')')) return new Set()
    throw NOT_LITERAL
  }

  #bracketed(close: string): unknown {
    this.#at++
    if (++this.#depth > DEEPEST) throw NOT_LITERAL
    const value = close === ']' ? this.#items(close) : close === ')' ? this.#group() : this.#braces()
    this.#depth--
    return value
  }

  /** Values up to a closing bracket, which is read, or up to the end. */
  #items(close: string | null): unknown[] {
    const items: unknown[] = []
    while (!this.#ends(close)) {
      items.push(this.#value())
      if (this.#accept(',')) continue
      if (!this.#ends(close)) throw NOT_LITERAL
      return items
    }
    return items
  }

  #ends(close: string | null): boolean {
    if (close !== null) return this.#accept(close)
    this.#skip()
    return this.#at >= this.#text.length || /[\r\n#]/.test(this.#text.charAt(this.#at))
  }

  #group(): unknown {
    if (this.#accept(')')) return this.#values.tuple([])
    const first = this.#value()
    if (this.#accept(')')) return first
    if (!this.#accept(',')) throw NOT_LITERAL
    return this.#values.tuple([first, ...this.#items(')')])
  }

  #braces(): unknown {
    if (this.#accept('}')) return this.#values.mapping([])
    const first = this.#value()
    if (this.#accept(':')) return this.#mapping(first)
    if (this.#accept('}')) return new Set([first])
    if (!this.#accept(',')) throw NOT_LITERAL
    return new Set([first, ...this.#items('}')])
  }

  #mapping(firstKey: unknown): unknown {
    const entries: [unknown, unknown][] = [[firstKey, this.#value()]]
    while (!this.#accept('}')) {
      if (!this.#accept(',')) throw NOT_LITERAL
      if (this.#accept('}')) break
      const key = this.#value()
      if (!this.#accept(':')) throw NOT_LITERAL
      entries.push([key, this.#value()])
    }
    return this.#values.mapping(entries)
  }

  #number(written: string, sign: string): unknown {
    if (/[\p{L}_\d]/u.test(this.#text.charAt(this.#at))) throw NOT_LITERAL
    const digits = written.replaceAll('_', '')
    const negative = sign === '-'
    if (/^0[xXoObB]|^\d+$/.test(digits)) {
      if (/^0\d*[1-9]/.test(digits)) throw NOT_LITERAL
      const whole = BigInt(digits)
      const signed = negative ? -whole : whole
      return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed
    }
    return this.#values.float(negative ? -Number(digits) : Number(digits))
  }

  /** String literals side by side are one. */
  #strings(): string {
    let text = ''
    STRING.lastIndex = this.#at
    for (let found = STRING.exec(this.#text); found !== null; found = STRING.exec(this.#text)) {
      const [whole, prefix = '', quote = ''] = found
      this.#at += whole.length
      const body = this.#body(quote)
      text += prefix.toLowerCase() === 'r' ? body : unescaped(body)
      this.#skip()
      STRING.lastIndex = this.#at
    }
    return text
  }

  #body(quote: string): string {
    const start = this.#at
    while (!this.#text.startsWith(quote, this.#at)) {
      const unit = this.#text.charAt(this.#at)
      if (unit === '' || (quote.length === 1 && (unit === '\n' || unit === '\r'))) throw NOT_LITERAL
      this.#at += unit === '\\' ? 2 : 1
    }
    const body = this.#text.slice(start, this.#at)
    this.#at += quote.length
    return body
  }

  #accept(token: string): boolean {
    this.#skip()
    if (!this.#text.startsWith(token, this.#at)) return false
    this.#at += token.length
    return true
  }

  #skip(): void {
    this.#take(this.#depth > 0 ? BLANKS_IN_BRACKETS : BLANKS)
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [found = ''] = pattern.exec(this.#text) ?? []
    this.#at += found.length
    return found
  }
}

/** The closing partner of each bracket. */
const BRACKETS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

const ESCAPE = /\\(\r\n|[\s\S])/g

const SHORT: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' },
  ...{ '\\': '\\', "'": "'", '"': '"', '\n': '', '\r\n': '' },
}

/** How many hexadecimal digits follow. */
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

/** The text that a string literal without prefix stands for. */
function unescaped(body: string): string {
  let text = ''
  let from = 0
  ESCAPE.lastIndex = 0
  for (let found = ESCAPE.exec(body); found !== null; found = ESCAPE.exec(body)) {
    const { index } = found
    const { value, end } = escapeAt(body, index + 1, found[1] ?? '')
    text += body.slice(from, index) + value
    from = end
    ESCAPE.lastIndex = end
  }
  return text + body.slice(from)
}

/** What the escape whose letter stands at `at` means, and where it ends; an unknown one is kept as it is. */
function escapeAt(body: string, at: number, letter: string): { value: string; end: number } {
  const short = SHORT[letter]
  if (short !== undefined) return { value: short, end: at + letter.length }
  const octal = /^[0-7]{1,3}/.exec(body.slice(at, at + 3))?.[0]
  if (octal !== undefined)
    return { value: String.fromCodePoint(Number.parseInt(octal, 8)), end: at + octal.length }
  const digits = HEX[letter]
  if (digits === undefined) {
    if (letter === 'N') throw NOT_LITERAL
    return { value: `\\${letter}`, end: at + letter.length }
  }
  const code = body.slice(at + 1, at + 1 + digits)
  const point = Number.parseInt(code, 16)
  if (code.length < digits || !/^[\da-fA-F]+$/.test(code) || point > 0x10ffff) throw NOT_LITERAL
  return { value: String.fromCodePoint(point), end: at + 1 + digits }
}
