import type { TemplateError } from '../../diagnostics/errors.js'
import { isThrown, wordsOf } from '../../runtime/fault.js'

/** Lines of a stack that a report has. */
const MOST_LINES = 60
const MOST_CAUSES = 5

/** Something that was thrown, as text: class, message, stack, and the same of its causes. Never throws. */
export function traceOf(thrown: unknown): string {
  const parts: string[] = []
  let error = thrown
  while (error !== undefined && parts.length < MOST_CAUSES) {
    parts.push(parts.length === 0 ? stackOf(error) : `Caused by: ${stackOf(error)}`)
    error = causeOf(error)
  }
  return parts.join('\n')
}

/** The class of what was thrown, as its name. */
export function nameOf(thrown: unknown): string {
  return isThrown(thrown, Error) ? (attempt(() => String(thrown.name)) ?? 'Error') : 'Thrown value'
}

/** The sentence of an error, without places and excerpt. */
export function reasonOf(thrown: unknown): string {
  return isTemplateError(thrown) ? thrown.reason : wordsOf(thrown)
}

/** Whether what was thrown comes from a template. By its fields: the class would bring the wording of all others along. */
export function isTemplateError(thrown: unknown): thrown is TemplateError {
  if (!isThrown(thrown, Error)) return false
  return attempt(() => 'templates' in thrown && 'reason' in thrown && 'span' in thrown) ?? false
}

function stackOf(thrown: unknown): string {
  const stack = isThrown(thrown, Error) ? attempt(() => thrown.stack) : undefined
  if (typeof stack !== 'string') return `${nameOf(thrown)}: ${wordsOf(thrown)}`
  const lines = stack.split('\n')
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '    …'].join('\n') : stack
}

function causeOf(thrown: unknown): unknown {
  return isThrown(thrown, Error) ? attempt(() => thrown.cause) : undefined
}

/** What a function gives, or undefined where it throws. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
