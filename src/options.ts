import { diagnose, problem } from './diagnostics/diagnostic.js'
import { type TemplateError, templateError } from './diagnostics/errors.js'
import type { WellFormed } from './escape/balance/balance.js'
import { type ContentType, contentTypeOf, isMarkup } from './escape/content-type.js'
import type { EscapePolicy } from './escape/report.js'
import type { Delimiters, Newline } from './lexer/syntax.js'
import type { Loader } from './loader/loader.js'
import type { Tag } from './parser/tag.js'
import type { OnUnsafe } from './runtime/contextual/unsafe-value.js'
import {
  ChainableUndefined,
  DebugUndefined,
  StrictUndefined,
  Undefined,
  type UndefinedKind,
} from './runtime/undefined.js'
import { Source } from './source.js'
import type { TagGroup } from './tags/index.js'

/** A function of the caller used as a filter, test, global or finalizer. */
export type HostFunction = (...args: never[]) => unknown

/** How escaping is chosen: by context, always as HTML, never, or per template name (null: no name). */
export type Autoescape =
  | 'contextual'
  | 'html'
  | boolean
  | ((name: string | null) => boolean | 'contextual' | 'html')

/** Everything an environment can be told. Absent options have the defaults named beside them. */
export interface EnvironmentOptions {
  /** Where templates come from (none). */
  readonly loader?: Loader | null
  /** Whose values templates compute with (`js`). */
  readonly values?: 'js' | 'python'
  /** js: `contextual`, by the ending of the name, as HTML where there is no name; python: off. */
  readonly autoescape?: Autoescape
  /** Whether contextual escaping refuses what it can make safe (`strict`), or makes it safe and warns (`migrate`). */
  readonly escapePolicy?: EscapePolicy
  /** Whether elements have to be opened and closed in pairs: not looked at (`off`), a warning, or an error. */
  readonly wellFormed?: WellFormed
  /** What a missing value may be used for (`lenient`), or a class of missing values. */
  readonly undefined?: 'lenient' | 'chainable' | 'strict' | 'debug' | UndefinedKind
  /** Whether the first newline after a tag is removed (false). */
  readonly trimBlocks?: boolean
  /** Whether blanks before a tag that starts its line are removed (false). */
  readonly lstripBlocks?: boolean
  /** Whether a newline at the end of the template is kept (false). */
  readonly keepTrailingNewline?: boolean
  /** What newlines of templates become (`\n`). */
  readonly newline?: Newline
  /** The strings around tags, output and comments (Jinja's); those not given keep their default. */
  readonly delimiters?: Partial<Delimiters>
  /** Groups of tags by name, and tags of the caller (js: do and loopcontrols are always on). */
  readonly extensions?: readonly (TagGroup | Tag)[]
  readonly filters?: Readonly<Record<string, HostFunction>>
  readonly tests?: Readonly<Record<string, HostFunction>>
  readonly globals?: Readonly<Record<string, unknown>>
  /** Applied to every printed value (none). */
  readonly finalize?: HostFunction | null
  /** Origins such as `https://cdn.example` that scripts, styles and frames may be loaded from (none). */
  readonly trustedOrigins?: readonly string[]
  /** Is told of each value that was refused where it was printed; what it throws fails the rendering (none). */
  readonly onUnsafe?: OnUnsafe | null
  /** Settings of filters by Jinja's names (`truncate.leeway`, `urlize.rel` …). */
  readonly policies?: Readonly<Record<string, unknown>>
  /** How many compiled templates are kept (400), and a folder in which code is kept for later processes (none). */
  readonly cache?: { readonly size?: number; readonly directory?: string | null }
  /** Whether changed templates are noticed (false). */
  readonly autoReload?: boolean
  /** Whether debuggers can step through templates: code carries a source map, errors longer stacks (false). */
  readonly development?: boolean
  /** Translation: keyword arguments for gettext (false), trimming by default (false). */
  readonly i18n?: { readonly newstyle?: boolean; readonly trimmed?: boolean }
  /** A preset for templates written for another engine (none). */
  readonly compat?: 'nunjucks' | null
}

/** Names of all options. */
const KNOWN: { readonly [K in keyof EnvironmentOptions]-?: true } = {
  loader: true,
  values: true,
  autoescape: true,
  escapePolicy: true,
  wellFormed: true,
  undefined: true,
  trimBlocks: true,
  lstripBlocks: true,
  keepTrailingNewline: true,
  newline: true,
  delimiters: true,
  extensions: true,
  filters: true,
  tests: true,
  globals: true,
  finalize: true,
  trustedOrigins: true,
  onUnsafe: true,
  policies: true,
  cache: true,
  autoReload: true,
  development: true,
  i18n: true,
  compat: true,
}

/** Jinja's delimiters. */
export const DELIMITERS: Delimiters = {
  block: ['{%', '%}'],
  output: ['{{', '}}'],
  comment: ['{#', '#}'],
  lineStatement: null,
  lineComment: null,
}

/** An option that is not as it must be: `reason` continues a sentence that starts with its name. */
export interface OptionProblem {
  readonly option: string
  readonly reason: string
  /** Names that may have been meant. */
  readonly known: readonly string[]
}

/** The error about an option (`bad-option`). */
export function optionError(wrong: OptionProblem): TemplateError {
  const nowhere = new Source('options', '')
  return templateError(diagnose(problem('bad-option', { start: 0, end: 0 }, wrong), nowhere), nowhere)
}

/** What is wrong with options, or null when nothing is. */
export function optionProblem(options: EnvironmentOptions): OptionProblem | null {
  const known = Object.keys(KNOWN)
  for (const option of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, option)) return { option, reason: 'is not an option', known }
  }
  const {
    values = 'js',
    newline = '\n',
    delimiters = {},
    compat = null,
    undefined: missing = 'lenient',
  } = options
  if (values !== 'js' && values !== 'python')
    return { option: 'values', reason: "is 'js' or 'python'", known: [] }
  if (!['\n', '\r\n', '\r'].includes(newline))
    return { option: 'newline', reason: 'is \\n, \\r\\n or \\r', known: [] }
  if (compat !== null && compat !== 'nunjucks')
    return { option: 'compat', reason: "is 'nunjucks' or null", known: [] }
  if (typeof missing === 'string' && !Object.hasOwn(KINDS, missing)) {
    return { option: 'undefined', reason: `is one of ${Object.keys(KINDS).join(', ')} or a class`, known: [] }
  }
  return escapingProblem(options) ?? delimiterProblem({ ...DELIMITERS, ...delimiters })
}

function escapingProblem(options: EnvironmentOptions): OptionProblem | null {
  const { autoescape = null, escapePolicy = 'strict', wellFormed = 'off', trustedOrigins = [] } = options
  // A misspelt word must not turn escaping off.
  if (!WAYS.includes(autoescape) && typeof autoescape !== 'function')
    return { option: 'autoescape', reason: "is 'contextual', 'html', a truth value or a function", known: [] }
  if (escapePolicy !== 'strict' && escapePolicy !== 'migrate')
    return { option: 'escapePolicy', reason: "is 'strict' or 'migrate'", known: [] }
  if (!['off', 'warn', 'error'].includes(wellFormed))
    return { option: 'wellFormed', reason: "is 'off', 'warn' or 'error'", known: [] }
  return trustedOrigins.every(isOrigin)
    ? null
    : { option: 'trustedOrigins', reason: 'lists origins such as https://cdn.example', known: [] }
}

const WAYS: readonly unknown[] = [null, true, false, 'contextual', 'html']

function isOrigin(origin: string): boolean {
  return /^https?:\/\/[^/?#@]+\/?$/.test(origin) && URL.canParse(origin)
}

function delimiterProblem(delimiters: Delimiters): OptionProblem | null {
  const { block, output, comment, lineStatement, lineComment } = delimiters
  const opening = [block[0], output[0], comment[0]]
  const all = [...block, ...output, ...comment, lineStatement ?? 'x', lineComment ?? 'x']
  if (all.some((text) => text === '')) return { option: 'delimiters', reason: 'must not be empty', known: [] }
  if (new Set(opening).size === opening.length) return null
  return { option: 'delimiters', reason: 'must open block, output and comment differently', known: [] }
}

const KINDS = {
  lenient: Undefined,
  chainable: ChainableUndefined,
  strict: StrictUndefined,
  debug: DebugUndefined,
} as const

/** The class of missing values that an option names. */
export function undefinedKind(option: NonNullable<EnvironmentOptions['undefined']>): UndefinedKind {
  return typeof option === 'string' ? KINDS[option] : option
}

/** How a template's output is escaped where it starts. */
export interface StartEscaping {
  /** Whether printed values are escaped as text, and captured text is markup. */
  readonly escaping: 'on' | 'off'
  /** What the template makes, where output is escaped by its place in that; else null. */
  readonly type: ContentType | null
}

const OFF: StartEscaping = { escaping: 'off', type: null }
const HTML_TEXT: StartEscaping = { escaping: 'on', type: null }

/** How a template's output is escaped where it starts. */
export function escapes(option: Autoescape, name: string | null): StartEscaping {
  const answer = typeof option === 'function' ? option(name) : option
  // Whatever a function answers that is no answer, output is escaped.
  if (answer !== 'contextual') return answer === false ? OFF : HTML_TEXT
  const type = contentTypeOf(name)
  // Who asks for it by name means markup also where the ending says nothing.
  if (type === 'text' && typeof option === 'function') return { escaping: 'on', type: 'html' }
  return { escaping: type === 'html' || type === 'xml' || type === 'svg' ? 'on' : 'off', type }
}

/** What a template makes, if that is markup, however its output is escaped; else null. */
export function markupOf(option: Autoescape, name: string | null): ContentType | null {
  const { escaping, type } = escapes(option, name)
  const made = type ?? contentTypeOf(name)
  if (isMarkup(made)) return made
  // Where everything is escaped as HTML, it is HTML whatever it is called.
  return type === null && escaping === 'on' ? 'html' : null
}
