import type { Branch, Expression, If } from '../ast.js'
import type { Part, Tag } from '../parser/tag.js'

/** `{% if test %} … {% elif test %} … {% else %} … {% endif %}`. */
export const ifTag: Tag<Expression | null> = condition('if')

/** A tag that decides as `if` does, under a name of its own. */
export function condition(name: string): Tag<Expression | null> {
  return {
    name,
    end: 'endif',
    clauses: [
      { name: 'elif', repeats: true, alias: 'elseif' },
      { name: 'else', repeats: false, alias: null },
    ],
    syntax: `{% ${name} test %} … {% elif test %} … {% else %} … {% endif %}`,
    head: (cursor, keyword) => (keyword === 'else' ? null : cursor.unconditionalTuple()),
    build(opening, clauses, { span }) {
      const branches = [opening, ...clauses].flatMap(branch)
      const orElse = clauses.find((part) => part.head === null)?.body ?? []
      const node: If = { kind: 'If', span, branches, orElse }
      return [node]
    },
  }
}

function branch({ head, span, body }: Part<Expression | null>): Branch[] {
  return head === null ? [] : [{ span, test: head, body }]
}
