import type { Expression, Extends } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% extends parent %}`. */
export const extendsTag: Tag<Expression> = {
  name: 'extends',
  end: null,
  clauses: [],
  syntax: "{% extends 'template' %}",
  head: (cursor) => cursor.expression(),
  build({ head }, _, { span }) {
    const node: Extends = { kind: 'Extends', span, parent: head }
    return [node]
  },
}
