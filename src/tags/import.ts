import type { Import } from '../ast.js'
import type { Cursor } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'

/** `{% import template as name with context %}`. */
export const importTag: Tag<Omit<Import, 'kind' | 'span' | 'names'>> = {
  name: 'import',
  end: null,
  clauses: [],
  syntax: "{% import 'template' as name %}",
  head(cursor) {
    const template = cursor.expression()
    cursor.expect('as')
    const target = cursor.name()
    return { template, target, withContext: readContext(cursor) ?? false }
  },
  build({ head }, _, { span }) {
    const { template, withContext, target } = head
    const node: Import = { kind: 'Import', span, template, withContext, target, names: [] }
    return [node]
  },
}

/** What `with context` or `without context` say; null where neither stands. */
export function readContext(cursor: Cursor): boolean | null {
  if (cursor.accept('with', 'context')) return true
  return cursor.accept('without', 'context') ? false : null
}
