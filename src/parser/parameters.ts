import type { Macro, Parameter } from '../ast.js'
import { kinds } from './kinds.js'
import type { TokenReader } from './reader.js'
import { parseTargetName } from './target.js'

/** Reads `(a, b=1)`; no comma may follow the last one. Fails with `default-order`, `repeated-name`, `bad-target`. */
export function parseParameters(reader: TokenReader): Macro['parameters'] {
  const parameters: Parameter[] = []
  reader.expectKind(kinds.PAREN_OPEN, '(')
  while (reader.kind !== kinds.PAREN_CLOSE) {
    if (parameters.length > 0) reader.expectKind(kinds.COMMA, ',')
    parameters.push(parseParameter(reader, parameters))
  }
  reader.advance()
  return parameters
}

function parseParameter(reader: TokenReader, before: readonly Parameter[]): Parameter {
  const { start } = reader
  const name = parseTargetName(reader)
  const fallback = reader.acceptKind(kinds.EQUALS) ? reader.expression() : null
  const afterDefault = before.at(-1)?.default ?? null
  if (fallback === null && afterDefault !== null) reader.fail('default-order', name.span, {})
  if (before.some((parameter) => parameter.name.name === name.name)) {
    reader.fail('repeated-name', name.span, { what: 'parameter', name: name.name })
  }
  return { span: reader.spanFrom(start), name, default: fallback }
}
