import { TemplateError } from '../../src/diagnostics/errors.js'
import type { ExpectedError } from './formats.js'
import { describeError, type Phase } from './outcome.js'
import { withoutPrinting } from './printing.js'
import { type Agreement, failed, passed, type Result, type Subject } from './result.js'
import type { DialectName } from './selection.js'

/** The classes of this engine that stand for a class of Jinja; what is not listed is any error of a render. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  TemplateSyntaxError: ['TemplateSyntaxError'],
  TemplateAssertionError: ['TemplateSyntaxError'],
  TemplateNotFound: ['TemplateNotFoundError'],
  TemplatesNotFound: ['TemplateNotFoundError'],
  UndefinedError: ['UndefinedError'],
  SecurityError: ['SecurityError'],
}

const SYNTAX_ERRORS = new Set(['TemplateSyntaxError', 'TemplateAssertionError'])

/** A text that must be equal. */
export function scoreText(subject: Subject, wanted: string, came: string): Result {
  return wanted === came ? passed(subject) : failed(subject, 'output differs', wanted, came)
}

/** As `scoreText`, for a text another dialect printed: a failure says whether only the rules of printing differ. */
export function scorePrinted(subject: Subject, wanted: string, came: string): Result {
  const result = scoreText(subject, wanted, came)
  const alike = withoutPrinting(wanted) === withoutPrinting(came)
  return result.status === 'failed' && alike ? { ...result, reason: 'printed by other rules' } : result
}

/** An error where none was wanted. */
export function scoreUnwanted(subject: Subject, wanted: string, error: unknown): Result {
  return failed(subject, 'raised', wanted, describeError(error))
}

/** No error where one was wanted. */
export function scoreMissing(subject: Subject, wanted: ExpectedError, came: string): Result {
  return failed(subject, 'no error', describeExpected(wanted), came)
}

/** What came where an error was wanted. */
export interface Thrown {
  readonly error: unknown
  readonly phase: Phase
}

/**
 * An error where one was wanted. It passes when it is the engine's own and, for a syntax error Jinja finds while
 * loading, does not come later. Class, line and message are counted beside that; in the python dialect they have to
 * be Jinja's as well.
 */
export function scoreError(
  subject: Subject,
  wanted: ExpectedError,
  { error, phase }: Thrown,
  dialect: DialectName,
): Result {
  const came = describeError(error)
  if (!(error instanceof TemplateError)) return failed(subject, 'crashed', describeExpected(wanted), came)
  if (phase === 'env' && dialect === 'js') return passed(subject)
  if (SYNTAX_ERRORS.has(wanted.type) && wanted.phase === 'load' && phase === 'run') {
    return failed(subject, 'too late', describeExpected(wanted), came)
  }
  if (dialect === 'js') return passed(subject, agreementOf(wanted, error))
  return scoreReport(subject, wanted, error)
}

/** Compares what the error says Jinja reports with what Jinja reported. */
function scoreReport(subject: Subject, wanted: ExpectedError, error: TemplateError): Result {
  const { type, message, lineno } = error.jinja
  const line = wanted.lineno ?? wanted.trace?.at(-1)?.[1]
  // Some errors of Jinja's lexer do not say which template they are in.
  const name = wanted.lineno === undefined ? wanted.trace?.at(-1)?.[0] : wanted.name
  const agreement: Agreement = {
    class: type === wanted.type,
    line: line === undefined ? null : lineno === line && (name == null || error.template === name),
    message: wanted.lang === 'jinja' && wanted.message !== null ? message === wanted.message : null,
  }
  const wrong = (['class', 'line', 'message'] as const).filter((part) => agreement[part] === false)
  if (wrong.length === 0) return passed(subject, agreement)
  const came = `${type} on line ${lineno}: ${message} [${error.id}]`
  return { ...failed(subject, `other ${wrong.join(' and ')}`, describeExpected(wanted), came), agreement }
}

function agreementOf(wanted: ExpectedError, error: TemplateError): Agreement {
  return {
    class: sameClass(wanted.type, error),
    line: sameLine(wanted, error),
    message: wanted.lang === 'jinja' && wanted.message !== null ? error.reason === wanted.message : null,
  }
}

function sameClass(type: string, error: TemplateError): boolean {
  const { cause } = error
  if (error.name === type || (cause instanceof Error && cause.name === type)) return true
  const classes = CLASSES[type]
  return classes === undefined ? error.name === 'RenderError' : classes.includes(error.name)
}

/** Whether an error names the recorded line and template; for a run-time error the innermost frame's. */
function sameLine({ lineno, name, trace }: ExpectedError, error: TemplateError): boolean | null {
  if (lineno !== undefined) return error.line === lineno && error.template === (name ?? null)
  const last = trace?.at(-1)
  return last === undefined ? null : error.template === last[0] && error.line === last[1]
}

function describeExpected({ type, message, lineno, trace, phase }: ExpectedError): string {
  const line = lineno ?? trace?.at(-1)?.[1]
  return `${type}${line === undefined ? '' : ` on line ${line}`} (${phase ?? 'any time'}): ${message ?? '…'}`
}
