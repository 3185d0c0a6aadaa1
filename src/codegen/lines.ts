import type { Span } from '../source.js'
import { type Code, Mapped, Woven } from './code.js'
import { MappingWriter } from './mappings.js'

/** One line of code, indented by `depth` steps beside what its place adds, with the bytes of its mappings. */
interface Line {
  readonly depth: number
  readonly text: string
  /** Where its mappings start and end in the bytes of the writer. */
  readonly start: number
  readonly end: number
  /** Lines that go here instead, or null. */
  readonly part: Lines | null
}

/** Takes a line of code with where its mappings are in the bytes of the writer. */
export type TakeLine = (text: string, depth: number, start: number, end: number) => void

/**
 * A growing list of lines. A part can be reserved and filled later, as declarations are. Code is written out at once, so
 * that the pieces it was made of can go.
 */
export class Lines {
  /** What the lines of a module write their mappings with. */
  readonly writer: LineWriter
  /** Where the statement starts whose lines are being added, or null. */
  from: number | null = null
  readonly #list: Line[] = []
  #depth = 0

  constructor(writer: LineWriter = new LineWriter()) {
    this.writer = writer
  }

  /** Empty lines that may be included in these. */
  part(): Lines {
    return new Lines(this.writer)
  }

  /** Adds one line. */
  add(code: Code): void {
    const start = this.writer.mappings.size
    const text = this.writer.write(code, this.from)
    this.#list.push({ depth: this.#depth, text, start, end: this.writer.mappings.size, part: null })
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
    this.#list.push({ depth: this.#depth, text: '', start: 0, end: 0, part })
  }

  /** Calls `take` for all lines in order. */
  each(take: TakeLine, depth = 0): void {
    for (const line of this.#list) {
      if (line.part === null) take(line.text, depth + line.depth, line.start, line.end)
      else line.part.each(take, depth + line.depth)
    }
  }
}

/** Writes code as text, and where it comes from as mappings. */
class LineWriter {
  readonly mappings = new MappingWriter()
  #text = ''

  /** The text of a line, whose mappings are added to the others; `from` is where its statement starts, or null. */
  write(code: Code, from: number | null): string {
    this.#text = ''
    if (from !== null) this.mappings.add(0, null, from, null)
    this.#code(code, null, from)
    this.mappings.endLine()
    // By now the text is a tree of pieces; reading a character of it makes V8 put them together, and they can go.
    this.#text.charCodeAt(0)
    return this.#text
  }

  #code(code: Code, span: Span | null, from: number | null): void {
    if (typeof code === 'string') this.#text += code
    else if (code instanceof Mapped) this.#mapped(code, span, from)
    else if (code instanceof Woven) this.#woven(code, span, from)
    else for (const part of code) this.#code(part, span, from)
  }

  #woven({ texts, codes }: Woven, span: Span | null, from: number | null): void {
    for (let index = 0; index < texts.length; index++) {
      const text = texts[index]
      if (text) this.#text += text
      const code = codes[index]
      if (code) this.#code(code, span, from)
    }
  }

  #mapped({ span, from, name, code }: Mapped, outer: Span | null, around: number | null): void {
    const own = span ?? outer
    this.mappings.add(this.#text.length, own, from, name)
    this.#code(code, own, from)
    // What follows an expression comes from its end, so that ranges of covered code end where the expression does.
    const end = span !== null && from !== null ? span.end : around
    this.mappings.add(this.#text.length, outer, end, null)
  }
}
