import type { Fragment, Output } from '../ast.js'
import type { Tag } from '../parser/tag.js'
import { isText } from '../runtime/markup.js'
import { operation } from '../runtime/operation.js'

/** A part of a text: half-open UTF-16 offsets. */
export type TextSpan = readonly [start: number, end: number]

/** The name of the filter that the tag sends its body through. */
export const GENERATION = 'generation'

/** `{% generation %} … {% endgeneration %}`: what a model has written itself. Prints its body, which is a scope. */
export const generationTag: Tag<null> = {
  name: 'generation',
  end: 'endgeneration',
  clauses: [],
  syntax: '{% generation %} … {% endgeneration %}',
  head(cursor) {
    cursor.expectEnd()
    return null
  },
  build({ body }, _, { span }) {
    const input: Fragment = { kind: 'Fragment', span, body }
    const args = { positional: [], named: [], rest: null, namedRest: null }
    const node: Output = {
      kind: 'Output',
      span,
      expression: { kind: 'Filter', span, input, name: GENERATION, nameSpan: span, args },
      final: true,
    }
    return [node]
  },
}

/** Finds where the bodies of generation tags end up in a page: they carry marks while it is rendered. */
export class GenerationMarks {
  /** The filter behind the tag. */
  readonly filter = operation('', (_, value: unknown) => {
    return this.#open === null || !isText(value) ? value : `${this.#open}${value}${this.#close}`
  })
  #open: string | null = null
  #close = ''

  /** The text of a page without the marks, and the spans they were around, in order. */
  spansOf(render: () => string): { text: string; spans: readonly TextSpan[] } {
    // Marks that no conversation can contain by chance: two characters for private use around a random number.
    const key = Math.random().toString(36).slice(2)
    this.#open = `\u{10fffd}${key}<`
    this.#close = `\u{10fffd}${key}>`
    try {
      return withoutMarks(render(), this.#open, this.#close)
    } finally {
      this.#open = null
    }
  }
}

function withoutMarks(marked: string, open: string, close: string): { text: string; spans: TextSpan[] } {
  const spans: TextSpan[] = []
  const starts: number[] = []
  let text = ''
  for (let at = 0; at < marked.length; ) {
    const next = marked.indexOf(open.slice(0, -1), at)
    const end = next < 0 ? marked.length : next
    text += marked.slice(at, end)
    at = next < 0 ? end : end + open.length
    if (next < 0) break
    if (marked.startsWith(open, next)) starts.push(text.length)
    else if (marked.startsWith(close, next)) spans.push([starts.pop() ?? 0, text.length])
  }
  return { text, spans: spans.sort(([left], [right]) => left - right) }
}
