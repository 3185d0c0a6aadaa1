import type { Expression, Template as Tree } from './ast.js'
import { DiskCache } from './cache/disk.js'
import { fingerprint, stored } from './cache/disk-code.js'
import { Lru } from './cache/lru.js'
import type { Linkage } from './codegen/linkage.js'
import type { ModeName } from './codegen/mode.js'
import type { Escaping } from './codegen/options.js'
import {
  type Belongings,
  type Compiled,
  type CompileOptions,
  compile,
  compileValue,
  type Executable,
  load,
  type Machine,
  throwProblems,
} from './compile.js'
import { TemplateError } from './diagnostics/errors.js'
import { type Jinja2Options, jinja2Options } from './jinja2.js'
import { lex } from './lexer/lex.js'
import type { Token } from './lexer/tokens.js'
import type { LoadedTemplate } from './loader/loader.js'
import { joinName } from './loader/names.js'
import { locate } from './locate.js'
import { findMeta, type Meta } from './meta.js'
import {
  DELIMITERS,
  type EnvironmentOptions,
  escapes,
  type HostFunction,
  optionError,
  optionProblem,
} from './options.js'
import { lexerSyntax, parse, parseExpression } from './parser/parse.js'
import type { Tag } from './parser/tag.js'
import { hostFault } from './runtime/call.js'
import { Fault, fault } from './runtime/fault.js'
import { runtimeFor } from './runtime/index.js'
import type { Scope } from './runtime/scope.js'
import { PROGRAM } from './runtime/templates.js'
import { Settings } from './settings.js'
import { Source } from './source.js'
import { encodeMap, type SourceMap } from './sourcemap/encode.js'
import { Registry } from './sourcemap/registry.js'
import { tags } from './tags/index.js'
import { Template, type Vars } from './template.js'

/** How a template made from a string is named and what it sees. */
export interface StringOptions {
  /** Its name in messages, and what relative references start from (none). */
  readonly name?: string
  /** Globals of this template alone. */
  readonly globals?: Readonly<Record<string, unknown>>
}

/** A template after each pass: tokens, tree, names, code, map, and what is wrong with it. */
export interface Stages extends Compiled {
  readonly tokens: readonly Token[]
  /** Comments, raw tags and whitespace between the tokens. */
  readonly trivia: readonly Token[]
  readonly map: SourceMap
}

/** What code is made for: a mode (`text`) and a linkage (with an environment). */
export interface CompileAs {
  readonly mode?: ModeName
  readonly linkage?: Linkage
}

/** A loaded template and how to know whether it is still the newest. */
interface Entry {
  readonly template: Template
  readonly fresh: (() => boolean) | undefined
}

/** Settings, loaders and a cache of compiled templates: what templates live in. */
export class Environment {
  /** What running templates see of the environment. */
  readonly host: Settings
  readonly #options: EnvironmentOptions
  readonly #cache: Lru<string, Entry>
  readonly #registry = new Registry()
  readonly #machine: Machine
  readonly #tags: Map<string, Tag>
  #disk: DiskCache | null
  #compiling: CompileOptions | null = null

  /** Throws `TemplateError` (`bad-option`) for an option that does not exist or has a wrong value. */
  constructor(options: EnvironmentOptions = {}) {
    const wrong = optionProblem(options)
    if (wrong !== null) throw optionError(wrong)
    this.#options = options
    this.#cache = new Lru(options.cache?.size ?? 400)
    this.#disk = options.cache?.directory ? new DiskCache(options.cache.directory) : null
    this.#tags = enabledTags(options)
    this.host = new Settings(options, (name, from) => this.#find(name, from)[PROGRAM])
    const { development = false } = options
    this.#machine = { runtime: this.host.runtime, host: this.host, registry: this.#registry, development }
  }

  /**
   * An environment that behaves as `jinja2.Environment` with these arguments. Throws `TemplateError` (`bad-option`) for
   * a name Jinja does not have or a value that cannot be followed.
   */
  static jinja2(options: Jinja2Options = {}): Environment {
    return new Environment(jinja2Options(options))
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
      return this.#find(name, null)
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
    return this.#build(new Source(options.name ?? null, text), options.globals ?? NO_GLOBALS)
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
    const compiled = compileValue(new Source(null, text), this.#compileOptions())
    const template = this.#template(compiled, { globals: NO_GLOBALS, recompile: () => compiled })
    return (vars) => {
      const { result } = template.module(vars)
      if (!undefinedToNone || !this.host.isMissing(result)) return result
      return this.host.dialect === 'python' ? null : undefined
    }
  }

  /** What a template is after each pass of the compiler, also one with errors. */
  compile(source: Source, as: CompileAs = {}): Stages {
    const compiled = this.#compile(source, as)
    const { tokens, trivia } = lex(source, lexerSyntax({ ...this.#compileOptions().syntax, trivia: true }))
    return { ...compiled, tokens, trivia, map: encodeMap(compiled.mappings, source) }
  }

  /** What a template refers to: variables it is not given, templates, blocks, macros. Throws `TemplateError`. */
  meta(text: string): Meta {
    const compiled = this.#compile(new Source(null, text))
    throwProblems(compiled)
    return findMeta(compiled.tree, compiled.names, this.host.globals)
  }

  /** A new environment with these options changed. */
  overlay(changes: EnvironmentOptions): Environment {
    const { filters, tests, globals } = this.host.added
    const own = { ...this.#options, ...changes }
    const child = new Environment({
      ...own,
      filters: { ...filters, ...changes.filters },
      tests: { ...tests, ...changes.tests },
      globals: { ...globals, ...changes.globals },
    })
    for (const [name, tag] of this.#tags) child.#tags.set(name, tag)
    if (this.#disk === null) child.#disk = null
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
    return this
  }

  /** Enables a tag of the caller. */
  addTag(tag: Tag): this {
    this.#tags.set(tag.name, tag)
    // What a tag of the caller means is in functions, which nothing on the disk can be compared with.
    this.#disk = null
    return this.#changed()
  }

  /** Gives a failure its place, words and template stack. Anything that is a `TemplateError` already stays. */
  locate(error: unknown, source: Source): unknown {
    const treeOf = (of: Source): Tree => parse(of, this.#compileOptions().syntax).template
    const expressionOf = (of: string): Expression | null =>
      parseExpression(new Source(null, of), this.#compileOptions().syntax).expression
    return locate(error, { registry: this.#registry, source, treeOf, expressionOf })
  }

  #changed(): this {
    this.#cache.clear()
    this.#compiling = null
    this.host.epoch++
    return this
  }

  /** `from` is the template that relative names start from. Throws faults, for the page that asked to place. */
  #find(name: string, from: string | null): Template {
    if (typeof name !== 'string') fault('not-a-template', { kind: typeof name })
    return this.#get(this.#resolve(name, from), name)
  }

  #resolve(name: string, from: string | null): string {
    const { loader } = this.host
    const full = loader?.resolve === undefined ? joinName(name, from) : loader.resolve(name, from)
    return full ?? fault('template-not-found', { names: [name], tried: [] })
  }

  #get(name: string, asked: string): Template {
    const known = this.#cache.get(name)
    if (known !== undefined && this.#isCurrent(known)) return known.template
    const loaded = this.#load(name)
    if (loaded === null) fault('template-not-found', { names: [asked], tried: [] })
    const template = this.#build(new Source(name, loaded.text, loaded.path ?? null), NO_GLOBALS)
    if (known !== undefined) this.host.epoch++
    this.#cache.set(name, { template, fresh: loaded.fresh })
    return template
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

  #build(source: Source, globals: Readonly<Record<string, unknown>>): Template {
    const executable = (mode: ModeName): Executable => this.#executable(source, mode)
    return this.#template(executable('text'), { globals, recompile: executable })
  }

  /** Compiled code, from the disk where it is kept there. */
  #executable(source: Source, mode: ModeName): Executable {
    const options = this.#disk === null ? null : fingerprint(this.#options, this.host)
    if (this.#disk === null || options === null) return this.#compile(source, { mode })
    const target = { escaping: this.#escaping(source), mode }
    return stored(this.#disk, { source, target, options }, () => this.#compile(source, { mode }))
  }

  #compile(source: Source, { mode = 'text', ...as }: CompileAs = {}): Compiled {
    return compile(source, { escaping: this.#escaping(source), mode, ...as }, this.#compileOptions())
  }

  #escaping({ name }: Source): Escaping {
    return escapes(this.host.autoescape, name) ? 'on' : 'off'
  }

  #template(compiled: Executable, belongings: Belongings): Template {
    throwProblems(compiled)
    return new Template(this, load(compiled, this.#machine, belongings), compiled)
  }

  #compileOptions(): CompileOptions {
    return (this.#compiling ??= compileOptions(this.#options, this.host, this.#tags))
  }
}

/** What a loader gave, if it is what loaders give; the caller's own loaders may be written in plain JavaScript. */
function checked(loaded: LoadedTemplate | null, name: string): LoadedTemplate | null {
  if (loaded === null || typeof loaded?.text === 'string') return loaded
  return fault('host-error', { message: `The loader gave no text for template '${name}'` })
}

/** The globals of templates that have none of their own. */
const NO_GLOBALS: Readonly<Record<string, unknown>> = Object.freeze({})

function enabledTags({ extensions = [], values = 'js' }: EnvironmentOptions): Map<string, Tag> {
  const groups = values === 'js' ? (['core', 'do', 'loopcontrols', 'nunjucks'] as const) : (['core'] as const)
  const enabled = groups.flatMap((group) => tags[group])
  const extra = extensions.flatMap((extension) =>
    typeof extension === 'string' ? tags[extension] : [extension],
  )
  return new Map([...enabled, ...extra].map((tag) => [tag.name, tag]))
}

function compileOptions(
  options: EnvironmentOptions,
  host: Settings,
  known: ReadonlyMap<string, Tag>,
): CompileOptions {
  const js = host.dialect === 'js'
  return {
    syntax: {
      delimiters: { ...DELIMITERS, ...options.delimiters },
      trimBlocks: options.trimBlocks ?? false,
      lstripBlocks: options.lstripBlocks ?? false,
      ...host.preset.lexer,
      keepTrailingNewline: options.keepTrailingNewline ?? host.preset.keepTrailingNewline,
      newline: host.newline,
      regexLiterals: js,
      strictEquality: js,
      trivia: false,
      tags: known,
      bareKeys: js,
      elseif: js,
      i18n: { newstyle: options.i18n?.newstyle ?? false, trimmed: options.i18n?.trimmed ?? false },
    },
    codegen: {
      ...host.preset.codegen,
      linesInHints: !js,
      finalize: host.finalize !== null,
      trustsFilterBlocks: !js,
      lineByLine: options.development ?? false,
      filters: host.filters,
      tests: host.tests,
      values: host.values,
    },
  }
}

/** The scope type, for functions marked by `withContext`. */
export type { Scope }
/** The runtime of a dialect, for code that loads compiled templates. */
export { runtimeFor }
