import type { AnyNode, Arguments, Expression, Of, Statement } from '../ast.js'

/** Whether a node is read as a value, written as a target, or runs as a statement. */
export type Role = 'statement' | 'value' | 'target'

/** Called for a node before its children; false leaves the children out. */
export type Visit = (node: AnyNode, role: Role) => boolean

/** Called for each child of a node; null stands for one that is absent. */
export type Go = (node: AnyNode | null, role: Role) => void

type Children<K extends AnyNode['kind']> = (node: Of<K>, go: Go, role: Role) => void

/** Visits a node and all below it in the order of evaluation; targets come after the values assigned to them. */
export function walk(node: AnyNode, visit: Visit, role: Role = 'statement'): void {
  const go: Go = (inner, innerRole) => {
    if (inner !== null && visit(inner, innerRole) && !isLeaf(inner)) children(inner, go, innerRole)
  }
  go(node, role)
}

/** Whether a node never has children; most nodes are such. */
export function isLeaf({ kind }: AnyNode): boolean {
  return kind === 'Name' || kind === 'Text' || kind === 'Literal'
}

/** Calls `go` for each direct child of a node that has this role, in the order of evaluation. */
export function children(node: AnyNode, go: Go, role: Role): void {
  const row = rows[node.kind] as Children<typeof node.kind>
  row(node as never, go, role)
}

function each(nodes: readonly AnyNode[], go: Go, role: Role): void {
  for (const node of nodes) go(node, role)
}

function args(from: Arguments, go: Go): void {
  each(from.positional, go, 'value')
  for (const { value } of from.named) go(value, 'value')
  go(from.rest, 'value')
  go(from.namedRest, 'value')
}

const body = (node: { body: readonly Statement[] }, go: Go): void => each(node.body, go, 'statement')

/** The parts of a tuple that is a target are targets themselves. */
const items = (node: { items: readonly Expression[] }, go: Go, role: Role): void =>
  each(node.items, go, role === 'target' ? 'target' : 'value')

const rows: { readonly [K in AnyNode['kind']]: Children<K> } = {
  Template: body,
  Text: () => {},
  Output: (node, go) => go(node.expression, 'value'),
  Do: (node, go) => go(node.expression, 'value'),
  If(node, go) {
    for (const branch of node.branches) {
      go(branch.test, 'value')
      each(branch.body, go, 'statement')
    }
    each(node.orElse, go, 'statement')
  },
  For(node, go) {
    go(node.iterable, 'value')
    go(node.target, 'target')
    go(node.filter, 'value')
    each(node.body, go, 'statement')
    each(node.orElse, go, 'statement')
  },
  Jump: () => {},
  Assign(node, go) {
    go(node.value, 'value')
    go(node.target, 'target')
  },
  Scope(node, go) {
    for (const binding of node.bindings) {
      go(binding.value, 'value')
      go(binding.target, 'target')
    }
    each(node.body, go, 'statement')
  },
  Escape(node, go) {
    go(node.value, 'value')
    each(node.body, go, 'statement')
  },
  Block: body,
  Extends: (node, go) => go(node.parent, 'value'),
  Include: (node, go) => go(node.template, 'value'),
  Import(node, go) {
    go(node.template, 'value')
    go(node.target, 'target')
    for (const { alias } of node.names) go(alias, 'target')
  },
  Literal: () => {},
  Name: () => {},
  Attr: (node, go) => go(node.object, 'value'),
  Item(node, go) {
    go(node.object, 'value')
    go(node.key, 'value')
  },
  Slice(node, go) {
    go(node.start, 'value')
    go(node.stop, 'value')
    go(node.step, 'value')
  },
  Call(node, go) {
    go(node.callee, 'value')
    args(node.args, go)
  },
  Filter(node, go) {
    go(node.input, 'value')
    args(node.args, go)
  },
  Test(node, go) {
    go(node.input, 'value')
    args(node.args, go)
  },
  Unary: (node, go) => go(node.operand, 'value'),
  Binary(node, go) {
    go(node.left, 'value')
    go(node.right, 'value')
  },
  Compare(node, go) {
    go(node.first, 'value')
    for (const { right } of node.rest) go(right, 'value')
  },
  Logic: (node, go) => each(node.operands, go, 'value'),
  Cond(node, go) {
    go(node.test, 'value')
    go(node.then, 'value')
    go(node.orElse, 'value')
  },
  List: items,
  Tuple: items,
  Dict(node, go) {
    for (const entry of node.entries) {
      go(entry.key, 'value')
      go(entry.value, 'value')
    }
  },
  Fragment: body,
  Macro(node, go) {
    for (const parameter of node.parameters) {
      go(parameter.name, 'target')
      go(parameter.default, 'value')
    }
    each(node.body, go, 'statement')
  },
}
