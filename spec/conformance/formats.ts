/**
 * The shapes of recorded cases, as their JSON lines spell them. Everything here is somebody else's format; what
 * the runner makes of it is a `Result`.
 */

/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object; keys may be hazardous (`__proto__`), so read it with `Object.entries`. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** The error a real engine raised. */
export interface ExpectedError {
  readonly type: string
  readonly message: string | null
  readonly phase?: 'env' | 'load' | 'run'
  readonly lang?: 'jinja' | 'python'
  readonly lineno?: number
  readonly name?: string | null
  readonly trace?: readonly (readonly [string | null, number])[]
}

/** What a recorded Jinja case must give. */
export interface Expectation {
  readonly output?: string
  readonly value?: Json
  readonly ok?: true
  readonly exports?: JsonObject
  readonly undeclared?: readonly string[]
  readonly referenced?: readonly (string | null)[]
  readonly error?: ExpectedError
}

/** How a Jinja environment was installed with translations. */
export interface Translations {
  readonly null?: boolean
  readonly newstyle?: boolean
  readonly catalog?: JsonObject
  readonly plurals?: JsonObject
  readonly contextual?: boolean
  readonly languages?: JsonObject
}

/** Environment options under Jinja's own names; absent is Jinja's default. */
export interface JinjaOptions {
  readonly class?: string
  readonly block_start_string?: string
  readonly block_end_string?: string
  readonly variable_start_string?: string
  readonly variable_end_string?: string
  readonly comment_start_string?: string
  readonly comment_end_string?: string
  readonly line_statement_prefix?: string | null
  readonly line_comment_prefix?: string | null
  readonly newline_sequence?: string
  readonly keep_trailing_newline?: boolean
  readonly trim_blocks?: boolean
  readonly lstrip_blocks?: boolean
  readonly enable_async?: boolean
  readonly autoescape?: boolean | { readonly select_autoescape: SelectAutoescape }
  readonly undefined?: string
  readonly extensions?: readonly string[]
  readonly finalize?: Json
  readonly filters?: JsonObject
  readonly tests?: JsonObject
  readonly globals?: JsonObject
  readonly policies?: JsonObject
  readonly i18n?: Translations
}

/** Arguments of Jinja's `select_autoescape`. */
export interface SelectAutoescape {
  readonly enabled_extensions?: readonly string[]
  readonly disabled_extensions?: readonly string[]
  readonly default_for_string?: boolean
  readonly default?: boolean
}

/** What is done with a template in a Jinja case. */
export type JinjaOperation = 'render' | 'compile' | 'expression' | 'module' | 'call' | 'block' | 'meta'

/** One recorded Jinja case. */
export interface JinjaCase {
  readonly id: string
  readonly op?: JinjaOperation
  readonly source?: string
  readonly name?: string
  readonly select?: readonly string[]
  readonly templates?: Readonly<Record<string, string>>
  readonly context?: JsonObject
  readonly globals?: JsonObject
  readonly env?: JinjaOptions
  readonly opts?: JsonObject
  readonly macro?: string
  readonly args?: readonly Json[]
  readonly kwargs?: JsonObject
  readonly block?: string
  readonly expect: Expectation
  readonly prints?: readonly string[]
}

/** What a folder of real templates says of itself. */
export interface SetMeta {
  readonly set: string
  readonly engine: 'nunjucks' | 'jinja2' | 'jinja2-chat' | 'django'
  readonly options?: SetOptions
  readonly autoescape?: boolean | { readonly enabled: readonly string[]; readonly default: boolean } | null
  readonly extensions?: readonly string[] | null
  readonly i18n?: { readonly newstyle?: boolean; readonly trimmed?: boolean } | null
  readonly roots?: readonly string[] | string | null
  readonly stubFilters?: readonly string[]
  readonly stubTests?: readonly string[]
  readonly stubGlobals?: readonly string[]
  readonly stubTags?: StubTags
  readonly filesFrom?: string
}

/** Options of a set or of one of its cases: nunjucks' names or Jinja's, by engine. */
export interface SetOptions extends Omit<JinjaOptions, 'autoescape' | 'extensions'> {
  readonly autoescape?: boolean
  readonly trimBlocks?: boolean
  readonly lstripBlocks?: boolean
  readonly extensions?: readonly string[]
}

/** Tags a set uses that its engine does not have, by their form. */
export interface StubTags {
  readonly shortcode?: readonly string[]
  readonly paired?: readonly string[]
}

/** One recorded render of a real template. */
export interface SetCase {
  readonly id: string
  readonly entry: { readonly file: string } | { readonly string: string }
  readonly context: JsonObject
  readonly expected?: string
  readonly error?: { readonly type: string; readonly message: string | null }
  readonly roots?: readonly string[]
  readonly options?: SetOptions
  readonly globals?: JsonObject
}

/** A template of a set. */
export interface SetFile {
  readonly path: string
  readonly text: string
}

/** Whether the real engine parsed a template of a set. */
export interface ParseCase {
  readonly path: string
  readonly ok: boolean
  readonly error?: Json
  readonly okWithStubTags?: boolean
}

/** One known defect of nunjucks, with what is right in words. */
export interface BugCase {
  readonly id: string
  readonly templates: Readonly<Record<string, string>>
  readonly context?: JsonObject
  readonly context_fn?: string
  readonly how?: string
  readonly options?: BugOptions
  readonly right: string
  readonly jinja2?: string | null
}

/** nunjucks' options of a defect. */
export interface BugOptions {
  readonly trimBlocks?: boolean
  readonly lstripBlocks?: boolean
  readonly tags?: Readonly<Record<string, string>>
}
