import type { Expression, Of } from '../ast.js'
import type { NameKind } from '../diagnostics/errors.js'
import type { Fault, FaultData } from '../runtime/fault.js'

type Ids = 'undefined-value' | 'bad-operand' | 'not-comparable' | 'not-callable' | 'not-iterable'
type Rows = { readonly [K in Ids]: (node: Expression, data: FaultData[K]) => (Found | null)[] }

/** An expression and the kind of its value. */
type Found = readonly [node: Expression, kind: string]

/**
 * The names in a failed expression with the kinds of their values, as far as the failure tells them; `text` is what the
 * expression was read from.
 */
export function kindsIn(node: Expression | null, text: string, { id, data }: Fault): NameKind[] {
  if (node === null || !Object.hasOwn(rows, id)) return []
  const row = rows[id as Ids] as (node: Expression, data: FaultData[Fault['id']]) => (Found | null)[]
  const named = row(node, data).flatMap((found) => {
    if (found === null || !isPath(found[0])) return []
    const [{ span }, kind] = found
    return [{ name: text.slice(span.start, span.end), kind }]
  })
  return named.filter(({ name }, index) => named.findIndex((other) => other.name === name) === index)
}

/** Whether an expression is a name, or reached from one by attributes and constant items. */
function isPath(node: Expression): boolean {
  if (node.kind === 'Name') return true
  if (node.kind === 'Item') return node.key.kind === 'Literal' && isPath(node.object)
  return node.kind === 'Attr' && isPath(node.object)
}

const rows: Rows = {
  'undefined-value': (node, { what, sought }) =>
    operands(node).flatMap((operand) => {
      if (lastName(operand) !== what) return []
      const owner = operand.kind === 'Attr' || operand.kind === 'Item' ? operand.object : null
      return [owner === null || sought === undefined ? null : [owner, sought.kind], [operand, 'missing']]
    }),
  'bad-operand': (node, { left, right }) => sides(node, left, right),
  'not-comparable': (node, { left, right }) => sides(node, left, right),
  'not-callable': (node, { kind }) => (node.kind === 'Call' ? [[node.callee, kind]] : []),
  'not-iterable': (node, { kind }) =>
    operands(node)
      .slice(0, 1)
      .map((operand) => [operand, kind]),
}

/** The values an expression works on: of an attribute the object, of a path that is used as it is the path. */
function operands(node: Expression): readonly Expression[] {
  const row = operandsOf[node.kind] as ((node: Expression) => readonly Expression[]) | undefined
  return row === undefined ? [node] : row(node)
}

const operandsOf: { readonly [K in Expression['kind']]?: (node: Of<K>) => readonly Expression[] } = {
  Attr: (node) => [node.object, node],
  Item: (node) => [node.object, node],
  Call: ({ callee }) => [callee],
  Filter: ({ input, args }) => [input, ...args.positional],
  Test: ({ input, args }) => [input, ...args.positional],
  Unary: ({ operand }) => [operand],
  Binary: ({ left, right }) => [left, right],
  Compare: ({ first, rest }) => [first, ...rest.map(({ right }) => right)],
}

function lastName(node: Expression): string | null {
  if (node.kind === 'Name' || node.kind === 'Attr') return node.name
  return node.kind === 'Item' && node.key.kind === 'Literal' ? String(node.key.value) : null
}

function sides(node: Expression, left: string, right: string | null): (Found | null)[] {
  if (node.kind === 'Unary') return [[node.operand, left]]
  const [first, second] = node.kind === 'Binary' ? [node.left, node.right] : pair(node)
  if (first === undefined || second === undefined || right === null) return []
  return [
    [first, left],
    [second, right],
  ]
}

/** The two sides of a comparison; a chain does not tell which of its comparisons failed. */
function pair(node: Expression): readonly (Expression | undefined)[] {
  if (node.kind !== 'Compare') return []
  const { first, rest }: Of<'Compare'> = node
  return rest.length === 1 ? [first, rest[0]?.right] : []
}
