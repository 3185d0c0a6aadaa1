import type { Expression, Output } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% print value, other %}`, another spelling of outputs. */
export const printTag: Tag<readonly Expression[]> = {
  name: 'print',
  end: null,
  clauses: [],
  syntax: '{% print value %}',
  head(cursor) {
    const values: Expression[] = []
    while (!cursor.atEnd) {
      if (values.length > 0) cursor.expect(',')
      values.push(cursor.expression())
    }
    return values
  },
  build: ({ head }) =>
    head.map((value): Output => ({ kind: 'Output', span: value.span, expression: value, final: false })),
}
