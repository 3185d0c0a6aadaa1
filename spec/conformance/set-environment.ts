import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { generationTag } from '../../src/chat/generation.js'
import { Environment } from '../../src/index.js'
import type { JsonObject, SetCase, SetFile, SetMeta, SetOptions } from './formats.js'
import { selectAutoescape, syntaxOptions, tagGroups, undefinedKind } from './jinja-options.js'
import type { RunSettings } from './selection.js'
import { type Files, fileTable, JinjaRoots, NunjucksRoots } from './set-loaders.js'
import { echo, setVars } from './set-values.js'
import { stubTags } from './stub-tags.js'
import { packedLines } from './suites.js'
import { nullTranslations } from './translations.js'
import { jsValues } from './values-js.js'
import { pythonValues } from './values-python.js'

/** A set of real templates, opened. */
export interface TemplateSet {
  readonly meta: SetMeta
  readonly files: Files
  /** What the set's own `env.cjs` registers. */
  readonly own: Registered
}

/** Functions by name. */
type Functions = Record<string, (...args: never[]) => unknown>

/** What an environment has beyond the engine's own. */
interface Registered {
  readonly filters: Functions
  readonly globals: Record<string, unknown>
}

/** The set in a folder. */
export function openSet(folder: string): TemplateSet {
  const meta: SetMeta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'))
  const owner = meta.filesFrom === undefined ? folder : join(dirname(folder), meta.filesFrom)
  const files = packedLines(owner, 'files').map((line): SetFile => JSON.parse(line))
  return { meta, files: fileTable(files), own: registrations(join(owner, 'env.cjs')) }
}

/** What of a case its environment depends on; cases with equal parts can share one. */
export type CaseSettings = Pick<SetCase, 'roots' | 'options' | 'globals'> & { readonly named: boolean }

/** The environment for the cases of a set with these settings. */
export function setEnvironment(set: TemplateSet, recorded: CaseSettings, settings: RunSettings): Environment {
  const { meta, own } = set
  const shared = {
    filters: { ...stubFilters(meta), ...own.filters },
    tests: Object.fromEntries((meta.stubTests ?? []).map((name) => [name, () => false])),
    globals: { ...stubGlobals(meta), ...own.globals },
  }
  const roots = recorded.roots ?? (Array.isArray(meta.roots) ? meta.roots : ['.'])
  if (meta.engine === 'nunjucks') return nunjucksEnvironment(set, { recorded, roots, shared }, settings)
  return jinjaEnvironment(set, { recorded, roots, shared })
}

interface Parts {
  readonly recorded: CaseSettings
  readonly roots: readonly string[]
  readonly shared: Registered & { readonly tests: Functions }
}

/**
 * With the preset, only what the set itself chose is said. Without it, what nunjucks does by default and this
 * engine has an ordinary option for is said; what remains different is the dialect.
 */
function nunjucksEnvironment(
  { meta, files }: TemplateSet,
  parts: Parts,
  { compat }: RunSettings,
): Environment {
  const options: SetOptions = { ...meta.options, ...parts.recorded.options }
  const escaping = options.autoescape === false ? { autoescape: false as const } : {}
  const byHand = {
    autoescape: 'html',
    undefined: 'chainable',
    keepTrailingNewline: true,
    ...escaping,
  } as const
  return new Environment({
    ...(compat === 'nunjucks' ? { compat, ...escaping } : byHand),
    trimBlocks: options.trimBlocks ?? false,
    lstripBlocks: options.lstripBlocks ?? false,
    extensions: stubTags(meta.stubTags ?? {}),
    loader: new NunjucksRoots(files, parts.roots),
    ...parts.shared,
    globals: { ...parts.shared.globals, ...setVars(parts.recorded.globals, jsValues) },
  })
}

function jinjaEnvironment({ meta, files }: TemplateSet, { recorded, roots, shared }: Parts): Environment {
  const options: SetOptions = { ...meta.options, ...recorded.options }
  const chat = meta.engine === 'jinja2-chat'
  return new Environment({
    ...syntaxOptions(withoutEscaping(options)),
    values: 'python',
    autoescape: jinjaEscaping(meta, options),
    undefined: undefinedKind(options.undefined),
    extensions: jinjaExtensions(meta, chat),
    i18n: { newstyle: meta.i18n?.newstyle ?? false, trimmed: meta.i18n?.trimmed ?? false },
    policies: { 'ext.i18n.trimmed': meta.i18n?.trimmed ?? false },
    loader: new JinjaRoots(files, roots),
    tests: shared.tests,
    filters: shared.filters,
    globals: {
      ...shared.globals,
      ...(meta.i18n == null ? {} : nullTranslations),
      ...setVars(recorded.globals, pythonValues),
    },
  })
}

/** Stock extensions, and stand-ins for the tags of the set and of chat templates. */
function jinjaExtensions(meta: SetMeta, chat: boolean) {
  const named = meta.extensions ?? meta.options?.extensions ?? []
  const stock = tagGroups(named.filter((name) => name !== 'generation'))
  return [...stock, ...stubTags(meta.stubTags ?? {}), ...(chat ? [generationTag] : [])]
}

/** By the case's own option, else by the ending of a template's name; templates without a name are not escaped. */
function jinjaEscaping({ autoescape }: SetMeta, options: SetOptions) {
  if (options.autoescape !== undefined) return options.autoescape ? 'html' : false
  if (autoescape == null || autoescape === false) return false
  if (autoescape === true) return (name: string | null) => (name === null ? false : ('html' as const))
  const { enabled, default: otherwise } = autoescape
  return selectAutoescape({ enabled_extensions: enabled, default: otherwise, default_for_string: false })
}

/** Options that are spelled alike in sets and recorded cases. */
function withoutEscaping({ autoescape: _escaping, extensions: _extensions, ...rest }: SetOptions) {
  return rest
}

function stubFilters(meta: SetMeta): Functions {
  return Object.fromEntries((meta.stubFilters ?? []).map((name) => [name, (value: unknown) => value]))
}

function stubGlobals(meta: SetMeta): Functions {
  return Object.fromEntries((meta.stubGlobals ?? []).map((name) => [name, echo]))
}

/** What the module at `path` registers on a nunjucks environment it is given; nothing when there is no module. */
function registrations(path: string): Registered {
  const registered: Registered = { filters: {}, globals: {} }
  if (!existsSync(path)) return registered
  const module: unknown = createRequire(import.meta.url)(path)
  const recorder = {
    addFilter: (name: string, filter: Functions[string]) => void (registered.filters[name] = filter),
    addGlobal: (name: string, value: unknown) => void (registered.globals[name] = value),
  }
  if (typeof module === 'function') module(recorder)
  else Object.assign(registered, module)
  return registered
}

/** The key of the settings' parts, to share environments by. */
export function settingsKey({ roots, options, named }: CaseSettings): string {
  return JSON.stringify([roots, options, named])
}

/** The globals of a case, if it has any; environments with globals are not shared. */
export function hasOwnGlobals({ globals }: { readonly globals?: JsonObject }): boolean {
  return globals !== undefined && Object.keys(globals).length > 0
}
