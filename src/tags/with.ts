import type { Binding, Scope } from '../ast.js'
import type { Cursor } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'

/** `{% with target = value, … %} … {% endwith %}`. */
export const withTag: Tag<readonly Binding[]> = {
  name: 'with',
  end: 'endwith',
  clauses: [],
  syntax: '{% with name = value %} … {% endwith %}',
  head(cursor) {
    const bindings: Binding[] = []
    while (!cursor.atEnd) {
      if (bindings.length > 0) cursor.expect(',')
      bindings.push(readBinding(cursor))
    }
    return bindings
  },
  build({ head, body }, _, { span }) {
    const node: Scope = { kind: 'Scope', span, bindings: head, body }
    return [node]
  },
}

function readBinding(cursor: Cursor): Binding {
  const { start } = cursor
  const target = cursor.target()
  cursor.expect('=')
  const value = cursor.expression()
  return { span: cursor.spanFrom(start), target, value }
}
