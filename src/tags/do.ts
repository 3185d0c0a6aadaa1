import type { Do, Expression } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% do expression %}`: evaluates and prints nothing. */
export const doTag: Tag<Expression> = {
  name: 'do',
  end: null,
  clauses: [],
  syntax: '{% do expression %}',
  head: (cursor) => cursor.tuple(),
  build({ head }, _, { span }) {
    const node: Do = { kind: 'Do', span, expression: head }
    return [node]
  },
}
