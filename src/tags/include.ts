import type { Include } from '../ast.js'
import type { Tag } from '../parser/tag.js'
import { readContext } from './import.js'

/** `{% include template ignore missing with context %}`. */
export const includeTag: Tag<Omit<Include, 'kind' | 'span'>> = {
  name: 'include',
  end: null,
  clauses: [],
  syntax: "{% include 'template' ignore missing without context %}",
  head(cursor) {
    const template = cursor.expression()
    const ignoreMissing = cursor.accept('ignore', 'missing')
    return { template, ignoreMissing, withContext: readContext(cursor) ?? true }
  },
  build({ head }, _, { span }) {
    const node: Include = { kind: 'Include', span, ...head }
    return [node]
  },
}
