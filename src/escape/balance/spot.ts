import type { Span } from '../../source.js'

/** A statement of a template with what is inside of it, as far as it is text. */
export interface Spot {
  readonly node: { readonly span: Span; readonly text?: string }
  /** Where in the node's text, and how long. */
  readonly at: number
  readonly length: number
}

/** A whole statement. */
export function whole(node: { readonly span: Span }): Spot {
  return { node: { span: node.span }, at: 0, length: 0 }
}

/** Where a spot is in the template's source. */
export function spanOf({ node, at, length }: Spot, source: string): Span {
  const { span, text } = node
  if (text === undefined) return span
  const written = source.slice(span.start, span.end)
  if (written.length === text.length) return { start: span.start + at, end: span.start + at + length }
  const before = written.replace(/\r\n/g, '\n').indexOf(text)
  if (before < 0) return span
  const start = unread(written, before + at)
  return { start: span.start + start, end: span.start + unread(written, before + at + length) }
}

/** The offset in a source of what is at `at` when line breaks are one unit each. */
function unread(written: string, at: number): number {
  let offset = 0
  for (let left = at; left > 0; left--) offset += written.startsWith('\r\n', offset) ? 2 : 1
  return offset
}
