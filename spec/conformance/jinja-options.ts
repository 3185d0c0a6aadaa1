import type { Newline } from '../../src/lexer/syntax.js'
import { type TagGroup, tags } from '../../src/tags/index.js'
import type { JinjaOptions, SelectAutoescape } from './formats.js'
import type { Delimiters } from './host-functions.js'
import { Unavailable } from './values.js'

/** What `autoescape` of an environment may be, as far as recorded cases need it. */
export type Escaping = 'html' | false | ((name: string | null) => 'html' | false)

/** How missing values behave, by the name of Jinja's class. */
const UNDEFINED_KINDS = {
  Undefined: 'lenient',
  StrictUndefined: 'strict',
  ChainableUndefined: 'chainable',
  DebugUndefined: 'debug',
  strict: 'strict',
  chainable: 'chainable',
} as const

/** A kind of undefined, as the engine names it. */
export type UndefinedName = (typeof UNDEFINED_KINDS)[keyof typeof UNDEFINED_KINDS]

/** The settings of an engine environment that are about syntax and space, from Jinja's option names. */
export function syntaxOptions(recorded: JinjaOptions) {
  return {
    trimBlocks: recorded.trim_blocks ?? false,
    lstripBlocks: recorded.lstrip_blocks ?? false,
    keepTrailingNewline: recorded.keep_trailing_newline ?? false,
    // Some cases try a newline that has to be refused, which the type would not let through.
    newline: (recorded.newline_sequence ?? '\n') as Newline,
    delimiters: {
      block: pair(recorded.block_start_string ?? '{%', recorded.block_end_string ?? '%}'),
      output: pair(recorded.variable_start_string ?? '{{', recorded.variable_end_string ?? '}}'),
      comment: pair(recorded.comment_start_string ?? '{#', recorded.comment_end_string ?? '#}'),
      lineStatement: recorded.line_statement_prefix ?? null,
      lineComment: recorded.line_comment_prefix ?? null,
    },
  }
}

/** What host functions show of an environment. */
export function shownDelimiters(recorded: JinjaOptions): Delimiters {
  const { delimiters } = syntaxOptions(recorded)
  return { block: delimiters.block[0], output: delimiters.output }
}

/** The engine's name of a class of undefined; Jinja's default for none. */
export function undefinedKind(name: string | undefined): UndefinedName {
  for (const [known, kind] of Object.entries(UNDEFINED_KINDS)) if (known === name) return kind
  if (name === undefined) return 'lenient'
  throw new Unavailable(`undefined class ${name}`)
}

/** The engine's groups of tags for Jinja's extensions, named with or without their module. */
export function tagGroups(extensions: readonly string[] | null | undefined): TagGroup[] {
  return (extensions ?? []).map((extension) => {
    const name = extension.replace(/^jinja2\.ext\./, '')
    return isTagGroup(name) ? name : unknownExtension(name)
  })
}

function isTagGroup(name: string): name is TagGroup {
  return Object.hasOwn(tags, name)
}

function unknownExtension(name: string): never {
  throw new Unavailable(`extension ${name}`)
}

/** Escaping by Jinja's `autoescape` option; off when absent. */
export function escapingOf(recorded: JinjaOptions['autoescape']): Escaping {
  if (recorded === undefined || typeof recorded === 'boolean') return recorded === true ? 'html' : false
  return selectAutoescape(recorded.select_autoescape)
}

/** Jinja's `select_autoescape`: by the ending of the name, without regard to case. */
export function selectAutoescape(recorded: SelectAutoescape): (name: string | null) => 'html' | false {
  const enabled = endings(recorded.enabled_extensions ?? ['html', 'htm', 'xml'])
  const disabled = endings(recorded.disabled_extensions ?? [])
  return (name) => {
    if (name === null) return flag(recorded.default_for_string ?? true)
    const lower = name.toLowerCase()
    if (enabled.some((ending) => lower.endsWith(ending))) return 'html'
    if (disabled.some((ending) => lower.endsWith(ending))) return false
    return flag(recorded.default ?? false)
  }
}

function endings(extensions: readonly string[]): string[] {
  return extensions.map((extension) => `.${extension.replace(/^\.+/, '').toLowerCase()}`)
}

function flag(on: boolean): 'html' | false {
  return on ? 'html' : false
}

function pair(open: string, close: string): [string, string] {
  return [open, close]
}
