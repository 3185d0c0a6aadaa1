import { enter, enterAlone, type Locals } from './enter.js'
import { Fault, fault } from './fault.js'
import { isText, TEXT } from './markup.js'
import { type Host, inUse, isFault, joined, nameOf, type Output, type Program, Scope } from './scope.js'
import { isUndefined, Undefined, USE } from './undefined.js'

/** Key under which a compiled template object carries its program, so that templates can be passed as vars. */
export const PROGRAM: unique symbol = Symbol('program')

/** A constant reference to another template, resolved once and again only when templates may have changed. */
export class Link {
  readonly #host: Host
  readonly #name: string
  readonly #from: string | null
  readonly #use: string
  #epoch = -1
  #program: Program | null = null

  constructor(host: Host, name: string, from: string | null, use: string) {
    this.#host = host
    this.#name = name
    this.#from = from
    this.#use = use
  }

  /** The program. Faults: template-not-found, host-error. */
  get program(): Program {
    const { epoch, autoReload } = this.#host
    if (this.#program !== null && this.#epoch === epoch && !autoReload) return this.#program
    const program = this.#host.load(this.#name, this.#from)
    this.#program = this.#use === '' ? program : inUse(this.#host, program, this.#use)
    this.#epoch = this.#host.epoch
    return this.#program
  }
}

/** A link to a template by name, relative to the template it is written in; `use` says for which place, if any. */
export function link(host: Host, name: string, from: string | null, use = ''): Link {
  return new Link(host, name, from, use)
}

/** A template for a use in another place of the document, if there is a template. Fault: context-variant. */
export function variant<P extends Program | null>(scope: Scope, program: P, use: string): Program | P {
  return program === null ? program : inUse(scope.host, program, use)
}

/** The program a value stands for: a name, a template, or the first of a list that exists. */
export function choose(scope: Scope, value: unknown, from: string | null): Program {
  if (isText(value)) return scope.host.load(String(value), from)
  if (isTemplate(value)) return value[PROGRAM]
  if (value instanceof Undefined) value[USE]('convert')
  const { values } = scope.host
  if (value === null) fault('template-not-found', { names: ['none'], tried: [], shown: values.text(value) })
  if (isUndefined(value) || !isList(value)) {
    return fault('not-a-template', { kind: values.kind(value), shown: values.text(value) })
  }
  return first(scope, Array.from(values.list(value)), from)
}

function isList(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}

function isTemplate(value: unknown): value is { readonly [PROGRAM]: Program } {
  return typeof value === 'object' && value !== null && PROGRAM in value
}

function first(scope: Scope, values: readonly unknown[], from: string | null): Program {
  const names: string[] = []
  for (const value of values) {
    if (isUndefined(value)) continue
    try {
      return choose(scope, value, from)
    } catch (error) {
      if (!isFault(error, 'template-not-found')) throw error
      names.push(String(value))
    }
  }
  throw new Fault('template-not-found', { names, tried: [], listed: true })
}

/** As `choose`, or null when there is no such template (`ignore missing`). */
export function chooseIfAny(scope: Scope, value: unknown, from: string | null): Program | null {
  try {
    return choose(scope, value, from)
  } catch (error) {
    if (isFault(error, 'template-not-found')) return null
    throw error
  }
}

/** The text of another template that sees the names here. Fault: template-cycle. */
export function include(scope: Scope, program: Program | null | undefined, locals: Locals): Output {
  return program == null ? '' : neutral(program).root(enter(scope, program, locals))
}

/** The text of another template that sees only globals. */
export function includeAlone(scope: Scope, program: Program | null): string {
  return program === null ? '' : sharedModule(scope, neutral(program))[TEXT]
}

/** A program whose output ends where it begins. Fault: include-end. */
function neutral(program: Program): Program {
  return program.ends === undefined
    ? program
    : fault('include-end', { template: nameOf(program), ends: program.ends })
}

/** Key of the name of the template that exports something. */
const ORIGIN: unique symbol = Symbol('origin')

/** What a template exports, as an object; its text is the template's output. */
export type Module = Readonly<Record<string, unknown>> & {
  readonly [TEXT]: string
  readonly [ORIGIN]: string | null
}

/** Modules imported without context, which render once for each host and are shared. */
const shared = new WeakMap<Host, WeakMap<Program, Module>>()

function sharedIn(host: Host): WeakMap<Program, Module> {
  const known = shared.get(host)
  if (known !== undefined) return known
  const made = new WeakMap<Program, Module>()
  shared.set(host, made)
  return made
}

/** The module of a template that sees only globals. Rendered on first use. */
export function module(scope: Scope, program: Program): Module {
  const globals = missingGlobals(scope, program)
  return globals === null ? sharedModule(scope, program) : run(new Scope(scope.host, program, globals, scope))
}

function sharedModule(scope: Scope, program: Program): Module {
  const modules = sharedIn(scope.host)
  const known = modules.get(program)
  if (known !== undefined) return known
  const made = run(enterAlone(scope, program))
  modules.set(program, made)
  return made
}

/** Globals of the importing template alone that the imported one has not, or null when there are none. */
function missingGlobals(scope: Scope, program: Program): Readonly<Record<string, unknown>> | null {
  if (scope.program.globals === program.globals) return null
  const names = Object.keys(scope.program.globals).filter((name) => !Object.hasOwn(program.globals, name))
  return names.length === 0
    ? null
    : Object.fromEntries(names.map((name) => [name, scope.program.globals[name]]))
}

/** The module of a template that sees the names here. Rendered each time. */
export function moduleWithin(scope: Scope, program: Program, locals: Locals): Module {
  return run(enter(scope, program, locals))
}

/** Renders a scope's template and gives what it exports. */
export function run(scope: Scope): Module {
  const text = joined(scope.program.root(scope))
  const exports: Module = Object.assign(Object.create(null), scope.exported)
  Object.defineProperty(exports, TEXT, { value: text })
  Object.defineProperty(exports, ORIGIN, { value: scope.program.name })
  if (!Object.hasOwn(exports, 'toString')) Object.defineProperty(exports, 'toString', { value: () => text })
  // What a template printed is safe in HTML, as the output of a macro is.
  Object.defineProperty(exports, 'toHTML', { value: () => text })
  return exports
}

/** One name of a module, or a missing value that says where it was looked for. */
export function imported(
  scope: Scope,
  from: Module,
  name: string,
  ...[template = null, place]: readonly [template?: string | null, place?: string]
): unknown {
  const value = from[name]
  if (value !== undefined && (name !== 'toString' || Object.keys(from).includes(name))) return value
  const { repr } = scope.host.values
  const origin = template ?? from[ORIGIN]
  const where = origin === null ? 'the template' : `the template ${repr(origin)}`
  const at = place === undefined ? '' : ` (imported on ${place})`
  return scope.missing({
    path: name,
    hint: `${where}${at} does not export the requested name ${repr(name)}`,
    owner: from,
  })
}
