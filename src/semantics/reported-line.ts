import type { AnyNode, Expression, Of, Output, Statement, Template, Text } from '../ast.js'
import type { Source, Span } from '../source.js'
import { walk } from './walk.js'

/**
 * Which of the code made for a statement fails: its own; a check in front of it, which still counts as what ran before
 * it; or the look-up of filters and tests at the start of the template or block it is in.
 */
export type Part = 'own' | 'check' | 'look-up'

/**
 * The line, counted from 1, that Jinja reports for a failure at `span` while a template runs: not where it happened but
 * the line of the statement, or of what an output prints. Linear in the size of the tree.
 */
export function reportedLine(tree: Template, source: Source, span: Span, part: Part = 'own'): number {
  let before = 0
  let reported = 0
  walk(tree, (node, role) => {
    if (role !== 'statement' || node.kind === 'Template') return true
    if (node.span.start > span.start) return false
    if (!isReported(node)) return true
    const inside = contains(node.span, span)
    // Heads of with and autoescape have no line of their own: what ran before them keeps being named.
    const at = node.kind === 'Scope' || node.kind === 'Escape' ? before : anchor(node, span, source)
    if (inside)
      reported = part === 'own' ? at : part === 'check' ? before : node.kind === 'Block' ? at : reported
    before = at
    return true
  })
  return source.position(reported).line
}

type Reported = Exclude<Statement, Text>

function isReported(node: AnyNode): node is Reported {
  return node.kind !== 'Text'
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** The offset whose line stands for a statement when it fails at `span`. */
function anchor(node: Statement, span: Span, source: Source): number {
  if (node.kind === 'Output') return isTag(node) ? keyword(node, source) : place(node.expression, source)
  if (node.kind === 'If') return branch(node, span, source)
  if (node.kind === 'For' && node.filter !== null && contains(node.filter.span, span)) {
    return place(node.filter, source)
  }
  return keyword(node, source)
}

/** An if names its own line; an elif that of its test. */
function branch(node: Of<'If'>, span: Span, source: Source): number {
  const at = node.branches.findIndex(({ test }) => contains(test.span, span))
  const found = at > 0 ? node.branches[at] : undefined
  return found === undefined ? keyword(node, source) : found.test.span.start
}

/** Whether an output was made by a tag: filter, call, trans. */
function isTag({ expression, final, span }: Output): boolean {
  if (final || expression.span.start === span.start) return true
  return expression.kind === 'Call' && expression.args.named.some(({ value }) => value.kind === 'Macro')
}

/** The offset of a tag's name. */
function keyword({ span }: Statement, { text }: Source): number {
  const name = /[\p{L}_]/u
  let at = span.start
  while (at < span.end && !name.test(text.charAt(at))) at++
  return at
}

type Places = { readonly [K in Expression['kind']]?: (node: Of<K>, source: Source) => number }

/** The offset whose line Jinja keeps of an expression: that of the token its last part was read at. */
function place(node: Expression, source: Source): number {
  const row = places[node.kind] as ((node: Expression, source: Source) => number) | undefined
  return row === undefined ? node.span.start : row(node, source)
}

const places: Places = {
  Attr: ({ nameSpan }, { text }) => text.lastIndexOf('.', nameSpan.start),
  Item: ({ object }, { text }) => text.indexOf('[', object.span.end),
  Call: ({ callee }, { text }) => text.indexOf('(', behind(callee, text)),
  Filter: ({ nameSpan }) => nameSpan.start,
  Test: ({ input, nameSpan }, { text }) => lastWord('is', text, behind(input, text), nameSpan.start),
  Unary: ({ operand, span }, source) =>
    operand.kind === 'Test' && operand.span.start === span.start ? place(operand, source) : span.start,
  Binary: chained,
  Logic({ operands, span }, { text }) {
    const last = operands.at(-2)
    return operands.length === 2 || last === undefined ? span.start : afterBlanks(text, behind(last, text))
  },
  // A comparison is placed when the token behind it has been seen.
  Compare: ({ span }, { text }) => afterBlanks(text, span.end),
}

/** The first operand; in a chain `a + b + c`, the operator before the last. */
function chained({ left, operator, span }: Of<'Binary'>, { text }: Source): number {
  const inChain = left.kind === 'Binary' && operator !== '~' && level(left.operator) === level(operator)
  return inChain ? afterBlanks(text, behind(left, text)) : span.start
}

function level(operator: Of<'Binary'>['operator']): string {
  if (operator === '+' || operator === '-') return 'sum'
  return operator === '~' || operator === '**' ? operator : 'product'
}

/** The end of an expression with the parentheses that close behind it. */
function behind(node: Expression, text: string): number {
  const closing = /(?:\s*\))*/y
  closing.lastIndex = node.span.end
  closing.test(text)
  return closing.lastIndex
}

function afterBlanks(text: string, start: number): number {
  const blanks = /\s*/y
  blanks.lastIndex = start
  blanks.test(text)
  return blanks.lastIndex
}

function lastWord(word: string, text: string, start: number, before: number): number {
  const found = text.slice(start, before).indexOf(word)
  return found < 0 ? start : start + found
}
