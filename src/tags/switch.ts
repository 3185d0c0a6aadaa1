import type { Assign, Branch, Compare, Expression, If, Logic, Name } from '../ast.js'
import type { Part, Tag } from '../parser/tag.js'

/** No template can write this name, and names that start with an underscore are never exported. */
const SUBJECT = '_ switch'

/** `{% switch value %}{% case a %} … {% default %} … {% endswitch %}`, a habit from nunjucks. */
export const switchTag: Tag<Expression | null> = {
  name: 'switch',
  end: 'endswitch',
  clauses: [
    { name: 'case', repeats: true, alias: null },
    { name: 'default', repeats: false, alias: null },
  ],
  syntax: '{% switch value %}{% case value %} … {% default %} … {% endswitch %}',
  head: (cursor, keyword) => (keyword === 'default' ? null : cursor.expression()),
  build({ head, tagSpan }, clauses, { span }) {
    if (head === null) return []
    const target: Name = { kind: 'Name', span: head.span, name: SUBJECT }
    const subject: Assign = { kind: 'Assign', span: tagSpan, target, value: head }
    const orElse = clauses.find((part) => part.head === null)?.body ?? []
    const branches = branchesOf(clauses, target)
    const decision: If = { kind: 'If', span, branches, orElse }
    return branches.length === 0 ? [subject, ...orElse] : [subject, decision]
  },
}

/** A case without a body falls through to the next one that has one. */
function branchesOf(clauses: readonly Part<Expression | null>[], subject: Name): Branch[] {
  const branches: Branch[] = []
  let tests: Compare[] = []
  for (const { head, span, body } of clauses) {
    if (head === null) break
    tests.push({ kind: 'Compare', span: head.span, first: subject, rest: [{ operator: '==', right: head }] })
    if (body.length === 0) continue
    branches.push({ span, test: anyOf(tests), body })
    tests = []
  }
  return branches
}

function anyOf(tests: readonly Compare[]): Expression {
  const [first] = tests
  if (first !== undefined && tests.length === 1) return first
  const node: Logic = {
    kind: 'Logic',
    span: first?.span ?? { start: 0, end: 0 },
    operator: 'or',
    operands: tests,
  }
  return node
}
