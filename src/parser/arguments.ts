import type { Arguments, Expression, NamedArgument } from '../ast.js'
import type { Span } from '../source.js'
import { kinds } from './kinds.js'
import { exact, nameOf, spanOf, type TokenReader } from './reader.js'

/** The arguments of a filter or test written without brackets. */
export const NO_ARGUMENTS: Arguments = Object.freeze({
  positional: [],
  named: [],
  rest: null,
  namedRest: null,
})

interface Collected {
  readonly positional: Expression[]
  readonly named: NamedArgument[]
  rest: Expression | null
  namedRest: Expression | null
}

/**
 * Reads `(a, b=1, *rest, **named)` in the order Jinja allows: positional arguments, then keywords, with `*rest`
 * and `**named` after the positional ones. Fails with `bad-call`, `repeated-name`.
 */
export function parseArguments(reader: TokenReader): Arguments {
  const open = spanOf(reader.expectKind(kinds.PAREN_OPEN, '('))
  if (reader.acceptKind(kinds.PAREN_CLOSE)) return NO_ARGUMENTS
  const found: Collected = { positional: [], named: [], rest: null, namedRest: null }
  let height = 0
  reader.enter()
  do {
    argument(reader, found, open)
    if (reader.height > height) height = reader.height
  } while (more(reader))
  reader.leave()
  reader.expectKind(kinds.PAREN_CLOSE, ')')
  reader.height = height
  const { rest, namedRest } = found
  return { positional: exact(found.positional), named: exact(found.named), rest, namedRest }
}

function more(reader: TokenReader): boolean {
  if (reader.kind === kinds.PAREN_CLOSE) return false
  reader.expectKind(kinds.COMMA, ',')
  return reader.kind !== kinds.PAREN_CLOSE
}

function argument(reader: TokenReader, found: Collected, open: Span): void {
  if (reader.acceptKind(kinds.STAR)) {
    allow(reader, open, found.rest === null && found.namedRest === null)
    found.rest = reader.expression()
  } else if (reader.acceptKind(kinds.POWER)) {
    allow(reader, open, found.namedRest === null)
    found.namedRest = reader.expression()
  } else if (reader.kind === kinds.NAME && reader.ahead(1).tokenTypeIdx === kinds.EQUALS) {
    allow(reader, open, found.namedRest === null)
    found.named.push(namedArgument(reader, found.named))
  } else {
    allow(reader, open, found.rest === null && found.namedRest === null && found.named.length === 0)
    found.positional.push(reader.expression())
  }
}

function allow(reader: TokenReader, open: Span, allowed: boolean): void {
  if (!allowed) reader.fail('bad-call', open, {})
}

function namedArgument(reader: TokenReader, before: readonly NamedArgument[]): NamedArgument {
  const token = reader.advance()
  const name = nameOf(token)
  if (before.some((argument) => argument.name === name)) {
    reader.fail('repeated-name', spanOf(token), { what: 'argument', name })
  }
  reader.advance()
  const value = reader.expression()
  return { span: reader.spanFrom(token.startOffset), name, value }
}
