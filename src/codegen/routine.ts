import type { Expression, Fragment, Statement } from '../ast.js'
import type { Plan } from '../escape/plan.js'
import { type NameScope, ownerOf, type Symbol } from '../semantics/names.js'
import type { Span } from '../source.js'
import { at, type Code, js, mark, quote } from './code.js'
import { Identifiers } from './identifiers.js'
import type { Lines } from './lines.js'
import { type Mode, modes } from './mode.js'
import type { Module } from './module.js'
import { isPlainKey } from './properties.js'

/** How output is printed at some point: escaped, plain, or as the variable of that name says. */
export type Printing = 'on' | 'off' | { readonly flag: string }

/** The two tables of code generation, handed down so that no file of rows needs to import another. */
export interface Emit {
  readonly expression: (node: Expression, routine: Routine) => Code
  readonly condition: (node: Expression, routine: Routine) => Code
  readonly statements: (body: readonly Statement[], routine: Routine) => void
}

/** One open scope: where declarations of its symbols go. */
interface Frame {
  readonly scope: NameScope
  readonly declarations: Lines
}

/**
 * One function of generated code while it is being written: its lines, its variables and the names in force.
 * Symbols live in the routine that owns their scope; inner routines reach them as closures.
 */
export class Routine {
  readonly module: Module
  readonly emit: Emit
  readonly parent: Routine | null
  readonly identifiers: Identifiers
  /** Lookups of the caller's vars and call sites, made once at the start of the function. */
  readonly prologue: Lines
  readonly lines: Lines
  printing: Printing
  /** How output is written where that differs from text; null where places do not count. */
  plan: Plan | null
  /** The variable that output is added to. */
  buffer: string
  /** Output is dropped (the body of a template with a parent), or tested against this variable at run time. */
  dropped: 'never' | 'always' | { readonly unless: string } = 'never'
  /** The body of the filter block being printed: output that is dropped outside of it is dropped inside, too. */
  filtered: Fragment | null = null
  scope: NameScope
  /** The scope of the function itself. */
  readonly home: NameScope
  /** How many branches of `if` the current line is in. */
  depth = 0
  readonly #frames: Frame[] = []
  readonly #own = new Set<NameScope>()
  readonly #hoisted = new Map<string, string>()
  readonly #page: string
  #varsReady = false

  constructor(module: Module, emit: Emit, scope: NameScope, outer: Routine | null = null) {
    this.module = module
    this.emit = emit
    this.parent = outer
    this.prologue = module.functions.part()
    this.lines = module.functions.part()
    this.identifiers = new Identifiers(outer?.identifiers ?? module.identifiers)
    this.scope = scope
    this.home = scope
    this.printing = outer?.printing ?? module.options.escaping
    this.plan = outer === null ? module.options.plan : outer.plan
    this.buffer = this.identifiers.claim('out')
    this.#page = this.buffer
  }

  /** How output is given. */
  get mode(): Mode {
    return modes[this.module.options.mode]
  }

  /** Whether output here goes straight into the page: in the root or a block, not in a captured body or a macro. */
  streams(): boolean {
    return this.parent === null && this.buffer === this.#page
  }

  /** A function inside this one. */
  inner(scope: NameScope): Routine {
    return new Routine(this.module, this.emit, scope, this)
  }

  /** Code for the value of an expression. */
  value(node: Expression): Code {
    return this.emit.expression(node, this)
  }

  /** Code for whether an expression is true, as a JavaScript boolean. */
  condition(node: Expression): Code {
    return this.emit.condition(node, this)
  }

  /** The same code; where every expression is a call of its own, inside a call that knows its place. */
  careful(span: Span, code: Code): Code {
    // The place of the call is no step on the way to what the expression calls, since the expression itself is one.
    return this.module.options.careful ? js`${at(span, '$.attempt', null)}(() => (${code}))` : code
  }

  /** Adds the lines of a body. */
  body(statements: readonly Statement[]): void {
    this.emit.statements(statements, this)
  }

  /** Opens a scope around the lines that `body` adds. */
  within(scope: NameScope, body: () => void): void {
    const before = this.scope
    const declarations = this.lines.part()
    this.lines.include(declarations)
    this.scope = scope
    this.#own.add(scope)
    this.#frames.push({ scope, declarations })
    for (const symbol of scope.symbols.values()) {
      if (symbol.assigned && symbol.origin.from !== 'nothing' && symbol.origin.from !== 'construct') {
        const initial = this.#initial(symbol)
        declarations.add(js`let ${this.declare(symbol)} = ${initial};`)
      }
    }
    body()
    this.#frames.pop()
    this.scope = before
  }

  /** A new variable for a symbol; its declaration is the caller's business. */
  declare(symbol: Symbol): string {
    const identifier = this.identifiers.claim(symbol.name)
    this.module.variables.set(symbol, identifier)
    return identifier
  }

  /** A fresh variable declared at the start of the function. */
  temporary(): string {
    const name = this.identifiers.claim('t')
    this.prologue.add(`let ${name};`)
    return name
  }

  /** The symbol of a name here. Every name read or written in a resolved tree has one. */
  symbol(name: string): Symbol {
    return ownerOf(this.scope, name)
  }

  /** Code that reads a symbol; `span` is where, for the lookup that the first mention of a name causes. */
  read(symbol: Symbol, span: Span | null = null): Code {
    const { variables, written, unfilled } = this.module
    if (symbol.origin.from === 'vars' && !symbol.assigned)
      return this.#owner(symbol).#hoist(symbol.name, span)
    const variable = variables.get(symbol) ?? this.#owner(symbol).#declareEarly(symbol)
    const certain = symbol.origin.from !== 'nothing' || written.has(symbol)
    if (certain && !unfilled.has(symbol)) return variable
    const shown = span === null ? variable : mark(span.start, variable, symbol.name)
    return js`$.given(scope, ${shown}, ${quote(symbol.name)})`
  }

  /** Adds the line that assigns a symbol (and declares it when this is its first mention); `from` is where. */
  write(symbol: Symbol, value: Code, from: number): void {
    const { variables, written } = this.module
    const known = variables.get(symbol)
    const first = known === undefined && symbol.scope === this.scope
    const variable = known ?? (first ? this.declare(symbol) : this.#owner(symbol).#declareEarly(symbol))
    this.lines.add(js`${first ? 'let ' : ''}${mark(from, variable, symbol.name)} = ${value};`)
    written.add(symbol)
  }

  /** The call site here, as filters and tests get it. */
  site(): Code {
    const { printing } = this
    if (typeof printing === 'object') return js`scope.at(${printing.flag})`
    const key = ` site ${printing}`
    return this.#once(key, 'site', `scope.at(${printing === 'on'})`)
  }

  /** The function's text: head, lookups, body. */
  assemble(head: Code, target: Lines, tail: Code): void {
    target.nest(
      head,
      () => {
        target.include(this.prologue)
        target.include(this.lines)
      },
      tail,
    )
  }

  #owner(symbol: Symbol): Routine {
    for (let routine: Routine | null = this; routine !== null; routine = routine.parent) {
      if (routine.#own.has(symbol.scope)) return routine
    }
    return this
  }

  /** A caller's variable, looked up once per function. */
  #hoist(name: string, span: Span | null): Code {
    const known = this.#hoisted.get(name)
    if (known !== undefined) return known
    const lookup = this.#lookup(name)
    return this.#once(name, name, span === null ? lookup : this.careful(span, at(span, lookup, null)))
  }

  #once(key: string, wanted: string, value: Code): string {
    const known = this.#hoisted.get(key)
    if (known !== undefined) return known
    const identifier = this.identifiers.claim(wanted)
    this.#hoisted.set(key, identifier)
    this.prologue.add(js`const ${identifier} = ${value};`)
    return identifier
  }

  #lookup(name: string): Code {
    if (!isPlainKey(name)) return `scope.get(${quote(name)})`
    if (!this.#varsReady) this.prologue.add('const { vars } = scope;')
    this.#varsReady = true
    return `vars.${name} ?? scope.get(${quote(name)})`
  }

  #initial(symbol: Symbol): Code {
    const { origin } = symbol
    return origin.from === 'outer' ? this.read(origin.symbol) : this.#lookup(symbol.name)
  }

  #declareEarly(symbol: Symbol): string {
    const frame = this.#frames.find((open) => open.scope === symbol.scope)
    const identifier = this.declare(symbol)
    const declarations = frame?.declarations ?? this.prologue
    declarations.add(`let ${identifier};`)
    return identifier
  }
}
