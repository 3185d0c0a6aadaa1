import type { Dict, Expression, List, Literal, Name, Pattern } from '../ast.js'
import type { Token } from '../lexer/tokens.js'
import { kinds } from './kinds.js'
import { exact, nameOf, spanOf, type TokenReader } from './reader.js'
import { parseTuple, type TupleRules } from './tuple.js'

const CONSTANTS: ReadonlyMap<unknown, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])

/** Whether a name stands for a constant and so cannot be assigned to. */
export function isConstant(name: string): boolean {
  return CONSTANTS.has(name)
}

/** Reads a name, a literal or something in brackets. Any word is a name here, also `if` or `not`, as in Jinja. */
export function parsePrimary(reader: TokenReader): Expression {
  reader.height = 0
  if (reader.kind === kinds.NAME) return parseName(reader.advance())
  if (reader.kind === kinds.STRING) return parseText(reader)
  if (reader.kind === kinds.INTEGER || reader.kind === kinds.FLOAT) return parseNumber(reader.advance())
  if (reader.kind === kinds.PATTERN) return parsePattern(reader.advance())
  reader.enter()
  const node = parseBracketed(reader)
  reader.leave()
  return node
}

function parseName(token: Token): Name | Literal {
  const name = nameOf(token)
  const span = spanOf(token)
  const value = CONSTANTS.get(name)
  if (value === undefined) return { kind: 'Name', span, name }
  return { kind: 'Literal', span, type: value === null ? 'none' : 'boolean', value }
}

/** Adjacent literals are one text. */
function parseText(reader: TokenReader): Literal {
  const { start } = reader
  let value = nameOf(reader.advance())
  while (reader.kind === kinds.STRING) value += nameOf(reader.advance())
  return { kind: 'Literal', span: reader.spanFrom(start), type: 'string', value }
}

/** The constant an Integer or Float token stands for. */
export function parseNumber(token: Token): Literal {
  const { payload } = token
  const value = typeof payload === 'number' || typeof payload === 'bigint' ? payload : 0
  const type = token.tokenTypeIdx === kinds.FLOAT ? 'float' : 'integer'
  return { kind: 'Literal', span: spanOf(token), type, value }
}

function parsePattern(token: Token): Literal {
  const value = isPattern(token.payload) ? token.payload : null
  return { kind: 'Literal', span: spanOf(token), type: 'pattern', value }
}

function isPattern(payload: unknown): payload is Pattern {
  return typeof payload === 'object' && payload !== null && 'pattern' in payload && 'flags' in payload
}

function parseBracketed(reader: TokenReader): Expression {
  if (reader.kind === kinds.PAREN_OPEN) return parseParentheses(reader)
  if (reader.kind === kinds.BRACKET_OPEN) return parseList(reader)
  return reader.kind === kinds.BRACE_OPEN ? parseDict(reader) : reader.failHere()
}

const IN_PARENTHESES: TupleRules = { item: (reader) => reader.expression(), brackets: true }

/** A tuple takes its brackets into its span; a single expression keeps its own. */
function parseParentheses(reader: TokenReader): Expression {
  const { start } = reader
  reader.advance()
  const node = parseTuple(reader, IN_PARENTHESES)
  reader.expectKind(kinds.PAREN_CLOSE, ')')
  if (node.kind !== 'Tuple') return node
  return { kind: 'Tuple', span: reader.spanFrom(start), items: node.items }
}

function parseList(reader: TokenReader): List {
  const { start } = reader
  const items: Expression[] = []
  let height = 0
  reader.advance()
  while (reader.kind !== kinds.BRACKET_CLOSE) {
    if (items.length > 0) reader.expectKind(kinds.COMMA, ',')
    if (reader.kind === kinds.BRACKET_CLOSE) break
    items.push(reader.expression())
    if (reader.height > height) height = reader.height
  }
  reader.advance()
  reader.height = height
  reader.grow(0)
  return { kind: 'List', span: reader.spanFrom(start), items: exact(items) }
}

function parseDict(reader: TokenReader): Dict {
  const { start } = reader
  const entries: Dict['entries'][number][] = []
  let height = 0
  reader.advance()
  while (reader.kind !== kinds.BRACE_CLOSE) {
    if (entries.length > 0) reader.expectKind(kinds.COMMA, ',')
    if (reader.kind === kinds.BRACE_CLOSE) break
    const key = parseKey(reader)
    if (reader.height > height) height = reader.height
    reader.expectKind(kinds.COLON, ':')
    entries.push({ key, value: reader.expression() })
    if (reader.height > height) height = reader.height
  }
  reader.advance()
  reader.height = height
  reader.grow(0)
  return { kind: 'Dict', span: reader.spanFrom(start), entries: exact(entries) }
}

function parseKey(reader: TokenReader): Expression {
  const bare = reader.syntax.bareKeys && reader.kind === kinds.NAME
  if (!bare || reader.ahead(1).tokenTypeIdx !== kinds.COLON) return reader.expression()
  reader.height = 0
  const node = parseName(reader.advance())
  if (node.kind === 'Literal') return node
  return { kind: 'Literal', span: node.span, type: 'string', value: node.name }
}
