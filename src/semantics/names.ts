import type { AnyNode, Of } from '../ast.js'
import { defect } from '../diagnostics/defect.js'

/**
 * Jinja's scoping keeps assignments inside loops, and `loop` and `caller` out of included templates; `leaky` is
 * nunjucks', which does neither.
 */
export type Scoping = 'jinja' | 'leaky'

/** Where a symbol's first value comes from when its scope is entered. */
export type Origin =
  /** Given by the construct itself: loop target, parameter, with binding, `loop`, `self`, `super`, `caller`. */
  | { readonly from: 'construct' }
  /** The caller's vars, top-level sets of the page, or globals. */
  | { readonly from: 'vars' }
  /** A copy of a symbol of an enclosing scope, because this scope assigns it. */
  | { readonly from: 'outer'; readonly symbol: Symbol }
  /** Nothing yet: it is assigned before any use that can see it. */
  | { readonly from: 'nothing' }

/** One variable of the template; every name in the tree belongs to exactly one. */
export interface Symbol {
  readonly name: string
  /** The scope that owns it. */
  readonly scope: NameScope
  origin: Origin
  /** Whether any statement assigns it (targets of loops and parameters do not count). */
  assigned: boolean
  /** Whether exactly one statement does. */
  assignedOnce: boolean
}

/** A stretch of the template with names of its own. `if` is none. */
export interface NameScope {
  readonly parent: NameScope | null
  /** Names written at the template's top level are exported and seen by blocks and includes. */
  readonly topLevel: boolean
  readonly symbols: Map<string, Symbol>
}

/** Parts of a node that are scopes: most have one body; loops have three. */
export type ScopePart = 'body' | 'orElse' | 'filter'

/** What `resolve` finds: the scope of every part of the tree that has one, with the symbols it owns, and the blocks. */
export interface Names {
  readonly scopes: ReadonlyMap<AnyNode, ReadonlyMap<ScopePart, NameScope>>
  /** The blocks of the template, outermost first, each before the blocks inside it. */
  readonly blocks: readonly Of<'Block'>[]
  /** How many places of the template choose a parent. */
  readonly parents: number
  /** Whether any expression of the template has a body: a fragment or a macro. */
  readonly bodies: boolean
}

/** The scope of a node's part; every node that opens one has it. */
export function scopeOf(names: Names, node: AnyNode, part: ScopePart = 'body'): NameScope {
  return names.scopes.get(node)?.get(part) ?? defect(`${node.kind} has no scope for its ${part}`)
}

/** The symbol a name belongs to in a scope; every name of a resolved tree has one. */
export function ownerOf(scope: NameScope, name: string): Symbol {
  return lookUp(scope, name) ?? defect(`nothing owns the name ${name}`)
}

/** The nearest symbol of that name, from a scope outwards; null when none has it. */
export function lookUp(scope: NameScope, name: string): Symbol | null {
  for (let at: NameScope | null = scope; at !== null; at = at.parent) {
    const symbol = at.symbols.get(name)
    if (symbol !== undefined) return symbol
  }
  return null
}
