import type { Span } from '../../source.js'

/** Whether a diagnostic stops the template or only advises. */
export type Severity = 'error' | 'warning'

/** Which error class a diagnostic is thrown as: `syntax` is `TemplateSyntaxError`, and so on. */
export type ErrorClass = 'syntax' | 'not-found' | 'undefined' | 'render' | 'security' | 'limit'

/** The classes of Jinja's own errors. */
export type JinjaClass =
  | 'TemplateSyntaxError'
  | 'TemplateAssertionError'
  | 'TemplateRuntimeError'
  | 'TemplateNotFound'
  | 'TemplatesNotFound'
  | 'UndefinedError'
  | 'SecurityError'
  | 'FilterArgumentError'

/** The classes of Python that Jinja lets through where a value is used in a way it does not allow. */
export type PythonClass =
  | 'TypeError'
  | 'ValueError'
  | 'KeyError'
  | 'IndexError'
  | 'AttributeError'
  | 'AssertionError'
  | 'RuntimeError'
  | 'ZeroDivisionError'
  | 'OverflowError'
  | 'RecursionError'

/** How Jinja reports the same, where class or sentence depend on the data or the sentence is not the row's own. */
export interface Counterpart<D> {
  type(data: D): string
  message?(data: D): string
  /** The offset whose line it names, where that is not the start of the span. */
  start?(text: string, span: Span): number
}

/** What the catalogue says of one diagnostic; `D` is the data its place of origin hands over. */
export interface Row<D> {
  readonly severity: Severity
  readonly error: ErrorClass
  /** The class Jinja throws for it; the sentence is this row's unless the counterpart has its own. */
  readonly jinja: JinjaClass | PythonClass | Counterpart<D>
  /** One sentence on what is wrong; Jinja's own words wherever Jinja has words for it. */
  message(data: D): string
  /** One sentence on what to do about it, or null when the message says it all. */
  help(data: D): string | null
}

/** A table with one row per id of `T`; a missing row is a type error. */
export type Rows<T> = { readonly [K in keyof T]: Row<T[K]> }

/** The data of diagnostics that need none. */
export type NoData = Record<never, never>
