import { quote as quoteName } from '../diagnostics/quote.js'
import type { NameScope, Names, Symbol } from '../semantics/names.js'
import type { Span } from '../source.js'
import { type Code, quote } from './code.js'
import { Identifiers } from './identifiers.js'
import type { KnownMacro } from './known-macro.js'
import { Lines } from './lines.js'
import type { Linked } from './linkage.js'
import type { CodegenOptions } from './options.js'

/** The variables that a loop counts with; enough for most of what templates ask of `loop`. */
export interface Counter {
  readonly sequence: string
  readonly index: string
}

/** The generated code of one template while it is being written: its constants and its functions. */
export class Module {
  readonly options: CodegenOptions
  readonly names: Names
  readonly identifiers = new Identifiers()
  /** Filters, tests and links to other templates, bound once when the code is loaded. */
  readonly constants = new Lines()
  readonly functions = this.constants.part()
  /** The JavaScript variable of each symbol that has one. */
  readonly variables = new Map<Symbol, string>()
  /** Symbols that some line above assigns. */
  readonly written = new Set<Symbol>()
  /** Parameters of a macro whose arguments and defaults are still being sorted out. */
  readonly unfilled = new Set<Symbol>()
  /** Macros that a name stands for wherever code sees it, by its symbol. */
  readonly macros = new Map<Symbol, KnownMacro>()
  /** The `super` of blocks that only print it. */
  readonly supers = new Map<Symbol, { readonly name: string; readonly fn: string }>()
  /** The `loop` symbols that need no loop object. */
  readonly counters = new Map<Symbol, Counter>()
  /** Whether some parent is chosen in a branch, so that only run time knows whether there is one. */
  readonly conditionalParent: boolean
  /** Where the parent is chosen, for the places of errors in it. */
  parentSpan: Span | null = null
  readonly #bound = new Map<string, string>()

  constructor(names: Names, options: CodegenOptions, conditionalParent: boolean) {
    this.names = names
    this.conditionalParent = conditionalParent
    this.options = options
  }

  /** The constant that holds a filter or test. */
  operation(group: 'filters' | 'tests', name: string): string {
    return this.#constant(name, { kind: group, name, from: this.options.name, use: '' })
  }

  /**
   * Code for the program of another template in a use, by its name as written; null when only run time can look it up.
   */
  program(name: string, use: string): Code | null {
    const { linkage, name: from } = this.options
    const linked: Linked = { kind: 'templates', name, from, use }
    const wanted = name.replace(/^.*\//, '').replace(/\..*$/, '')
    return linkage.canBind(linked) ? linkage.program(this.#constant(wanted, linked), use) : null
  }

  /** This template's name as code: what dynamic references are relative to. */
  self(): string {
    return this.options.name === null ? 'null' : quote(this.options.name)
  }

  /**
   * Where something stands as Jinja writes it, as code: `line 3 in 'page.html'`; empty where hints have no lines. A
   * plain place has the name as it is, where Jinja reads its quoted form as part of a string literal.
   */
  place({ start }: Span, form: 'quoted' | 'plain'): string {
    const { linesInHints, lineOf, name } = this.options
    if (!linesInHints) return ''
    const shown = form === 'plain' ? `'${name}'` : quoteName(name ?? '')
    return quote(`line ${lineOf(start)}${name === null ? '' : ` in ${shown}`}`)
  }

  /** Forgets the variables of a scope and all in it, so that its code can be written once more. */
  forget(scope: NameScope): void {
    const inside = (symbol: Symbol): boolean => isWithin(symbol.scope, scope)
    for (const kept of [this.variables, this.counters, this.macros, this.supers]) {
      for (const symbol of [...kept.keys()]) if (inside(symbol)) kept.delete(symbol)
    }
    for (const symbol of [...this.written]) if (inside(symbol)) this.written.delete(symbol)
  }

  #constant(wanted: string, linked: Linked): string {
    const key = `${linked.kind} ${linked.use} ${linked.name}`
    const known = this.#bound.get(key)
    if (known !== undefined) return known
    const identifier = this.identifiers.claim(wanted)
    this.#bound.set(key, identifier)
    const line = this.options.linkage.bind(identifier, linked)
    if (line !== null) this.constants.add(line)
    return identifier
  }
}

function isWithin(inner: NameScope, outer: NameScope): boolean {
  for (let at: NameScope | null = inner; at !== null; at = at.parent) if (at === outer) return true
  return false
}
