import type { Span } from '../source.js'

/** JavaScript text in the making: pieces in order, some of them tied to the template text they come from. */
export type Code = string | Mapped | Woven | readonly Code[]

/** Code that comes from a place in the template. */
export class Mapped {
  /** What a failure of this code is shown at; null where it is shown at what the code around it comes from. */
  readonly span: Span | null
  /**
   * The offset that source maps give for this code; null for code that no line of the template stands for, which is no
   * step on the way to failures in what it calls, either.
   */
  readonly from: number | null
  /** The name that this code is in the template, or null when it is none. */
  readonly name: string | null
  readonly code: Code

  constructor(span: Span | null, from: number | null, name: string | null, code: Code) {
    this.span = span
    this.from = from
    this.name = name
    this.code = code
  }
}

/** Texts with codes between them; there is one code less. */
export class Woven {
  readonly texts: readonly string[]
  readonly codes: readonly Code[]

  constructor(texts: readonly string[], codes: readonly Code[]) {
    this.texts = texts
    this.codes = codes
  }
}

/** Code from a template literal: `js\`$.escape(${value})\``. */
export function js(texts: TemplateStringsArray, ...codes: readonly Code[]): Code {
  return new Woven(texts, codes)
}

/** Ties code to the span it was made for; in source maps it comes from the start of the span or from another offset. */
export function at(span: Span, code: Code, from: number | null = span.start): Mapped {
  return new Mapped(span, from, null, code)
}

/** Code that source maps lead to an offset, while failures are shown at what the code around it comes from. */
export function mark(from: number, code: Code, name: string | null = null): Mapped {
  return new Mapped(null, from, name, code)
}

/** Code that no place of the template stands for: a branch that starts with it is none that coverage tools count. */
export function unmapped(code: Code): Mapped {
  return new Mapped(null, null, null, code)
}

/** Pieces with a separator between them. */
export function join(codes: readonly Code[], separator: string): Code {
  if (codes.length < 2) return codes[0] ?? ''
  const joined: Code[] = new Array(codes.length * 2 - 1)
  for (const [index, code] of codes.entries()) {
    if (index > 0) joined[index * 2 - 1] = separator
    joined[index * 2] = code
  }
  return joined
}

/** A JavaScript literal for text, safe in any script and in template source. */
export function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  return JSON.stringify(text).replace(/[\u2028\u2029\u007f-\u009f\ud800-\udfff]/gu, escapeUnit)
}

/** Text that stands for itself between quotes, as names do. */
const PLAIN = /^[\w $.:;,<>=()/-]*$/

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
