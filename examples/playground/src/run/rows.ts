import type { AnyNode } from '../../../../src/ast.js'
import type { Row, Span } from './messages.js'

/** A tree as lines, a node on each, depth first. What is absent or false is left out. */
export function rowsOf(root: AnyNode): Row[] {
  return [...rowsOfNode(root, '', 0)]
}

function* rowsOfNode(node: object, field: string, depth: number): Generator<Row> {
  const row = rowOf(node, field, depth)
  // A mere container, such as the arguments of a call, is no line of its own.
  const isLine = row.kind !== '' || row.span !== null || row.detail !== ''
  if (isLine) yield row
  for (const [key, value] of Object.entries(node)) {
    if (isSpan(value)) continue
    const nodes: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const child of nodes) if (isNode(child)) yield* rowsOfNode(child, key, isLine ? depth + 1 : depth)
  }
}

function rowOf(node: object, field: string, depth: number): Row {
  const plain = Object.entries(node).filter(
    ([key, value]) => key !== 'kind' && typeof value !== 'object' && value !== false,
  )
  return {
    depth,
    field,
    kind: 'kind' in node ? String(node.kind) : '',
    detail: plain.map(([key, value]) => `${key}=${shown(value)}`).join(' '),
    span: 'span' in node && isSpan(node.span) ? node.span : null,
  }
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isSpan(value) && !Array.isArray(value)
}

function isSpan(value: unknown): value is Span {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return keys.length === 2 && keys.includes('start') && keys.includes('end')
}

function shown(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value))
}
