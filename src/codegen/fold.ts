import type { Expression, Literal } from '../ast.js'
import type { Values } from '../runtime/values/values.js'

/** The constant value of an expression, wrapped so that none is not mistaken for absence; null when it has none. */
export interface Constant {
  readonly value: string | number | bigint | boolean | null
}

/** Text longer than this is left to run time, so that `'x' * 1000000` does not end up in the code. */
const LONGEST = 1000

/**
 * What an expression of literals comes to, computed by the dialect's own operators so that folding never shows.
 * An expression that fails is left alone: it fails when, and only when, it is reached.
 */
export function fold(node: Expression, values: Values): Constant | null {
  if (node.kind === 'Literal') return literal(node)
  const compute = node.kind === 'Unary' ? unary : node.kind === 'Binary' ? binary : null
  if (compute === null) return null
  try {
    return constant(compute(node as never, values))
  } catch {
    return null
  }
}

function literal({ type, value }: Literal): Constant | null {
  if (type === 'pattern' || type === 'float' || typeof value === 'object')
    return value === null ? { value } : null
  return { value }
}

function constant(value: unknown): Constant | null {
  if (typeof value === 'string') return value.length <= LONGEST ? { value } : null
  if (typeof value === 'number' || typeof value === 'boolean') return { value }
  return null
}

const SKIP = Symbol('not constant')

function unary(node: Extract<Expression, { kind: 'Unary' }>, values: Values): unknown {
  const operand = fold(node.operand, values)
  if (operand === null) return SKIP
  if (node.operator === 'not') return !values.truthy(operand.value)
  return node.operator === '-' ? values.negate(operand.value) : values.positive(operand.value)
}

function binary(node: Extract<Expression, { kind: 'Binary' }>, values: Values): unknown {
  const left = fold(node.left, values)
  const right = left === null ? null : fold(node.right, values)
  if (left === null || right === null) return SKIP
  return operators[node.operator](values, left.value, right.value)
}

const operators: {
  readonly [K in Extract<Expression, { kind: 'Binary' }>['operator']]: (
    values: Values,
    left: unknown,
    right: unknown,
  ) => unknown
} = {
  '+': (values, left, right) => values.add(left, right),
  '-': (values, left, right) => values.subtract(left, right),
  '*': (values, left, right) => values.multiply(left, right),
  '/': (values, left, right) => values.divide(left, right),
  '//': (values, left, right) => values.floorDivide(left, right),
  '%': (values, left, right) => values.modulo(left, right),
  '**': (values, left, right) => values.power(left, right),
  '~': (values, left, right) => values.concat(left, right),
}
