import type { Compiled, Piece, Row, Span } from './run/messages.js'

/** What belongs together: a stretch of the template, the code made for it, and its line of the tree. */
export interface Link {
  readonly template: Span
  /** In order, neighbours joined. */
  readonly code: readonly Span[]
  /** The number of the line, or null. */
  readonly row: number | null
}

/** Which parts of a template, of its code and of its tree belong together. All look-ups are linear. */
export class Links {
  readonly #pieces: readonly Piece[]
  readonly #rows: readonly Row[]
  /** Where the names are that code has pieces for. */
  readonly #names: readonly Span[]

  constructor({ pieces, rows }: Pick<Compiled, 'pieces' | 'rows'>, template: string) {
    this.#pieces = pieces
    this.#rows = rows
    this.#names = pieces.flatMap((piece) => {
      const span = nameSpan(piece)
      return span !== null && template.startsWith(piece.name ?? '', span.start) ? [span] : []
    })
  }

  /** What an offset of the template is part of: a name, or else the innermost node. */
  ofTemplate(offset: number): Link | null {
    const name = this.#names.find((span) => contains(span, offset, offset + 1))
    if (name !== undefined) return this.#ofName(name)
    return this.#ofRow(this.#rowAround({ start: offset, end: offset + 1 }))
  }

  /** What an offset of the code was made for. */
  ofCode(offset: number): Link | null {
    const piece = this.#pieces.find((each) => contains(each, offset, offset + 1))
    if (piece === undefined) return null
    const named = nameSpan(piece)
    const name = this.#names.find((span) => same(span, named))
    if (name !== undefined) return this.#ofName(name)
    const { origin, from } = piece
    const made = origin ?? (from === null ? null : { start: from, end: from + 1 })
    return made === null ? null : this.#ofRow(this.#rowAround(made))
  }

  /** What a line of the tree stands for. */
  ofRow(row: number): Link | null {
    return this.#ofRow(row)
  }

  #ofName(name: Span): Link {
    const code = this.#pieces.filter((piece) => same(nameSpan(piece), name))
    return { template: name, code: joined(code), row: this.#rowAround(name) }
  }

  #ofRow(row: number | null): Link | null {
    const template = row === null ? null : (this.#rows[row]?.span ?? null)
    if (template === null) return null
    const name = this.#names.find((span) => same(span, template))
    if (name !== undefined) return { ...this.#ofName(name), row }
    const made = this.#pieces.filter((piece) => isMadeFor(piece, template))
    return { template, code: joined(made.length > 0 ? made : this.#around(template)), row }
  }

  /** The code of the smallest thing around a node that has no code of its own, such as an operand that was folded. */
  #around({ start, end }: Span): readonly Piece[] {
    const around = this.#pieces.filter(({ origin }) => origin !== null && contains(origin, start, end))
    const smallest = Math.min(...around.map(({ origin }) => length(origin)))
    return around.filter(({ origin }) => length(origin) === smallest)
  }

  /** The smallest node around a stretch; of several of its size the innermost. The template itself is none. */
  #rowAround({ start, end }: Span): number | null {
    let found: number | null = null
    let smallest = Number.POSITIVE_INFINITY
    for (const [index, { span, kind }] of this.#rows.entries()) {
      if (span === null || kind === 'Template' || !contains(span, start, end)) continue
      if (length(span) <= smallest) {
        found = index
        smallest = length(span)
      }
    }
    return found
  }
}

function nameSpan({ from, name }: Piece): Span | null {
  return from === null || name === null ? null : { start: from, end: from + name.length }
}

function isMadeFor({ origin, from }: Piece, node: Span): boolean {
  if (origin !== null) return contains(node, origin.start, origin.end)
  return from !== null && contains(node, from, from + 1)
}

function contains(span: Span, start: number, end: number): boolean {
  return span.start <= start && end <= span.end
}

function same(left: Span | null, right: Span | null): boolean {
  return left !== null && left.start === right?.start && left.end === right?.end
}

function length(span: Span | null): number {
  return span === null ? Number.POSITIVE_INFINITY : span.end - span.start
}

function joined(pieces: readonly Piece[]): Span[] {
  const spans: Span[] = []
  for (const { start, end } of pieces) {
    const last = spans.at(-1)
    if (last?.end === start) spans[spans.length - 1] = { start: last.start, end }
    else spans.push({ start, end })
  }
  return spans
}
