/**
 * Templates with the expected places written into them: `«user.name»` is where the error is, `①`, `②` … stand before the
 * tags and calls that led there, innermost first.
 */
import type { TemplateFrame } from '../../src/diagnostics/errors.js'
import { Source, type Span } from '../../src/source.js'

/** Templates without their marks, and what the marks say. */
export interface Marked {
  readonly files: Readonly<Record<string, string>>
  readonly template: string
  readonly span: Span
  readonly stack: readonly TemplateFrame[]
}

const MARKS = /[«»①-⑳]/g

/** Reads the marks of templates by name. */
export function marked(texts: Readonly<Record<string, string>>): Marked {
  const files: Record<string, string> = {}
  const places: { readonly rank: number; readonly offset: number; readonly source: Source }[] = []
  let end = 0
  for (const [name, text] of Object.entries(texts)) {
    const source = new Source(name, text.replace(MARKS, ''))
    files[name] = source.text
    for (const [index, { 0: mark, index: at }] of [...text.matchAll(MARKS)].entries()) {
      if (mark === '»') end = at - index
      else places.push({ rank: mark === '«' ? 0 : mark.charCodeAt(0), offset: at - index, source })
    }
  }
  places.sort((left, right) => left.rank - right.rank)
  const [first] = places
  if (first === undefined) throw new Error('no place is marked')
  const stack = places.map(({ offset, source }) => ({ template: source.name, ...source.position(offset) }))
  return { files, template: first.source.name ?? '', span: { start: first.offset, end }, stack }
}
