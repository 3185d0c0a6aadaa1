import type { Arguments, Attr, Call, Expression, Filter, Item, Slice, Test, Unary } from '../ast.js'
import type { Token } from '../lexer/tokens.js'
import type { Span } from '../source.js'
import { NO_ARGUMENTS, parseArguments } from './arguments.js'
import { describe } from './describe.js'
import { kinds } from './kinds.js'
import { parseNumber, parsePrimary } from './primary.js'
import { nameOf, spanOf, type TokenReader } from './reader.js'

/** Reads the attributes, items and calls behind `node`, which starts at `start`. */
export function parsePostfix(reader: TokenReader, node: Expression, start: number): Expression {
  let result = node
  for (;;) {
    if (reader.kind === kinds.DOT) result = parseAttribute(reader, result, start)
    else if (reader.kind === kinds.BRACKET_OPEN) result = parseItem(reader, result, start)
    else if (reader.kind === kinds.PAREN_OPEN) result = parseCall(reader, result, start)
    else return result
  }
}

/** Reads the filters and tests behind `node`, which starts at `start`, and calls of their results. */
export function parseFilters(reader: TokenReader, node: Expression, start: number): Expression {
  let result = node
  for (;;) {
    if (reader.kind === kinds.PIPE) result = parseFilter(reader, result, start)
    else if (reader.kind === kinds.PAREN_OPEN) result = parseCall(reader, result, start)
    else if (reader.isWord('is')) result = parseTest(reader, result, start)
    else return result
  }
}

function parseAttribute(reader: TokenReader, object: Expression, start: number): Attr | Item {
  reader.advance()
  const { token } = reader
  if (token.tokenTypeIdx !== kinds.NAME && token.tokenTypeIdx !== kinds.INTEGER) {
    reader.fail('bad-attribute', spanOf(token), { found: describe(token) })
  }
  reader.advance()
  reader.grow(0)
  const span = reader.spanFrom(start)
  if (token.tokenTypeIdx === kinds.INTEGER) {
    return { kind: 'Item', span, object, key: parseNumber(token) }
  }
  return { kind: 'Attr', span, object, name: nameOf(token), nameSpan: spanOf(token) }
}

function parseItem(reader: TokenReader, object: Expression, start: number): Item {
  const { height } = reader
  const open = reader.advance()
  reader.enter()
  const key = parseKeys(reader, open)
  reader.leave()
  reader.expectKind(kinds.BRACKET_CLOSE, ']')
  reader.grow(height)
  return { kind: 'Item', span: reader.spanFrom(start), object, key }
}

/** One key, or a tuple of them; a slice only stands alone. */
function parseKeys(reader: TokenReader, open: Token): Expression {
  const items: Expression[] = []
  let height = 0
  while (reader.kind !== kinds.BRACKET_CLOSE) {
    if (items.length > 0) reader.expectKind(kinds.COMMA, ',')
    items.push(parseKey(reader))
    if (reader.height > height) height = reader.height
  }
  reader.height = height
  const [first] = items
  if (first !== undefined && items.length === 1) return first
  if (items.some((item) => item.kind === 'Slice')) reader.fail('bad-subscript', spanOf(open), {})
  reader.grow(0)
  const span = reader.spanFrom(open.endOffset + 1)
  return { kind: 'Tuple', span, items: items }
}

function parseKey(reader: TokenReader): Expression | Slice {
  const from = reader.start
  reader.height = 0
  const start = reader.kind === kinds.COLON ? null : reader.expression()
  if (!reader.acceptKind(kinds.COLON)) return start ?? reader.failHere()
  const first = reader.height
  const stop = parseBound(reader)
  const second = Math.max(first, reader.height)
  const step = reader.acceptKind(kinds.COLON) ? parseStep(reader) : null
  reader.grow(second)
  return { kind: 'Slice', span: reader.spanFrom(from), start, stop, step }
}

function parseBound(reader: TokenReader): Expression | null {
  reader.height = 0
  return reader.kind === kinds.COLON ? null : parseStep(reader)
}

function parseStep(reader: TokenReader): Expression | null {
  reader.height = 0
  const absent = reader.kind === kinds.BRACKET_CLOSE || reader.kind === kinds.COMMA
  return absent ? null : reader.expression()
}

function parseCall(reader: TokenReader, callee: Expression, start: number): Call {
  const { height } = reader
  const args = parseArguments(reader)
  reader.grow(height)
  return { kind: 'Call', span: reader.spanFrom(start), callee, args }
}

/** A filter without its input; `span` is its name with the arguments. */
export interface FilterUse {
  readonly span: Span
  readonly name: string
  readonly nameSpan: Span
  readonly args: Arguments
}

/** Reads the name of a filter and its arguments. */
export function parseFilterUse(reader: TokenReader): FilterUse {
  reader.height = 0
  const { start } = reader
  const name = parseDottedName(reader)
  const nameSpan = reader.spanFrom(start)
  const args = reader.kind === kinds.PAREN_OPEN ? parseArguments(reader) : NO_ARGUMENTS
  return { span: reader.spanFrom(start), name, nameSpan, args }
}

function parseFilter(reader: TokenReader, input: Expression, start: number): Filter {
  const { height } = reader
  reader.advance()
  const { name, nameSpan, args } = parseFilterUse(reader)
  reader.grow(height)
  return { kind: 'Filter', span: reader.spanFrom(start), input, name, nameSpan, args }
}

function parseDottedName(reader: TokenReader): string {
  let name = nameOf(reader.expectKind(kinds.NAME, 'name'))
  while (reader.acceptKind(kinds.DOT)) name += `.${nameOf(reader.expectKind(kinds.NAME, 'name'))}`
  return name
}

function parseTest(reader: TokenReader, input: Expression, start: number): Test | Unary {
  const { height } = reader
  reader.advance()
  const negated = reader.acceptWord('not')
  const nameStart = reader.start
  const name = parseDottedName(reader)
  const nameSpan = reader.spanFrom(nameStart)
  reader.height = 0
  const args = parseTestArguments(reader)
  reader.grow(height)
  const span = reader.spanFrom(start)
  const test: Test = { kind: 'Test', span, input, name, nameSpan, args }
  if (!negated) return test
  reader.grow(0)
  return { kind: 'Unary', span, operator: 'not', operand: test }
}

/** Arguments in brackets, or one primary without: `x is divisibleby 3`. */
function parseTestArguments(reader: TokenReader): Arguments {
  if (reader.kind === kinds.PAREN_OPEN) return parseArguments(reader)
  if (!ARGUMENT_STARTS.has(reader.kind)) return NO_ARGUMENTS
  if (reader.isWord('else') || reader.isWord('or') || reader.isWord('and')) return NO_ARGUMENTS
  if (reader.isWord('is')) reader.fail('chained-tests', spanOf(reader.token), {})
  const { start } = reader
  const argument = parsePostfix(reader, parsePrimary(reader), start)
  return { ...NO_ARGUMENTS, positional: [argument] }
}

const ARGUMENT_STARTS: ReadonlySet<number> = new Set([
  kinds.NAME,
  kinds.STRING,
  kinds.INTEGER,
  kinds.FLOAT,
  kinds.PATTERN,
  kinds.BRACKET_OPEN,
  kinds.BRACE_OPEN,
])
