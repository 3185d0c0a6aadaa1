import type { Expression, Fragment, Output } from '../ast.js'
import type { FilterUse } from '../parser/postfix.js'
import type { Tag } from '../parser/tag.js'

/** `{% filter name(args) | other %} … {% endfilter %}`. */
export const filterTag: Tag<readonly FilterUse[]> = {
  name: 'filter',
  end: 'endfilter',
  clauses: [],
  syntax: '{% filter name %} … {% endfilter %}',
  head: (cursor) => cursor.filters(true),
  build({ head, body }, _, { span }) {
    const input: Fragment = { kind: 'Fragment', span, body }
    const node: Output = { kind: 'Output', span, expression: applyFilters(input, head), final: true }
    return [node]
  },
}

/** `input` through filters, the first one innermost. */
export function applyFilters(input: Expression, filters: readonly FilterUse[]): Expression {
  return filters.reduce<Expression>((value, use) => ({ kind: 'Filter', input: value, ...use }), input)
}
