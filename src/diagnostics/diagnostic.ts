import type { Position, Source, Span } from '../source.js'
import type { Counterpart, ErrorClass, Row, Severity } from './catalogue/row.js'
import { catalogue, type DiagnosticData, type DiagnosticId } from './catalogue.js'

/** Something wrong at a place, not yet in words: what the passes collect. Make one with `problem`. */
export interface Problem<K extends DiagnosticId = DiagnosticId> {
  readonly id: K
  readonly span: Span
  readonly data: DiagnosticData[K]
  /** What Jinja finds wrong there, where it reads the text in another way. */
  readonly instead?: Problem
}

/** A problem of kind `id` at `span`; the data's type follows from the id. */
export function problem<K extends DiagnosticId>(id: K, span: Span, data: DiagnosticData[K]): Problem<K> {
  return { id, span, data }
}

/** A problem in words and with a place as people count. */
export interface Diagnostic {
  readonly id: DiagnosticId
  readonly severity: Severity
  readonly error: ErrorClass
  /** One sentence: what is wrong. */
  readonly message: string
  /** One sentence: what to do; null when the message says it all. */
  readonly help: string | null
  /** The template's name, or null. */
  readonly template: string | null
  readonly span: Span
  readonly start: Position
  readonly end: Position
  readonly jinja: JinjaReport
}

/** How Jinja reports the same thing. */
export interface JinjaReport {
  /** The class it throws: its own, or Python's where it leaves the failure to Python. */
  readonly type: string
  /** Its sentence; where Python words the error, ours. */
  readonly message: string
  /** The line it names, counted from 1. */
  readonly lineno: number
}

/** The words and the place of a problem found in `source`; `lineno` tells the line Jinja names where it is another. */
export function diagnose<K extends DiagnosticId>(
  found: Problem<K>,
  source: Source,
  lineno?: () => number,
): Diagnostic {
  const row: Row<DiagnosticData[K]> = catalogue[found.id]
  return {
    id: found.id,
    severity: row.severity,
    error: row.error,
    message: row.message(found.data),
    help: row.help(found.data),
    template: source.name,
    span: found.span,
    start: source.position(found.span.start),
    end: source.position(found.span.end),
    jinja: found.instead === undefined ? reportOf(found, source, lineno) : reportOf(found.instead, source),
  }
}

function reportOf<K extends DiagnosticId>(
  { id, data, span }: Problem<K>,
  source: Source,
  lineno?: () => number,
): JinjaReport {
  const { jinja, message }: Row<DiagnosticData[K]> = catalogue[id]
  const said: Counterpart<DiagnosticData[K]> = typeof jinja === 'string' ? { type: () => jinja } : jinja
  const line = (): number => source.position(said.start?.(source.text, span) ?? span.start).line
  return new Report(said.type(data), said.message?.(data) ?? message(data), lineno ?? line)
}

/** A report whose line is found when it is asked for. */
class Report implements JinjaReport {
  readonly type: string
  readonly message: string
  readonly #lineno: () => number

  constructor(type: string, message: string, lineno: () => number) {
    this.type = type
    this.message = message
    this.#lineno = lineno
  }

  get lineno(): number {
    return this.#lineno()
  }
}

/** The same diagnostic of something that does not stop the template. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' }
}

/** Message and help as one running text. */
export function explain(diagnostic: Pick<Diagnostic, 'message' | 'help'>): string {
  const { message, help } = diagnostic
  if (help === null) return message
  return /[.!?]$/.test(message) ? `${message} ${help}` : `${message}. ${help}`
}
