/**
 * Decides, once and before any code exists, which variable every name of a template is. The rules are Jinja's:
 * a scope's names are settled from the whole of its body, so a name read before it is assigned starts with the
 * value the page was given, one only assigned starts with nothing, and one assigned in some branch of an `if`
 * falls back to the outer value. (Jinja: idtracking.)
 */
import type { AnyNode, Expression, For, If, Macro, Target, Template } from '../ast.js'
import { freeNames, implicitParameters, survey } from './free.js'
import {
  lookUp,
  type NameScope,
  type Names,
  type Origin,
  type ScopePart,
  type Scoping,
  type Symbol,
} from './names.js'
import { children, type Go, isLeaf, type Role } from './walk.js'

/** The scopes of a template and the symbols in them. Linear in the size of the tree. */
export function resolve(template: Template, scoping: Scoping): Names {
  const scopes = new Map<AnyNode, Map<ScopePart, NameScope>>()
  const resolver = new Resolver(scopes, scoping)
  const { blocks, parents, inherits, bodies } = survey(template)
  const root = resolver.open(template, 'body', null, true)
  if (inherits) root.construct(freeNames(template.body, ['self']))
  root.body(template.body)
  for (const block of blocks) {
    const frame = resolver.open(block, 'body', null, false)
    if (inherits) frame.construct(freeNames(block.body, ['self', 'super']))
    frame.body(block.body)
  }
  resolver.finish()
  return { scopes, blocks, parents, bodies }
}

const CONSTRUCT: Origin = { from: 'construct' }
const VARS: Origin = { from: 'vars' }
const NOTHING: Origin = { from: 'nothing' }
const NONE: readonly never[] = Object.freeze([])

/** What is known of a scope's names at one point of its body. A branch adds to a layer of its own. */
class Knowledge {
  readonly below: Knowledge | null
  #origins: Map<string, Origin> | null = null
  #assigned: Set<string> | null = null

  constructor(below: Knowledge | null) {
    this.below = below
  }

  /** What this layer adds. */
  get origins(): Iterable<readonly [string, Origin]> {
    return this.#origins ?? NONE
  }

  /** The names that are assigned in this layer. */
  get assigned(): Iterable<string> {
    return this.#assigned ?? NONE
  }

  define(name: string, origin: Origin): void {
    this.#origins ??= new Map()
    this.#origins.set(name, origin)
  }

  assign(name: string): void {
    this.#assigned ??= new Set()
    this.#assigned.add(name)
  }

  /** Where a name's first value comes from; null for a name not seen so far. */
  origin(name: string): Origin | null {
    for (let layer: Knowledge | null = this; layer !== null; layer = layer.below) {
      const origin = layer.#origins?.get(name)
      if (origin !== undefined) return origin
    }
    return null
  }

  isAssigned(name: string): boolean {
    for (let layer: Knowledge | null = this; layer !== null; layer = layer.below) {
      if (layer.#assigned?.has(name) === true) return true
    }
    return false
  }
}

class Resolver {
  readonly #waiting: Frame[] = []

  constructor(
    readonly scopes: Map<AnyNode, Map<ScopePart, NameScope>>,
    readonly scoping: Scoping,
  ) {}

  /** A new scope for a part of a node. Its own inner scopes are settled after it. */
  open(node: AnyNode, part: ScopePart, parent: Frame | null, topLevel: boolean): Frame {
    const scope: NameScope = { parent: parent?.scope ?? null, topLevel, symbols: new Map() }
    const parts = this.scopes.get(node) ?? new Map<ScopePart, NameScope>()
    parts.set(part, scope)
    this.scopes.set(node, parts)
    const frame = new Frame(this, scope, parent)
    this.#waiting.push(frame)
    return frame
  }

  /** Settles every scope, outer ones first. */
  finish(): void {
    for (let index = 0; index < this.#waiting.length; index++) this.#waiting[index]?.settle()
  }
}

class Frame {
  #known = new Knowledge(null)
  readonly #stored = new Set<string>()
  readonly #storedAgain = new Set<string>()
  readonly #inner: (() => void)[] = []
  readonly #child: Go = (node, role) => {
    if (node !== null) this.#visit(node, role)
  }

  constructor(
    readonly resolver: Resolver,
    readonly scope: NameScope,
    readonly parent: Frame | null,
  ) {}

  /** Declares names that the construct itself provides. */
  construct(names: Iterable<string>): void {
    for (const name of names) this.#define(name, CONSTRUCT)
  }

  body(statements: readonly AnyNode[]): void {
    for (const statement of statements) this.#visit(statement, 'statement')
  }

  value(expression: Expression): void {
    this.#visit(expression, 'value')
  }

  /** Declares the names of a target that the construct itself fills. */
  parameters(target: Target): void {
    if (target.kind === 'Name') this.construct([target.name])
    else if (target.kind === 'Tuple') for (const item of target.items) this.parameters(item as Target)
    else this.#visit(target.object, 'value')
  }

  /** Fixes the symbols, then analyses the scopes inside. */
  settle(): void {
    for (const [name, origin] of this.#known.origins) {
      const symbol = this.#symbol(name)
      symbol.origin = origin
      symbol.assigned = this.#known.isAssigned(name)
      symbol.assignedOnce = this.#stored.has(name) && !this.#storedAgain.has(name)
    }
    for (const analyse of this.#inner) analyse()
  }

  #symbol(name: string): Symbol {
    const known = this.scope.symbols.get(name)
    if (known !== undefined) return known
    const symbol: Symbol = { name, scope: this.scope, origin: VARS, assigned: false, assignedOnce: false }
    this.scope.symbols.set(name, symbol)
    return symbol
  }

  #define(name: string, origin: Origin): void {
    this.#known.define(name, origin)
  }

  #outer(name: string): Symbol | null {
    return this.scope.parent === null ? null : lookUp(this.scope.parent, name)
  }

  #load(name: string): void {
    if (this.#known.origin(name) === null && this.#outer(name) === null) this.#define(name, VARS)
  }

  #store(name: string): void {
    const seen = this.#known.origin(name) !== null
    const outer = seen ? null : this.#outer(name)
    if (outer !== null && this.resolver.scoping === 'leaky' && this.#reaches(outer)) {
      outer.assignedOnce = false
      return
    }
    if (this.#stored.has(name)) this.#storedAgain.add(name)
    this.#stored.add(name)
    this.#known.assign(name)
    if (seen) return
    this.#define(name, outer === null ? NOTHING : { from: 'outer', symbol: outer })
  }

  /** In leaky scoping: whether an assignment here writes the outer variable itself. */
  #reaches(outer: Symbol): boolean {
    return this.parent !== null && (outer.assigned || outer.origin.from === 'construct')
  }

  #visit(node: AnyNode, role: Role): void {
    if (node.kind === 'Name') {
      if (role === 'target') this.#store(node.name)
      else this.#load(node.name)
    } else if (node.kind === 'If') this.#if(node)
    else if (node.kind === 'For') this.#for(node)
    else if (node.kind === 'Block') return
    else if (node.kind === 'Macro') this.#macro(node)
    else if (node.kind === 'Scope' || node.kind === 'Escape' || node.kind === 'Fragment') this.#scope(node)
    else if (!isLeaf(node)) children(node, this.#child, role)
  }

  /** Each arm starts from what is known before it; what only some arm assigns falls back to the outer value. */
  #if(node: If): void {
    const [first, ...others] = node.branches
    if (first === undefined) return
    this.value(first.test)
    const then = this.#arm(() => this.body(first.body))
    const elseIf = this.#arm(() => {
      for (const branch of others) {
        this.value(branch.test)
        this.#join([this.#arm(() => this.body(branch.body))])
      }
    })
    this.#join([then, elseIf, this.#arm(() => this.body(node.orElse))])
  }

  #arm(analyse: () => void): Knowledge {
    const before = this.#known
    this.#known = new Knowledge(before)
    analyse()
    const after = this.#known
    this.#known = before
    return after
  }

  #join(arms: readonly Knowledge[]): void {
    const fresh = new Set<string>()
    for (const arm of arms)
      for (const name of arm.assigned) if (!this.#known.isAssigned(name)) fresh.add(name)
    for (const arm of arms) {
      for (const [name, origin] of arm.origins) this.#known.define(name, origin)
      for (const name of arm.assigned) this.#known.assign(name)
    }
    for (const name of fresh) {
      if (this.#known.origin(name)?.from === 'construct') continue
      const outer = this.#outer(name)
      this.#known.define(name, outer === null ? VARS : { from: 'outer', symbol: outer })
    }
  }

  #for(node: For): void {
    this.value(node.iterable)
    const { filter } = node
    if (filter !== null) {
      this.#open(node, 'filter', (frame) => {
        frame.parameters(node.target)
        frame.value(filter)
      })
    }
    this.#open(node, 'body', (frame) => {
      frame.construct(['loop'])
      frame.parameters(node.target)
      frame.body(node.body)
    })
    if (node.orElse.length > 0) this.#open(node, 'orElse', (frame) => frame.body(node.orElse))
  }

  #macro(node: Macro): void {
    this.#open(node, 'body', (frame) => {
      frame.construct(node.parameters.map((parameter) => parameter.name.name))
      frame.construct(implicitParameters(node, this.resolver.scoping))
      for (const { default: value } of node.parameters) if (value !== null) frame.value(value)
      frame.body(node.body)
    })
  }

  #scope(node: Extract<AnyNode, { kind: 'Scope' | 'Escape' | 'Fragment' }>): void {
    const bindings = node.kind === 'Scope' ? node.bindings : []
    for (const { value } of bindings) this.value(value)
    if (node.kind === 'Escape') this.value(node.value)
    this.#open(node, 'body', (frame) => {
      for (const { target } of bindings) frame.parameters(target)
      frame.body(node.body)
    })
  }

  #open(node: AnyNode, part: ScopePart, analyse: (frame: Frame) => void): void {
    this.#inner.push(() => {
      const frame = this.resolver.open(node, part, this, false)
      analyse(frame)
    })
  }
}
