import type { OnUnsafe } from './contextual/unsafe-value.js'
import { Fault, fault } from './fault.js'
import type { Missing, UndefinedKind } from './undefined.js'
import { isUndefined, NAMES } from './undefined.js'
import type { Values } from './values/values.js'

/** A place that calls a filter, test or context function: the scope there and whether escaping is on. */
export interface Site {
  readonly scope: Scope
  readonly host: Host
  readonly autoescape: boolean
}

/** A filter or test as the runtime calls it: the site, the value, then arguments in the order of `params`. */
export interface Operation {
  (site: Site, value: unknown, ...args: never[]): unknown
  /**
   * Parameter names after the value, in order; keyword arguments are bound by them. Null: arguments
   * come as written, keywords last as `Keywords`.
   */
  readonly params: readonly string[] | null
  /** How many of `params` have no default. */
  readonly required: number
  /** The filter or test it looks up by name at run time: its group, and which argument has the name (-1: the value). */
  readonly looksUp?: { readonly group: 'filters' | 'tests'; readonly at: number }
}

/** What a root or block gives: its text, or the chunks of it where a page is rendered in chunks. */
export type Output = string | Iterable<string>

/** A root or block. */
export interface Body {
  (scope: Scope): Output
  /** Where in a document its output belongs; absent where that is text. */
  readonly place?: string
}

/** The blocks in force while a page renders: for each name the bodies from most derived to least. */
export type BlockTable = Readonly<Record<string, readonly Body[]>>

/** A compiled template as the runtime sees it. */
export interface Program {
  readonly name: string | null
  /** Renders the template's own body (and its parents') in a scope. */
  readonly root: Body
  readonly blocks: BlockTable
  /** The same template giving chunks; compiled on first use. */
  readonly chunked: Program
  /** The same template giving the list of what it prints; compiled on first use. */
  readonly valued: Program
  /** The same template for a use in another place of a document; compiled on first use. */
  variant?(use: string): Program
  /** Its blocks for other places than it has them in, by use. */
  readonly others?: Readonly<Record<string, Body>>
  /** In words, where in a document its output ends, if it begins in text and ends elsewhere. */
  readonly ends?: string
  /** Globals of this template alone. */
  readonly globals: Readonly<Record<string, unknown>>
}

/** What the runtime needs of an environment. */
export interface Host {
  readonly values: Values
  readonly filters: Readonly<Record<string, Operation>>
  readonly tests: Readonly<Record<string, Operation>>
  readonly globals: Readonly<Record<string, unknown>>
  readonly policies: Readonly<Record<string, unknown>>
  readonly undefined: UndefinedKind
  readonly newline: string
  /** Whether macros ignore arguments they have no parameter for, as nunjucks does. */
  readonly lenientCalls: boolean
  /** Is told of values that were refused where they were printed, or null. */
  readonly onUnsafe?: OnUnsafe | null
  /** Origins that what runs in a page may be loaded from, besides its own. */
  readonly trustedOrigins?: readonly string[]
  /** Finalizer of printed values, already in `(site, value)` form, or null. */
  readonly finalize: ((site: Site, value: unknown) => unknown) | null
  /** Loads a template relative to another. Faults: template-not-found, host-error; syntax errors pass through. */
  load(name: string, from: string | null): Program
  /** What there is of a precompiled template for a use in another place of a document. */
  readonly variant?: ((program: Program, use: string) => Program | undefined) | undefined
  /** Grows whenever a loaded template may have changed; links are resolved again then. */
  readonly epoch: number
  /** Whether templates may change at any time, so that links are resolved on each use. */
  readonly autoReload: boolean
}

/** Names every plain object inherits; a lookup of one of them must not see the inherited value. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype))

/** The names in force while one template (with its parents) renders. Never writes to the caller's vars. */
export class Scope {
  readonly host: Host
  readonly program: Program
  /** Everything visible by name except globals: the caller's vars, then top-level sets copied over them. */
  vars: Readonly<Record<string, unknown>>
  blocks: BlockTable
  /** Top-level values by name, in order of assignment; null until there is one. */
  exported: Record<string, unknown> | null = null
  /** Parents chosen so far, nearest first; null while there is none. */
  parents: Program[] | null = null
  /** The scope that included or imported this one; guards against cycles. */
  readonly from: Scope | null
  readonly depth: number
  /** Blocks print nothing: the page runs only for what it sets, before one of its blocks is rendered alone. */
  muted = false
  /** What `self` was given out as, so that blocks of a parent chosen later come into it. */
  reference: object | null = null
  #copied = false
  #escaped: Site | null = null
  #plain: Site | null = null

  constructor(
    host: Host,
    program: Program,
    vars: Readonly<Record<string, unknown>>,
    from: Scope | null = null,
  ) {
    this.host = host
    this.program = program
    this.vars = vars
    this.from = from
    this.depth = from === null ? 0 : from.depth + 1
    this.blocks = program.blocks
  }

  /** The value of a name that `vars` has nothing (or null) for at first sight: own vars, globals, or missing. */
  get(name: string): unknown {
    const found = this.find(name)
    return found === undefined ? this.missing({ path: name, hint: null, owner: this }) : found
  }

  /** As `get`, but undefined when there is no such name. */
  find(name: string): unknown {
    const { vars } = this
    if (!INHERITED.has(name) || Object.hasOwn(vars, name)) {
      const value = vars[name]
      if (!isUndefined(value)) return value
    }
    const { globals } = this.program
    if (Object.hasOwn(globals, name)) return globals[name]
    const shared = this.host.globals
    return Object.hasOwn(shared, name) ? shared[name] : undefined
  }

  /** Makes a top-level value visible to blocks and includes. */
  place(name: string, value: unknown): void {
    if (!this.#copied) {
      this.vars = copyOf(this.vars)
      this.#copied = true
    }
    define(this.vars, name, value)
  }

  /** As `place`, and exports the value to importers unless its name starts with an underscore. */
  set(name: string, value: unknown): void {
    this.place(name, value)
    if (name.startsWith('_')) return
    this.exported ??= Object.create(null) as Record<string, unknown>
    this.exported[name] = value
  }

  /** A missing value of the environment's kind. */
  missing(missing: Missing): unknown {
    return new this.host.undefined(missing)
  }

  /** The call site of this scope with escaping on or off. */
  at(autoescape: boolean): Site {
    if (autoescape) return (this.#escaped ??= { scope: this, host: this.host, autoescape })
    return (this.#plain ??= { scope: this, host: this.host, autoescape })
  }

  /** Every name there is to see here. */
  [NAMES](): string[] {
    return [this.vars, this.program.globals, this.host.globals].flatMap((names) => Object.keys(names))
  }
}

/** Output as one text. */
export function joined(output: Output): string {
  return typeof output === 'string' ? output : Array.from(output).join('')
}

/** A template for a use in another place of a document. Fault: context-variant. */
export function inUse(host: Host, program: Program, use: string): Program {
  const found = host.variant?.(program, use) ?? program.variant?.(use)
  return found ?? fault('context-variant', { template: nameOf(program), use })
}

/** A program's name as messages show it. */
export function nameOf(program: Program): string {
  return program.name ?? '<string>'
}

/** A copy of vars to add names to. */
export function copyOf(vars: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(vars)
  return prototype === Object.prototype || prototype === null ? { ...vars } : Object.create(vars)
}

/** Gives a name a value, also `__proto__`. */
export function define(vars: Readonly<Record<string, unknown>>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(vars, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    ;(vars as Record<string, unknown>)[name] = value
  }
}

/** Whether an error is the fault `id`. */
export function isFault(error: unknown, id: Fault['id']): error is Fault {
  return error instanceof Fault && error.id === id
}
