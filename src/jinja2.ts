import type { Newline } from './lexer/syntax.js'
import type { Loader } from './loader/loader.js'
import {
  DELIMITERS,
  type EnvironmentOptions,
  type HostFunction,
  type OptionProblem,
  optionError,
} from './options.js'
import type { Tag } from './parser/tag.js'
import type { UndefinedKind } from './runtime/undefined.js'
import type { TagGroup } from './tags/index.js'

/** The arguments of `jinja2.Environment` under Jinja's names, and what is set on its attributes there. */
export interface Jinja2Names {
  readonly block_start_string?: string
  readonly block_end_string?: string
  readonly variable_start_string?: string
  readonly variable_end_string?: string
  readonly comment_start_string?: string
  readonly comment_end_string?: string
  readonly line_statement_prefix?: string | null
  readonly line_comment_prefix?: string | null
  readonly trim_blocks?: boolean
  readonly lstrip_blocks?: boolean
  readonly newline_sequence?: Newline
  readonly keep_trailing_newline?: boolean
  /** By name, with or without `jinja2.ext.`; or tags of the caller. */
  readonly extensions?: readonly (string | Tag)[]
  /** Without effect: templates are always compiled as well as they can be. */
  readonly optimized?: boolean
  /** By the name of Jinja's class, or a class. */
  readonly undefined?: string | UndefinedKind
  readonly finalize?: HostFunction | null
  readonly autoescape?: boolean | ((name: string | null) => boolean)
  readonly loader?: Loader | null
  readonly cache_size?: number
  readonly auto_reload?: boolean
  /** Only null: there is no bytecode. */
  readonly bytecode_cache?: null
  /** Only false. */
  readonly enable_async?: false
  readonly policies?: Readonly<Record<string, unknown>>
  readonly filters?: Readonly<Record<string, HostFunction>>
  readonly tests?: Readonly<Record<string, HostFunction>>
  readonly globals?: Readonly<Record<string, unknown>>
}

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S

/** What `Environment.jinja2` takes: Jinja's names, or the same in camel case. */
export type Jinja2Options = Jinja2Names & {
  readonly [K in keyof Jinja2Names as Camel<K>]?: Jinja2Names[K]
}

/**
 * The options of an environment that behaves as `jinja2.Environment` with these arguments: Python's values, Jinja's
 * defaults. Throws `TemplateError` (`bad-option`) for a name Jinja does not have or a value that cannot be followed.
 */
export function jinja2Options(options: Jinja2Options): EnvironmentOptions {
  const given = underscored(options)
  refuse(given.bytecode_cache != null, { option: 'bytecode_cache', reason: NO_BYTECODE, known: [] })
  refuse(Boolean(given.enable_async), { option: 'enable_async', reason: NO_ASYNC, known: [] })
  const { policies = {}, filters = {}, tests = {}, globals = {} } = given
  return {
    values: 'python',
    autoescape: given.autoescape ?? false,
    loader: given.loader ?? null,
    undefined: undefinedOf(given.undefined ?? 'Undefined'),
    extensions: (given.extensions ?? []).flatMap(extensionOf),
    finalize: given.finalize ?? null,
    cache: { size: given.cache_size ?? 400 },
    autoReload: given.auto_reload ?? true,
    ...syntaxOf(given),
    ...{ policies, filters, tests, globals },
  }
}

const NO_BYTECODE = 'cannot be used: there is no bytecode to keep; precompile templates instead'
const NO_ASYNC = 'cannot be turned on'

function syntaxOf(given: Jinja2Names): EnvironmentOptions {
  const { block, output, comment } = DELIMITERS
  return {
    trimBlocks: given.trim_blocks ?? false,
    lstripBlocks: given.lstrip_blocks ?? false,
    keepTrailingNewline: given.keep_trailing_newline ?? false,
    newline: given.newline_sequence ?? '\n',
    delimiters: {
      block: [given.block_start_string ?? block[0], given.block_end_string ?? block[1]],
      output: [given.variable_start_string ?? output[0], given.variable_end_string ?? output[1]],
      comment: [given.comment_start_string ?? comment[0], given.comment_end_string ?? comment[1]],
      lineStatement: given.line_statement_prefix ?? null,
      lineComment: given.line_comment_prefix ?? null,
    },
  }
}

const NAMES: { readonly [K in keyof Jinja2Names]-?: true } = {
  block_start_string: true,
  block_end_string: true,
  variable_start_string: true,
  variable_end_string: true,
  comment_start_string: true,
  comment_end_string: true,
  line_statement_prefix: true,
  line_comment_prefix: true,
  trim_blocks: true,
  lstrip_blocks: true,
  newline_sequence: true,
  keep_trailing_newline: true,
  extensions: true,
  optimized: true,
  undefined: true,
  finalize: true,
  autoescape: true,
  loader: true,
  cache_size: true,
  auto_reload: true,
  bytecode_cache: true,
  enable_async: true,
  policies: true,
  filters: true,
  tests: true,
  globals: true,
}

/** The options under the names Jinja has for them. */
function underscored(options: Jinja2Options): Jinja2Names {
  const known = Object.keys(NAMES)
  const entries = Object.entries(options).map(([option, value]) => {
    const name = option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    refuse(!Object.hasOwn(NAMES, name), { option, reason: 'is not an option of jinja2.Environment', known })
    return [name, value]
  })
  return Object.fromEntries(entries)
}

/** Jinja's classes of missing values. */
const UNDEFINED = {
  Undefined: 'lenient',
  ChainableUndefined: 'chainable',
  DebugUndefined: 'debug',
  StrictUndefined: 'strict',
} as const

function undefinedOf(given: string | UndefinedKind): NonNullable<EnvironmentOptions['undefined']> {
  if (typeof given !== 'string') return given
  for (const [name, kind] of Object.entries(UNDEFINED)) if (name === given || kind === given) return kind
  const known = Object.keys(UNDEFINED)
  throw optionError({ option: 'undefined', reason: `is one of ${known.join(', ')} or a class`, known: [] })
}

/** Extensions that Jinja has since made part of the language. */
const BUILT_IN = ['autoescape', 'with_']

function extensionOf(extension: string | Tag): (TagGroup | Tag)[] {
  if (typeof extension !== 'string') return [extension]
  const name = extension.replace(/^jinja2\.ext\./, '')
  if (BUILT_IN.includes(name)) return []
  const known: readonly TagGroup[] = ['do', 'loopcontrols', 'i18n', 'debug']
  const group = known.find((candidate) => candidate === name)
  if (group !== undefined) return [group]
  throw optionError({
    option: 'extensions',
    reason: `has no extension '${extension}'; there are ${known.join(', ')}`,
    known: [],
  })
}

function refuse(wrong: boolean, problem: OptionProblem): void {
  if (wrong) throw optionError(problem)
}
