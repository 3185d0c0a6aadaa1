import { jsonMistake } from '../../../../src/cli/json.js'
import type { Span } from './messages.js'

/** A text of variables that cannot be used: where, and why. */
export class VarsMistake extends Error {
  readonly span: Span

  constructor(message: string, span: Span) {
    super(message)
    this.span = span
  }
}

/** The variables of a JSON text; an empty one has none. Throws `VarsMistake`. */
export function readVars(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === '') return {}
  const mistake = jsonMistake(text)
  if (mistake !== null) {
    const span = { start: mistake.offset, end: mistake.offset + mistake.length }
    throw new VarsMistake(`This is not JSON: ${mistake.expected} is expected here`, span)
  }
  const value: unknown = JSON.parse(text)
  if (isRecord(value)) return value
  const whole = { start: 0, end: text.length }
  throw new VarsMistake('The variables have to be a JSON object, {"name": value}', whole)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
