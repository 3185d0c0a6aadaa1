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

/**
 * Where a printed piece starts for source maps; `next` is what stands behind it. Text that goes on behind a tag to the
 * next line is that line, so that breakpoints and coverage do not take it for the line of the tag.
 */
export function startOf(node: Statement, next: Statement | undefined): number {
  const { start, end } = node.span
  if (node.kind !== 'Text' || node.text.length !== end - start) return start
  const first = node.text.search(/\S/)
  const blank = first <= 0 ? 0 : node.text.lastIndexOf('\n', first) + 1
  if (blank > 0 || next?.kind !== 'Output') return start + blank
  return start + node.text.lastIndexOf('\n') + 1
}

/** The part of a template that a body takes up; `around` is what it is when there is nothing in it. */
export function bodyOf(statements: readonly Statement[], around: Span): Span {
  const start = statements[0]?.span.start ?? around.start
  return { start, end: statements.at(-1)?.span.end ?? around.end }
}

/**
 * The brace that opens the code of a body, as the last character of the tag before it: covered ranges of code then are
 * ranges of the template, and a breakpoint on the body's first line is not one on what the code of the tag does.
 */
export function opening({ start }: Span): Code {
  return mark(Math.max(0, start - 1), '{')
}

/** The brace that closes the code of a body, as the last character of the body. */
export function closing({ start, end }: Span): Code {
  return mark(Math.max(start, end - 1), '}')
}

/** Operands with an operator between them, which stands for the operand that it leads to: that may be left out. */
export function operands(codes: readonly Code[], operator: string, nodes: readonly Expression[]): Code {
  const joined: Code[] = []
  for (const [index, code] of codes.entries()) {
    if (index > 0) joined.push(' ', mark(nodes[index]?.span.start ?? 0, operator), ' ')
    joined.push(code)
  }
  return joined
}
