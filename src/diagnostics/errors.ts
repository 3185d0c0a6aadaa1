import type { Position, Source, Span } from '../source.js'
import type { ErrorClass } from './catalogue/row.js'
import type { DiagnosticId } from './catalogue.js'
import { type Diagnostic, explain, type JinjaReport } from './diagnostic.js'
import { frame } from './frame.js'
import { withArticle } from './quote.js'

/** A place in a template that led to an error: the site of an include, import, extends, block or macro call. */
export interface TemplateFrame extends Position {
  /** The template's name, or null when it was made from a string without one. */
  readonly template: string | null
}

/** A name of the template and what kind of value it had when something failed; never the value. */
export interface NameKind {
  /** As the template has it: `user`, `user.age`. */
  readonly name: string
  /** `list`, `mapping`, `missing` … */
  readonly kind: string
}

/** Everything an error says, besides its cause. */
export interface ErrorReport {
  readonly diagnostic: Diagnostic
  readonly frame: string
  readonly names: readonly NameKind[]
  readonly templates: readonly TemplateFrame[]
  readonly others: readonly Diagnostic[]
}

/** What `templateError` may know besides the diagnostic. */
export interface ErrorOptions {
  /** The places that led here, innermost first; the diagnostic's own place is put before them. */
  readonly templates?: readonly TemplateFrame[]
  /** The names that had to do with it. */
  readonly names?: readonly NameKind[]
  /** What was thrown below. */
  readonly cause?: unknown
  /** All other diagnostics of the same template. */
  readonly others?: readonly Diagnostic[]
}

/**
 * Anything that goes wrong with a template. `message` is for people: the sentence, the place, the templates that
 * led there, and an excerpt; programs read the other fields.
 */
export class TemplateError extends Error {
  /** The diagnostic's name, as in the catalogue and in `spec/errors`. */
  readonly id: DiagnosticId
  /** The sentence alone, without place and excerpt. */
  readonly reason: string
  /** What to do about it, or null. */
  readonly help: string | null
  /** The name of the template it happened in, or null. */
  readonly template: string | null
  readonly span: Span
  /** Line of the span's start, counted from 1. */
  readonly line: number
  /** Column of the span's start in UTF-16 units, counted from 1. */
  readonly column: number
  /** The lines around the span with carets below it. */
  readonly frame: string
  /** The names that had to do with it and what kinds of values they had, where that is known. */
  readonly names: readonly NameKind[]
  /** This place and those that led to it, innermost first. */
  readonly templates: readonly TemplateFrame[]
  /** All other diagnostics of the same template. */
  readonly others: readonly Diagnostic[]
  /** Class, sentence and line as Jinja reports them. */
  readonly jinja: JinjaReport

  constructor(report: ErrorReport, cause?: unknown) {
    super(layout(report), cause === undefined ? {} : { cause })
    const { diagnostic } = report
    this.id = diagnostic.id
    this.reason = diagnostic.message
    this.help = diagnostic.help
    this.template = diagnostic.template
    this.span = diagnostic.span
    this.line = diagnostic.start.line
    this.column = diagnostic.start.column
    this.frame = report.frame
    this.names = report.names
    this.templates = report.templates
    this.others = report.others
    this.jinja = diagnostic.jinja
    hide(this)
  }
}

/** The text of a template is not valid: lexing, grammar, names of filters and tests, inheritance. */
export class TemplateSyntaxError extends TemplateError {}
/** No loader knows a template. */
export class TemplateNotFoundError extends TemplateError {}
/** Rendering failed; the more special classes below are of this kind too. */
export class RenderError extends TemplateError {}
/** A missing value was used in a way its kind forbids. */
export class UndefinedError extends RenderError {}
/** A template reached for something it must not touch. */
export class SecurityError extends RenderError {}
/** A template asked for more than its limits allow. */
export class LimitError extends RenderError {}

const CLASSES: { readonly [K in ErrorClass]: new (report: ErrorReport, cause?: unknown) => TemplateError } = {
  syntax: TemplateSyntaxError,
  'not-found': TemplateNotFoundError,
  undefined: UndefinedError,
  render: RenderError,
  security: SecurityError,
  limit: LimitError,
}

// V8 writes the first line of `stack` during construction from the prototype's name; as constants, the names also
// outlive a minifier.
for (const [type, name] of [
  [TemplateError, 'TemplateError'],
  [TemplateSyntaxError, 'TemplateSyntaxError'],
  [TemplateNotFoundError, 'TemplateNotFoundError'],
  [RenderError, 'RenderError'],
  [UndefinedError, 'UndefinedError'],
  [SecurityError, 'SecurityError'],
  [LimitError, 'LimitError'],
] as const) {
  Object.defineProperty(type.prototype, 'name', { value: name, configurable: true, writable: true })
}

/**
 * The error of the class that belongs to the diagnostic's id, with an excerpt of `source`. An empty source stands for
 * no place at all: the error then shows none.
 */
export function templateError(
  diagnostic: Diagnostic,
  source: Source,
  options: ErrorOptions = {},
): TemplateError {
  const placed = source.text !== ''
  const place = { template: diagnostic.template, ...diagnostic.start }
  const report = {
    diagnostic,
    frame: placed ? frame(source, diagnostic.span) : '',
    names: options.names ?? [],
    templates: [...(placed ? [place] : []), ...(options.templates ?? [])],
    others: options.others ?? [],
  }
  return made(report, options.cause)
}

/** What errors were made from. */
const reports = new WeakMap<TemplateError, ErrorReport>()

/** An error with the places that led to its template, innermost first: a syntax error of an included template. */
export function ledTo(error: TemplateError, templates: readonly TemplateFrame[]): TemplateError {
  const report = reports.get(error)
  return report === undefined
    ? error
    : made({ ...report, templates: [...report.templates, ...templates] }, error.cause)
}

/** An error with another cause. */
export function causedBy(error: TemplateError, cause: unknown): TemplateError {
  const report = reports.get(error)
  return report === undefined ? error : made(report, cause)
}

/** Frames kept of the stack of an error: by them the templates are found that led to it. */
const STACK_FRAMES = 200

function made(report: ErrorReport, cause: unknown): TemplateError {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = Math.max(limit, STACK_FRAMES)
  const error = new CLASSES[report.diagnostic.error](report, cause)
  Error.stackTraceLimit = limit
  reports.set(error, report)
  return error
}

/** A place as `page.html:3:14`; a template without a name is `<string>`. */
export function placeText(place: TemplateFrame): string {
  return `${place.template ?? '<string>'}:${place.line}:${place.column}`
}

/** Most places of the template stack that a message shows; recursive macros can have hundreds. */
const MOST_PLACES = 10

function layout({ diagnostic, frame: excerpt, names, templates, others }: ErrorReport): string {
  const left = templates.length - MOST_PLACES
  const places = templates.slice(0, MOST_PLACES).map((place) => `  at ${placeText(place)}`)
  if (left > 0) places.push(`  … and ${left} more`)
  const more = others.length === 0 ? [] : ['', `  and ${others.length} more in this template`]
  const shown = excerpt === '' ? [] : ['', excerpt]
  return [explain(diagnostic), ...places, ...shown, ...kindsLine(names), ...more].join('\n')
}

/** `user is a mapping, user.age is missing`. */
function kindsLine(names: readonly NameKind[]): string[] {
  const words = names.map(
    ({ name, kind }) => `${name} is ${/^(missing|none)$/.test(kind) ? kind : withArticle(kind)}`,
  )
  return words.length === 0 ? [] : ['', `  ${words.join(', ')}`]
}

/** Keeps the fields out of `console.log(error)`, which would print the message's content a second time. */
function hide(error: TemplateError): void {
  for (const key of Object.keys(error)) Object.defineProperty(error, key, { enumerable: false })
}
