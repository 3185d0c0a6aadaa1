import type { WellFormed } from './escape/balance/balance.js'
import type { EscapePolicy } from './escape/report.js'
import type { Newline } from './lexer/syntax.js'
import type { Loader } from './loader/loader.js'
import { type Autoescape, type EnvironmentOptions, type HostFunction, undefinedKind } from './options.js'
import { jinja } from './presets/jinja.js'
import { nunjucks } from './presets/nunjucks.js'
import type { Preset } from './presets/preset.js'
import { hostOperation } from './runtime/call.js'
import type { OnUnsafe } from './runtime/contextual/unsafe-value.js'
import { filters as builtinFilters, jinjaFilters } from './runtime/filters/index.js'
import { globals as builtinGlobals, debug } from './runtime/globals.js'
import { type Runtime, runtimeFor } from './runtime/index.js'
import { POLICIES } from './runtime/policies.js'
import type { Host, Operation, Program, Site } from './runtime/scope.js'
import { tests as builtinTests, jinjaTests } from './runtime/tests/index.js'
import { newStyle, TRANSLATIONS, underscore, untranslated } from './runtime/translation.js'
import { isUndefined, type UndefinedKind } from './runtime/undefined.js'
import { pythonFilters } from './runtime/values/python/filters/replaced.js'
import { python } from './runtime/values/python/python.js'
import type { Values } from './runtime/values/values.js'

/** What the caller added to the built-in vocabulary. */
interface Added {
  readonly filters: Record<string, HostFunction>
  readonly tests: Record<string, HostFunction>
  readonly globals: Record<string, unknown>
}

/** An environment's settings with every default filled in; the runtime's view of it. */
export class Settings implements Host {
  readonly dialect: 'js' | 'python'
  readonly preset: Preset
  readonly values: Values
  readonly runtime: Runtime
  readonly loader: Loader | null
  readonly filters: Record<string, Operation>
  readonly tests: Record<string, Operation>
  /** Filters that the dialect or the preset has instead of the shared ones. */
  readonly replaced: Readonly<Record<string, Operation>>
  readonly globals: Record<string, unknown>
  readonly policies: Readonly<Record<string, unknown>>
  readonly undefined: UndefinedKind
  readonly newline: Newline
  readonly lenientCalls: boolean
  readonly onUnsafe: OnUnsafe | null
  readonly trustedOrigins: readonly string[]
  readonly finalize: ((site: Site, value: unknown) => unknown) | null
  readonly autoescape: Autoescape
  readonly escapePolicy: EscapePolicy
  readonly wellFormed: WellFormed
  readonly autoReload: boolean
  readonly added: Added = { filters: {}, tests: {}, globals: {} }
  readonly load: (name: string, from: string | null) => Program
  readonly #newStyle: boolean
  epoch = 0

  constructor(options: EnvironmentOptions, load: (name: string, from: string | null) => Program) {
    const preset = PRESETS[options.compat ?? 'jinja']
    const given = { ...DEFAULTS, undefined: preset.undefined, ...options }
    this.dialect = given.values
    this.preset = preset
    const spoken = given.values === 'python' ? ofPython : ofPreset(preset)
    this.values = spoken.values
    this.runtime = runtimeFor(this.values)
    this.loader = given.loader
    this.policies = { ...POLICIES, ...given.policies }
    this.undefined = undefinedKind(given.undefined)
    this.newline = given.newline
    this.lenientCalls = preset.lenientCalls
    this.replaced = spoken.replaced
    this.onUnsafe = given.onUnsafe
    this.trustedOrigins = given.trustedOrigins.map((origin) => new URL(origin).origin)
    this.finalize = given.finalize && hostOperation(given.finalize)
    this.autoescape = given.autoescape ?? (given.values === 'js' && preset.autoescape)
    this.escapePolicy = given.escapePolicy
    this.wellFormed = given.wellFormed
    this.autoReload = given.autoReload
    this.load = load
    this.#newStyle = given.i18n.newstyle ?? false
    this.filters = Object.assign(
      Object.create(null),
      given.values === 'python' ? jinjaFilters : builtinFilters,
      this.replaced,
    )
    this.tests = Object.assign(Object.create(null), given.values === 'python' ? jinjaTests : builtinTests)
    this.globals = Object.assign(
      Object.create(null),
      builtinGlobals,
      globalsOf(given.values, given.extensions),
    )
    each(given.filters, (name, fn) => this.addFilter(name, fn))
    each(given.tests, (name, fn) => this.addTest(name, fn))
    if (this.dialect === 'js' && given.extensions.includes('i18n'))
      each(untranslated, (name, fn) => this.#setGlobal(name, fn))
    each(given.globals, (name, value) => this.addGlobal(name, value))
  }

  addFilter(name: string, fn: HostFunction): void {
    this.added.filters[name] = fn
    this.filters[name] = hostOperation(fn)
  }

  addTest(name: string, fn: HostFunction): void {
    this.added.tests[name] = fn
    this.tests[name] = hostOperation(fn)
  }

  addGlobal(name: string, value: unknown): void {
    this.added.globals[name] = value
    this.#setGlobal(name, value)
  }

  #setGlobal(name: string, value: unknown): void {
    const wrapped = this.#newStyle && typeof value === 'function' && TRANSLATIONS.includes(name)
    this.globals[name] = wrapped ? newStyle(name, value as HostFunction) : value
  }

  isMissing(value: unknown): boolean {
    return isUndefined(value)
  }
}

type Spoken = Pick<Settings, 'values' | 'replaced'>

const ofPython: Spoken = { values: python, replaced: pythonFilters }

function ofPreset({ values, filters }: Preset): Spoken {
  return { values, replaced: filters }
}

const PRESETS = { jinja, nunjucks }

/** Options whose default depends on others, or that the settings do not keep. */
type Unset =
  | ('autoescape' | 'development' | 'undefined' | 'compat' | 'delimiters' | 'cache' | 'keepTrailingNewline')
  | ('trimBlocks' | 'lstripBlocks')

const DEFAULTS: Required<Omit<EnvironmentOptions, Unset>> = {
  values: 'js',
  loader: null,
  policies: {},
  newline: '\n',
  finalize: null,
  onUnsafe: null,
  trustedOrigins: [],
  autoReload: false,
  escapePolicy: 'strict',
  wellFormed: 'off',
  i18n: {},
  extensions: [],
  filters: {},
  tests: {},
  globals: {},
}

/** Globals that come with a dialect and with extensions. */
function globalsOf(values: 'js' | 'python', extensions: readonly unknown[]): Record<string, unknown> {
  return {
    ...(values === 'js' && { null: null }),
    ...(extensions.includes('debug') && { debug }),
    ...(extensions.includes('i18n') && { _: underscore }),
  }
}

function each<T>(entries: Readonly<Record<string, T>>, add: (name: string, value: T) => void): void {
  for (const [name, value] of Object.entries(entries)) add(name, value)
}
