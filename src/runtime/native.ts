import { readLiteral } from './literal.js'
import { Markup } from './markup.js'
import type { Values } from './values/values.js'

/**
 * The one value that printed values come to, as Jinja's `native_concat`: a single one as it is unless it is text; text,
 * and the joined text of several, is what it means as a literal of Python, or else itself. None for no values.
 */
export function native(values: Values, parts: readonly unknown[]): unknown {
  if (parts.length === 0) return null
  const [only] = parts
  if (parts.length > 1) return meant(values, parts.map((part) => values.text(part)).join(''))
  if (typeof only === 'string') return meant(values, only)
  return only instanceof Markup ? meant(values, only) : only
}

function meant(values: Values, text: string | Markup): unknown {
  const literal = readLiteral(values, text.toString())
  return literal === null ? text : literal.value
}
