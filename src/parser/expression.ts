/**
 * Operators, by precedence climbing: one loop and one table instead of a function per level. From loose to tight:
 * inline if, or, and, not, comparisons, + -, ~, * / // %, **, then signs. All of them associate to the left.
 */
import type { Binary, Compare, Comparison, Cond, Expression, Logic, Unary } from '../ast.js'
import { kinds, operatorKind } from './kinds.js'
import { parseFilters, parsePostfix } from './postfix.js'
import { parsePrimary } from './primary.js'
import { exact, type TokenReader } from './reader.js'

const OR = 1
const AND = 2
const NOT = 3
const COMPARISON = 4
const SUM = 5
const CONCATENATION = 6
const PRODUCT = 7
const EXPONENT = 8

const ARITHMETIC: ReadonlyMap<number, { operator: Binary['operator']; strength: number }> = new Map(
  (
    [
      ['+', SUM],
      ['-', SUM],
      ['~', CONCATENATION],
      ['*', PRODUCT],
      ['/', PRODUCT],
      ['//', PRODUCT],
      ['%', PRODUCT],
      ['**', EXPONENT],
    ] as const
  ).map(([operator, strength]) => [operatorKind(operator), { operator, strength }]),
)

const COMPARISONS: ReadonlyMap<number, Comparison> = new Map(
  (['==', '!=', '<', '<=', '>', '>=', '===', '!=='] as const).map((text) => [operatorKind(text), text]),
)

/** Strength of an operator by the number of its token type; 0 for everything else. */
const STRENGTHS: readonly number[] = Array.from(
  { length: Math.max(...ARITHMETIC.keys(), ...COMPARISONS.keys()) + 1 },
  (_, kind) => ARITHMETIC.get(kind)?.strength ?? (COMPARISONS.has(kind) ? COMPARISON : 0),
)

/** Reads one expression with inline conditions: `a if test else b`, where the else part may be missing. */
export function parseExpression(reader: TokenReader): Expression {
  const { start } = reader
  let node = parseOperators(reader, OR)
  while (reader.kind === kinds.NAME && reader.isWord('if')) node = parseCondition(reader, node, start)
  return node
}

/** Reads one expression without inline conditions. */
export function parseUnconditional(reader: TokenReader): Expression {
  return parseOperators(reader, OR)
}

function parseCondition(reader: TokenReader, then: Expression, start: number): Cond {
  let { height } = reader
  reader.advance()
  const test = parseOperators(reader, OR)
  if (reader.height > height) height = reader.height
  reader.height = 0
  const orElse = reader.acceptWord('else') ? parseElse(reader) : null
  reader.grow(height)
  return { kind: 'Cond', span: reader.spanFrom(start), test, then, orElse }
}

function parseElse(reader: TokenReader): Expression {
  reader.enter()
  const node = parseExpression(reader)
  reader.leave()
  return node
}

/** Reads operands joined by operators that bind at least as tight as `least`. */
function parseOperators(reader: TokenReader, least: number): Expression {
  const { start } = reader
  let node = least <= NOT && reader.isWord('not') ? parseNot(reader) : parseSigned(reader, true)
  for (;;) {
    const strength = strengthHere(reader)
    if (strength === 0 || strength < least) return node
    if (strength > COMPARISON) node = parseArithmetic(reader, node, start)
    else if (strength === COMPARISON) node = parseComparison(reader, node, start)
    else node = parseLogic(reader, node, start)
  }
}

function strengthHere(reader: TokenReader): number {
  if (reader.kind !== kinds.NAME) return STRENGTHS[reader.kind] ?? 0
  switch (reader.token.payload) {
    case 'and':
      return AND
    case 'or':
      return OR
    case 'in':
      return COMPARISON
    case 'not':
      return reader.ahead(1).payload === 'in' && reader.ahead(1).tokenTypeIdx === kinds.NAME ? COMPARISON : 0
    default:
      return 0
  }
}

/** A chain of the same word is one node. */
function parseLogic(reader: TokenReader, first: Expression, start: number): Logic {
  const strength = strengthHere(reader)
  const operands = [first]
  let { height } = reader
  while (strengthHere(reader) === strength) {
    reader.advance()
    operands.push(parseOperators(reader, strength + 1))
    if (reader.height > height) height = reader.height
  }
  reader.height = height
  reader.grow(0)
  const operator = strength === AND ? 'and' : 'or'
  const span = reader.spanFrom(start)
  return { kind: 'Logic', span, operator, operands: exact(operands) }
}

function parseComparison(reader: TokenReader, first: Expression, start: number): Compare {
  const rest: Compare['rest'][number][] = []
  let { height } = reader
  while (strengthHere(reader) === COMPARISON) {
    const operator = parseComparisonOperator(reader)
    const right = parseOperators(reader, SUM)
    rest.push({ operator, right })
    if (reader.height > height) height = reader.height
  }
  reader.height = height
  reader.grow(0)
  return { kind: 'Compare', span: reader.spanFrom(start), first, rest: exact(rest) }
}

function parseComparisonOperator(reader: TokenReader): Comparison {
  const symbol = COMPARISONS.get(reader.kind)
  const negated = reader.isWord('not')
  reader.advance()
  if (symbol !== undefined) return symbol
  if (!negated) return 'in'
  reader.advance()
  return 'not in'
}

function parseArithmetic(reader: TokenReader, left: Expression, start: number): Binary {
  const { height } = reader
  const { operator, strength } = ARITHMETIC.get(reader.kind) ?? reader.failHere()
  reader.advance()
  const right = parseOperators(reader, strength + 1)
  reader.grow(height)
  return { kind: 'Binary', span: reader.spanFrom(start), operator, left, right }
}

function parseNot(reader: TokenReader): Unary {
  const { start } = reader
  reader.advance()
  reader.enter()
  const operand = parseOperators(reader, NOT)
  reader.leave()
  reader.grow(0)
  return { kind: 'Unary', span: reader.spanFrom(start), operator: 'not', operand }
}

/** A sign binds tighter than any operator and tighter than filters: `-1|abs` is 1. */
function parseSigned(reader: TokenReader, filtered: boolean): Expression {
  const { start, kind } = reader
  const signed = kind === kinds.MINUS || kind === kinds.PLUS
  const node = signed ? parseSign(reader) : parsePostfix(reader, parsePrimary(reader), start)
  return filtered ? parseFilters(reader, node, start) : node
}

function parseSign(reader: TokenReader): Unary {
  const { start } = reader
  const operator = reader.advance().tokenTypeIdx === kinds.MINUS ? '-' : '+'
  reader.enter()
  const operand = parseSigned(reader, false)
  reader.leave()
  reader.grow(0)
  return { kind: 'Unary', span: reader.spanFrom(start), operator, operand }
}
