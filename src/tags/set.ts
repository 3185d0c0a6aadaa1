import type { Assign, Expression, Fragment, Target } from '../ast.js'
import type { FilterUse } from '../parser/postfix.js'
import type { Tag } from '../parser/tag.js'
import { applyFilters } from './filter.js'

interface Head {
  readonly target: Target
  /** The assigned value; null for a block. */
  readonly value: Expression | null
  readonly filters: readonly FilterUse[]
}

/** `{% set target = value %}`, or `{% set target | filter %} … {% endset %}`. */
export const setTag: Tag<Head> = {
  name: 'set',
  end: 'endset',
  clauses: [],
  syntax: '{% set target = value %} or {% set target %} … {% endset %}',
  head(cursor) {
    const target = cursor.target({ attributes: true })
    if (cursor.accept('=')) return { target, value: cursor.tuple(), filters: [] }
    return { target, value: null, filters: cursor.filters(false) }
  },
  opens: (head) => head.value === null,
  build({ head, body }, _, { span }) {
    const node: Assign = {
      kind: 'Assign',
      span,
      target: head.target,
      value: head.value ?? block(head, body, span),
    }
    return [node]
  },
}

/** What a block captures is safe where escaping is on, also behind its filters. */
function block({ filters }: Head, body: Fragment['body'], span: Fragment['span']): Fragment {
  const captured: Fragment = { kind: 'Fragment', span, body }
  if (filters.length === 0) return captured
  const expression = applyFilters(captured, filters)
  return { kind: 'Fragment', span, body: [{ kind: 'Output', span, expression, final: true }] }
}
