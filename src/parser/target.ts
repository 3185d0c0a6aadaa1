import type { Attr, Expression, Name, Target, Tuple } from '../ast.js'
import { describeKind } from './describe.js'
import { kinds } from './kinds.js'
import { isConstant, parsePrimary } from './primary.js'
import { nameOf, spanOf, type TokenReader } from './reader.js'
import { parseTuple, type TupleRules } from './tuple.js'

/** Reads a name that can be assigned to. Fails with `expected-token`, `bad-target`. */
export function parseTargetName(reader: TokenReader): Name {
  const token = reader.expectKind(kinds.NAME, 'name')
  const name = nameOf(token)
  if (isConstant(name)) reader.fail('bad-target', spanOf(token), { kind: 'name' })
  return { kind: 'Name', span: spanOf(token), name }
}

/**
 * Reads what stands left of `=` or `in`: a name or a tuple of targets, with `attributes` also `name.attribute`.
 * Fails with `bad-target`.
 */
export function parseTarget(reader: TokenReader, attributes: boolean): Target {
  const rules: TupleRules = { item: attributes ? parseWithAttribute : parsePrimary, brackets: false }
  const node = parseTuple(reader, rules)
  if (isTarget(node, attributes)) return node
  return reader.fail('bad-target', node.span, { kind: describeKind(node) })
}

/** An attribute in brackets was read as an expression, and is none of a namespace. */
function parseWithAttribute(reader: TokenReader): Expression {
  const dotted = reader.kind === kinds.NAME && reader.ahead(1).tokenTypeIdx === kinds.DOT
  if (dotted && !isConstant(nameOf(reader.token))) return parseNamespaceAttribute(reader)
  const node = parsePrimary(reader)
  return node.kind === 'Attr' ? reader.fail('bad-target', node.span, { kind: 'getattr' }) : node
}

function parseNamespaceAttribute(reader: TokenReader): Attr {
  const { start } = reader
  const object = parseTargetName(reader)
  reader.advance()
  const attribute = reader.expectKind(kinds.NAME, 'name')
  const span = reader.spanFrom(start)
  return { kind: 'Attr', span, object, name: nameOf(attribute), nameSpan: spanOf(attribute) }
}

function isTarget(node: Expression, attributes: boolean): node is Target {
  if (node.kind === 'Name') return true
  if (node.kind === 'Attr') return attributes
  return node.kind === 'Tuple' && node.items.every((item) => isTarget(item, attributes && !isBracketed(node)))
}

function isBracketed(node: Tuple): boolean {
  const [first] = node.items
  return first === undefined || first.span.start > node.span.start
}
