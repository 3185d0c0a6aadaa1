import type { CodeCache } from './cache/code-cache.js'
import { Lru } from './cache/lru.js'
import type { ModeName } from './codegen/mode.js'
import type { CompileAs, Compiler, Stages } from './compiler.js'
import { TemplateError } from './diagnostics/errors.js'
import { type Jinja2Options, jinja2Options } from './jinja2.js'
import type { LoadedTemplate } from './loader/loader.js'
import { joinName } from './loader/names.js'
import { locate } from './locate.js'
import type { Meta } from './meta.js'
import { type EnvironmentOptions, escapes, type HostFunction, optionError, optionProblem } from './options.js'
import type { Tag } from './parser/tag.js'
import type { Parts } from './parts/parts.js'
import { type Belongings, type Executable, load, type Machine, throwProblems } from './program.js'
import { hostFault } from './runtime/call.js'
import { Fault, fault, isThrown } from './runtime/fault.js'
import { runtimeFor } from './runtime/index.js'
import type { Scope } from './runtime/scope.js'
import { PROGRAM } from './runtime/templates.js'
import { Settings } from './settings.js'
import { Source } from './source.js'
import { Registry } from './sourcemap/registry.js'
import { Template, type Vars } from './template.js'

/** How a template made from a string is named and what it sees. */
export interface StringOptions {
  /** Its name in messages, and what relative references start from (none). */
  readonly name?: string
  /** Globals of this template alone. */
  readonly globals?: Readonly<Record<string, unknown>>
}

type Page = Pick<Executable, 'source' | 'problems'>

/** A loaded template and how to know whether it is still the newest. */
interface Entry {
  readonly template: Template
  /** What is wrong with it as a page of its own. */
  readonly asPage: Page
  readonly fresh: (() => boolean) | undefined
}

/**
 * Settings, loaders and a cache of compiled templates: what templates live in. Each entry of the package makes it its
 * own by the parts it gives.
 */
export class PortableEnvironment {
  /** What running templates see of the environment. */
  readonly host: Settings
  readonly #options: EnvironmentOptions
  readonly #cache: Lru<string, Entry>
  readonly #registry = new Registry()
  readonly #machine: Machine
  readonly #parts: Parts
  /** Tags added since. */
  readonly #tags: Tag[] = []
  /** Made when something has to be compiled. */
  #made: Compiler | null = null
  /** Whether code is made to find the places of failures. */
  #careful = false
  /** Its own class, or the one that extends it, so that environments made from it are of the same. */
  readonly #kind: new (
    options: EnvironmentOptions,
    parts: Parts,
  ) => PortableEnvironment
  #kept: CodeCache | null
  #tracing: PortableEnvironment | null = null

  /** Throws `TemplateError` (`bad-option`) for an option that does not exist or has a wrong value. */
  constructor(options: EnvironmentOptions, parts: Parts) {
    const wrong = optionProblem(options)
    if (wrong !== null) throw optionError(wrong)
    this.#options = options
    this.#kind = new.target
    this.#parts = parts
    this.#cache = new Lru(options.cache?.size ?? 400)
    this.host = new Settings(options, (name, from) => this.#find(name, from).template[PROGRAM])
    const { development = false, cache: { directory } = {} } = options
    this.#kept = directory ? parts.openCodeCache(directory, options, this.host) : null
    this.#machine = { runtime: this.host.runtime, host: this.host, registry: this.#registry, development }
  }

  /**
   * An environment that behaves as `jinja2.Environment` with these arguments. Throws `TemplateError` (`bad-option`) for
   * a name Jinja does not have or a value that cannot be followed.
   */
  static jinja2<E extends PortableEnvironment>(
    this: new (
      options: EnvironmentOptions,
    ) => E,
    options: Jinja2Options = {},
  ): E {
    return new this(jinja2Options(options))
  }

  /** Renders a template by name; `page.html#block` renders one block of it. Throws `TemplateError`. */
  render(name: string, vars?: Vars): string {
    const at = String(name).lastIndexOf('#')
    if (at < 0) return this.getTemplate(name).render(vars)
    return this.getTemplate(name.slice(0, at)).renderBlock(name.slice(at + 1), vars)
  }

  /** What a template, by name or itself, comes to as a value (`Template.renderValue`). Throws `TemplateError`. */
  renderValue(template: string | Template, vars?: Vars): unknown {
    return (typeof template === 'string' ? this.getTemplate(template) : template).renderValue(vars)
  }

  /** The page in pieces while it is made (`Template.chunks`). Throws `TemplateError`. */
  chunks(name: string, vars?: Vars): Iterable<string> {
    return this.getTemplate(name).chunks(vars)
  }

  /**
   * The template of a name, from the cache or compiled now. Throws `TemplateError`: template-not-found, host-error,
   * syntax errors.
   */
  getTemplate(name: string): Template {
    try {
      const { template, asPage } = this.#find(name, null)
      throwProblems(asPage)
      return template
    } catch (error) {
      throw this.locate(error, new Source(null, ''))
    }
  }

  /** The first template of a list that exists. Throws `TemplateError`. */
  selectTemplate(names: readonly string[]): Template {
    for (const name of names) {
      try {
        return this.getTemplate(name)
      } catch (error) {
        if (!(error instanceof TemplateError) || error.id !== 'template-not-found') throw error
      }
    }
    throw this.locate(
      new Fault('template-not-found', { names, tried: [], listed: true }),
      new Source(null, ''),
    )
  }

  /** Compiles a template from its text. Throws `TemplateError` with every syntax error of the text. */
  fromString(text: string, options: StringOptions = {}): Template {
    if (typeof text !== 'string')
      throw this.locate(new Fault('not-a-template', { kind: typeof text }), new Source(null, ''))
    const source = new Source(options.name ?? null, text)
    const { template, asPage } = this.#build(source, options.globals ?? NO_GLOBALS)
    throwProblems(asPage)
    return template
  }

  /**
   * Compiles one expression to a function of vars that gives its value. A missing value is undefined, null in the
   * python dialect; with `undefinedToNone` off it comes as it is.
   */
  compileExpression(
    text: string,
    options: { readonly undefinedToNone?: boolean } = {},
  ): (vars?: Vars) => unknown {
    const { undefinedToNone = true } = options
    const compiled = this.#compiler.compileValue(new Source(null, text))
    const template = this.#template(compiled, { globals: NO_GLOBALS, recompile: () => compiled })
    return (vars) => {
      const { result } = template.module(vars)
      if (!undefinedToNone || !this.host.isMissing(result)) return result
      return this.host.dialect === 'python' ? null : undefined
    }
  }

  /** What a template is after each pass of the compiler, also one with errors. */
  compile(source: Source, as: CompileAs = {}): Stages {
    return this.#compiler.stages(source, as)
  }

  /** What a template refers to: variables it is not given, templates, blocks, macros. Throws `TemplateError`. */
  meta(text: string): Meta {
    const compiled = this.#compiler.compile(new Source(null, text))
    throwProblems(compiled)
    return this.#compiler.meta(compiled)
  }

  /** A new environment with these options changed, made by the constructor of this one's class. */
  overlay(changes: EnvironmentOptions): PortableEnvironment {
    const { filters, tests, globals } = this.host.added
    const own = { ...this.#options, ...changes }
    const added = {
      filters: { ...filters, ...changes.filters },
      tests: { ...tests, ...changes.tests },
      globals: { ...globals, ...changes.globals },
    }
    const child = new this.#kind({ ...own, ...added }, this.#parts)
    child.#tags.push(...this.#tags)
    if (this.#kept === null) child.#kept = null
    return child
  }

  /** Makes a function a filter: `(value, ...args) => value`. Templates compiled before are compiled again. */
  addFilter(name: string, fn: HostFunction): this {
    this.host.addFilter(name, fn)
    return this.#changed()
  }

  /** Makes a function a test: `(value, ...args) => boolean`. */
  addTest(name: string, fn: HostFunction): this {
    this.host.addTest(name, fn)
    return this.#changed()
  }

  /** Makes a value visible in every template. */
  addGlobal(name: string, value: unknown): this {
    this.host.addGlobal(name, value)
    this.#tracing = null
    return this
  }

  /** Enables a tag of the caller. */
  addTag(tag: Tag): this {
    this.#tags.push(tag)
    this.#made?.addTag(tag)
    // What a tag of the caller means is in functions, which nothing on the disk can be compared with.
    this.#kept = null
    return this.#changed()
  }

  /**
   * The same template in an environment whose code finds the place of everything that is thrown; null where that is
   * known already, or this is such an environment.
   */
  carefully(error: unknown, source: Source, globals: Readonly<Record<string, unknown>>): Template | null {
    if (this.#careful || isThrown(error, Fault) || isThrown(error, TemplateError)) return null
    if (this.#registry.places(error).length > 0) return null
    this.#tracing ??= this.overlay({})
    this.#tracing.#careful = true
    this.#tracing.#kept = null
    return this.#tracing.#build(source, globals).template
  }

  /** Gives a failure its place, words and template stack. Anything that is a `TemplateError` already stays. */
  locate(error: unknown, source: Source): unknown {
    return locate(error, { registry: this.#registry, source, compiler: this.#compiler })
  }

  get #compiler(): Compiler {
    if (this.#made !== null) return this.#made
    const { Compiler } = this.#parts.compiler()
    const workshop = { added: this.#tags, careful: this.#careful }
    return (this.#made = new Compiler(this.#options, this.host, workshop))
  }

  #changed(): this {
    this.#cache.clear()
    this.#made?.changed()
    this.#tracing = null
    this.host.epoch++
    return this
  }

  /** `from` is the template that relative names start from. Throws faults, for the page that asked to place. */
  #find(name: string, from: string | null): Entry {
    if (typeof name !== 'string') fault('not-a-template', { kind: typeof name })
    return this.#get(this.#resolve(name, from), name)
  }

  #resolve(name: string, from: string | null): string {
    const { loader } = this.host
    const full = loader?.resolve === undefined ? joinName(name, from) : loader.resolve(name, from)
    return full ?? fault('template-not-found', { names: [name], tried: [] })
  }

  #get(name: string, asked: string): Entry {
    const known = this.#cache.get(name)
    if (known !== undefined && this.#isCurrent(known)) return known
    const loaded = this.#load(name)
    if (loaded === null)
      fault('template-not-found', { names: [asked], tried: this.host.loader?.folders ?? [] })
    const built = this.#build(new Source(name, loaded.text, loaded.path ?? null), NO_GLOBALS)
    if (known !== undefined) this.host.epoch++
    const entry = { ...built, fresh: loaded.fresh }
    this.#cache.set(name, entry)
    return entry
  }

  #isCurrent({ fresh }: Entry): boolean {
    return !this.host.autoReload || fresh === undefined || fresh()
  }

  #load(name: string): LoadedTemplate | null {
    const { loader } = this.host
    if (loader === null) fault('no-loader', {})
    try {
      return checked(loader.load(name), name)
    } catch (error) {
      throw hostFault(error)
    }
  }

  #build(source: Source, globals: Readonly<Record<string, unknown>>): Omit<Entry, 'fresh'> {
    const executable = (mode: ModeName, use: string): Executable => this.#executable(source, mode, use)
    const compiled = executable('text', '')
    const problems = this.host.wellFormed === 'error' ? (compiled.asPage ?? []) : []
    const template = this.#template(compiled, { globals, recompile: executable })
    return { template, asPage: { source, problems } }
  }

  /** Compiled code, from an earlier process where it is kept. */
  #executable(source: Source, mode: ModeName, use: string): Executable {
    const make = (): Executable => this.#compiler.compile(source, { mode, use })
    if (this.#kept === null) return make()
    const kept = { ...escapes(this.host.autoescape, source.name), mode, use }
    return this.#kept.executable(source, kept, make)
  }

  #template(compiled: Executable, belongings: Belongings): Template {
    throwProblems(compiled)
    return new Template(this, load(compiled, this.#machine, belongings), compiled)
  }
}

/** What a loader gave, if it is what loaders give; the caller's own loaders may be written in plain JavaScript. */
function checked(loaded: LoadedTemplate | null, name: string): LoadedTemplate | null {
  if (loaded === null || typeof loaded?.text === 'string') return loaded
  return fault('host-error', { message: `The loader gave no text for template '${name}'` })
}

/** The globals of templates that have none of their own. */
const NO_GLOBALS: Readonly<Record<string, unknown>> = Object.freeze({})

/** The scope type, for functions marked by `withContext`. */
export type { Scope }
/** The runtime of a dialect, for code that loads compiled templates. */
export { runtimeFor }
