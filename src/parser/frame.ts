import type { Statement } from '../ast.js'
import type { Span } from '../source.js'
import type { Clause, Part, Tag } from './tag.js'

/** A part while its body is still being read. */
export interface OpenPart extends Omit<Part<unknown>, 'body' | 'span'> {
  readonly body: Statement[]
}

/** A block while it is open: its tag, the parts read so far, and how far its inner tags have come. */
export class Frame {
  readonly tag: Tag
  readonly opening: OpenPart
  readonly clauses: OpenPart[] = []
  /** Whether one of its tags could not be read; then only its bodies are kept. */
  broken: boolean
  #stage = 0

  constructor(tag: Tag, opening: OpenPart, broken: boolean) {
    this.tag = tag
    this.opening = opening
    this.broken = broken
  }

  /** The statements of the part being read. */
  get body(): Statement[] {
    return (this.clauses.at(-1) ?? this.opening).body
  }

  /** The inner tag called `name`, wherever it may stand; null when the block has none of that name. */
  clause(name: string, aliases: boolean): Clause | null {
    const { clauses } = this.tag
    return clauses.find((clause) => clause.name === name || (aliases && clause.alias === name)) ?? null
  }

  /** Whether a tag of this name belongs to the block: an inner tag, or the closing one. */
  owns(name: string, aliases: boolean): boolean {
    return this.tag.end === name || this.clause(name, aliases) !== null
  }

  /** Opens the part of an inner tag. Returns false if it stands too late. */
  proceed(clause: Clause, part: OpenPart): boolean {
    const place = this.tag.clauses.indexOf(clause)
    const late = place < this.#stage
    this.clauses.push(part)
    if (!late) this.#stage = clause.repeats ? place : place + 1
    return !late
  }

  /**
   * The names of the tags that may come next. Where an inner tag repeats, the closing tag is named last, and first
   * elsewhere, as Jinja does.
   */
  get wanted(): readonly string[] {
    const { tag } = this
    const names = tag.clauses.slice(this.#stage).map((clause) => clause.name)
    const end = tag.end === null ? [] : [tag.end]
    return tag.clauses.some((clause) => clause.repeats) ? [...names, ...end] : [...end, ...names]
  }
}

/** A part with the end it turned out to have. */
export function complete(part: OpenPart, end: number): Part<unknown> {
  const span: Span = { start: part.tagSpan.start, end }
  const { keyword, head, tagSpan, body } = part
  return { keyword, head, tagSpan, span, body }
}
