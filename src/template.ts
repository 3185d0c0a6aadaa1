import { causedBy, TemplateError } from './diagnostics/errors.js'
import type { PortableEnvironment } from './environment.js'
import { type Executable, executable } from './program.js'
import { oneBlock } from './runtime/blocks.js'
import { INVOKE } from './runtime/call.js'
import { fault } from './runtime/fault.js'
import { isMacro, MACRO, type MacroFunction } from './runtime/macro.js'
import { native } from './runtime/native.js'
import { joined, type Program, Scope } from './runtime/scope.js'
import { type Module, PROGRAM, run } from './runtime/templates.js'
import { encodeMap, type SourceMap } from './sourcemap/encode.js'

/** What a template is rendered with: a plain object or a Map of values by name. Never written to. */
export type Vars = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>

/** A compiled template. */
export class Template {
  readonly [PROGRAM]: Program
  readonly #environment: PortableEnvironment
  readonly #compiled: Pick<Executable, 'source' | 'code' | 'mappings'>
  /** Never rendered: while a scope is alive, V8 keeps what it learnt about scopes and the code that relies on it. */
  readonly #shape: Scope

  constructor(environment: PortableEnvironment, program: Program, compiled: Executable) {
    this[PROGRAM] = program
    this.#environment = environment
    this.#compiled = executable(compiled)
    this.#shape = new Scope(environment.host, program, {})
    this.#shape.at(true)
    this.#shape.at(false)
  }

  /** The template's name, or null when it was made from a string without one. */
  get name(): string | null {
    return this[PROGRAM].name
  }

  /** The template's text. */
  get source(): string {
    return this.#compiled.source.text
  }

  /** The JavaScript it was compiled to: the body of a function of the runtime and the environment. */
  get code(): string {
    return this.#compiled.code
  }

  /** The source map of `code`. */
  get map(): SourceMap {
    return encodeMap(this.#compiled.mappings, this.#compiled.source)
  }

  /** The page as text. Throws `TemplateError` for anything that goes wrong. */
  render(vars?: Vars): string {
    try {
      const program = this[PROGRAM]
      return joined(program.root(new Scope(this.#environment.host, program, toRecord(vars))))
    } catch (error) {
      throw this.#failure(error, (again) => again.render(vars))
    }
  }

  /**
   * What the page comes to as a value, as Jinja's NativeEnvironment renders it: the one printed value as it is; of
   * several the joined text, or what that means as a literal (`[1, 2]`); none for an empty page. Throws `TemplateError`.
   */
  renderValue(vars?: Vars): unknown {
    return this.#guard(
      () => {
        const { host } = this.#environment
        const program = this[PROGRAM].valued
        const output: unknown = program.root(new Scope(host, program, toRecord(vars)))
        return native(host.values, Array.isArray(output) ? output : [output])
      },
      (again) => again.renderValue(vars),
    )
  }

  /**
   * The page in pieces while it is made, at most some thousand characters at a time where the template allows. Each
   * step throws `TemplateError` as `render` does.
   */
  *chunks(vars?: Vars): Generator<string, void, undefined> {
    try {
      const program = this[PROGRAM].chunked
      const scope = new Scope(this.#environment.host, program, toRecord(vars))
      for (const chunk of program.root(scope)) if (chunk !== '') yield chunk
    } catch (error) {
      throw this.#failure(error, (again) => again.render(vars))
    }
  }

  /**
   * One block of the page as text, as the page would print it: what the template sets and imports at its top level
   * is there, and overrides and parents count. Throws `TemplateError`; `missing-block` when there is none.
   */
  renderBlock(name: string, vars?: Vars): string {
    const work = (scope: Scope): string => oneBlock(scope, name)
    return this.#run(vars, work, (again) => again.renderBlock(name, vars))
  }

  /** The macros and values the template exports; the object's text is the page. */
  module(vars?: Vars): Module {
    const exported = this.#run(vars, run, (again) => again.module(vars))
    for (const [name, value] of Object.entries(exported))
      if (isMacro(value)) define(exported, name, this.#guarded(value))
    return exported
  }

  /** How a template shows in messages: its name. */
  toString(): string {
    return `<Template ${this.name ?? 'from string'}>`
  }

  /** A macro for callers outside of templates, whose failures are `TemplateError`s. */
  #guarded(macro: MacroFunction): MacroFunction {
    const call = (...args: unknown[]): unknown => this.#guard(() => macro(...args))
    return Object.assign(call, { [MACRO]: macro[MACRO], [INVOKE]: macro[INVOKE] })
  }

  #run<T>(vars: Vars | undefined, use: (scope: Scope) => T, again: Attempt): T {
    const work = (): T => use(new Scope(this.#environment.host, this[PROGRAM], toRecord(vars)))
    return this.#guard(work, again)
  }

  #guard<T>(work: () => T, again: Attempt | null = null): T {
    try {
      return work()
    } catch (error) {
      throw this.#failure(error, again)
    }
  }

  /**
   * What is thrown for a failure. What a getter or proxy throws without making an error leaves no trace of its place; so
   * then the template runs once more, in code that keeps track. If that fails in the same way, its place is told.
   */
  #failure(error: unknown, again: Attempt | null): unknown {
    const { source } = this.#compiled
    const located = this.#environment.locate(error, source)
    if (again === null) return located
    try {
      const careful = this.#environment.carefully(error, source, this[PROGRAM].globals)
      if (careful !== null) again(careful)
    } catch (second) {
      return placed(located, second)
    }
    return located
  }
}

/** Does with another template what failed with this one. */
type Attempt = (template: Template) => unknown

/** A failure with the place of a second one, if that is the same. */
function placed(located: unknown, second: unknown): unknown {
  if (!(located instanceof TemplateError) || !(second instanceof TemplateError)) return located
  const same = second.id === located.id && second.reason === located.reason
  return same ? causedBy(second, located.cause) : located
}

function define(exported: object, name: string, value: unknown): void {
  Object.defineProperty(exported, name, { value, enumerable: true, configurable: true })
}

/** The caller's vars as an object that generated code can read. Fault: bad-vars. */
function toRecord(vars: Vars | undefined | null): Readonly<Record<string, unknown>> {
  if (vars === undefined || vars === null) return {}
  if (vars instanceof Map) return fromEntries(vars)
  if (typeof vars !== 'object' || Array.isArray(vars)) {
    return fault('bad-vars', { kind: Array.isArray(vars) ? 'list' : typeof vars })
  }
  return vars as Readonly<Record<string, unknown>>
}

function fromEntries(entries: ReadonlyMap<unknown, unknown>): Record<string, unknown> {
  const record: Record<string, unknown> = Object.create(null)
  for (const [name, value] of entries) record[String(name)] = value
  return record
}
