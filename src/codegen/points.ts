import type { Expression, Of, Statement } from '../ast.js'
import type { Span } from '../source.js'
import { type Code, mark } from './code.js'

type Points = { readonly [K in Expression['kind']]?: (node: Of<K>) => number }

/**
 * The offset that stands for an expression in source maps: that of its operator or name. It differs for any two
 * expressions, while `user`, `user.name` and `user.name|upper` start at the same offset; so an error whose stack was
 * mapped already still tells which of them failed.
 */
export function pointOf(node: Expression): number {
  const row = points[node.kind] as ((node: Expression) => number) | undefined
  return row === undefined ? node.span.start : row(node)
}

const points: Points = {
  Attr: ({ nameSpan }) => nameSpan.start,
  Item: ({ object }) => object.span.end,
  Call: ({ callee }) => callee.span.end,
  Filter: ({ nameSpan }) => nameSpan.start,
  Test: ({ nameSpan }) => nameSpan.start,
  Binary: ({ left }) => left.span.end,
  Compare: ({ first }) => first.span.end,
  Logic: ({ operands: [first], span }) => first?.span.end ?? span.start,
  Cond: ({ then }) => then.span.end,
}

/** The part of a template that a body takes up; `around` is what it is when there is nothing in it. */
export function bodyOf(statements: readonly Statement[], around: Span): Span {
  const start = statements[0]?.span.start ?? around.start
  return { start, end: statements.at(-1)?.span.end ?? around.end }
}

/** The brace that opens the code of a part of the template, so that covered ranges of code are ranges of it. */
export function opening({ start }: Span): Code {
  return mark(start, '{')
}

/** The brace that closes the code of a part of the template. */
export function closing({ end }: Span): Code {
  return mark(end, '}')
}
