import type { Span } from '../source.js'

/** JavaScript text in the making: pieces in order, some of them tied to the template text they come from. */
export type Code = string | Mapped | readonly Code[]

/** Code that comes from a place in the template. */
export interface Mapped {
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
}

/** Code from a template literal: `js\`$.escape(${value})\``. */
export function js(strings: TemplateStringsArray, ...values: readonly Code[]): Code {
  const code: Code[] = []
  for (let index = 0; index < strings.length; index++) {
    const text = strings[index]
    if (text) code.push(text)
    const value = values[index]
    if (value) code.push(value)
  }
  return code
}

/** Ties code to the span it was made for; in source maps it comes from the start of the span or from another offset. */
export function at(span: Span, code: Code, from: number | null = span.start): Mapped {
  return { span, from, name: null, code }
}

/** Code that source maps lead to an offset, while failures are shown at what the code around it comes from. */
export function mark(from: number, code: Code, name: string | null = null): Mapped {
  return { span: null, from, name, code }
}

/** Code that no place of the template stands for: a branch that starts with it is none that coverage tools count. */
export function unmapped(code: Code): Mapped {
  return { span: null, from: null, name: null, code }
}

/** Pieces with a separator between them. */
export function join(codes: readonly Code[], separator: string): Code {
  const joined: Code[] = []
  for (const code of codes) {
    if (joined.length > 0) joined.push(separator)
    joined.push(code)
  }
  return joined
}

/** A JavaScript literal for text, safe in any script and in template source. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029\u007f-\u009f\ud800-\udfff]/gu, escapeUnit)
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** One line of code, indented by `depth` steps, of a statement that starts at `from`; null for one of no statement. */
export interface Line {
  readonly depth: number
  readonly from: number | null
  readonly code: Code
}

/** A growing list of lines. A part can be reserved and filled later, as declarations are. */
export class Lines {
  /** Where the statement starts whose lines are being added, or null. */
  from: number | null = null
  readonly #list: (Line | { readonly depth: number; readonly part: Lines })[] = []
  #depth = 0

  /** Adds one line. */
  add(code: Code): void {
    this.#list.push({ depth: this.#depth, from: this.from, code })
  }

  /** Adds `head`, the lines `body` adds one step deeper, and `tail`. */
  nest(head: Code, body: () => void, tail: Code = '}'): void {
    const { from } = this
    this.add(head)
    this.#depth++
    body()
    this.#depth--
    this.from = from
    if (tail !== '') this.add(tail)
  }

  /** Adds other lines here; they may still grow. */
  include(part: Lines): void {
    this.#list.push({ depth: this.#depth, part })
  }

  /** Calls `take` for all lines in order. */
  each(take: (line: Line) => void, depth = 0): void {
    for (const entry of this.#list) {
      if ('part' in entry) entry.part.each(take, depth + entry.depth)
      else take({ ...entry, depth: depth + entry.depth })
    }
  }
}
