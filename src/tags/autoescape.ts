import type { Escape, Expression } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% autoescape value %} … {% endautoescape %}`. */
export const autoescapeTag: Tag<Expression> = {
  name: 'autoescape',
  end: 'endautoescape',
  clauses: [],
  syntax: '{% autoescape true %} … {% endautoescape %}',
  head: (cursor) => cursor.expression(),
  build({ head, body }, _, { span }) {
    const node: Escape = { kind: 'Escape', span, value: head, body }
    return [node]
  },
}
