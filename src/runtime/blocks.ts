import { call, INVOKE, type Invocable } from './call.js'
import { fault } from './fault.js'
import { Markup } from './markup.js'
import { blockUse, PLACED, type Placeable, type PlacedCall } from './places.js'
import {
  type BlockTable,
  type Body,
  inUse,
  joined,
  nameOf,
  type Output,
  type Program,
  type Scope,
  type Site,
} from './scope.js'

/** The text of a block: the most derived body of that name. Fault: missing-block. */
export function block(scope: Scope, name: string): Output {
  const body = scope.blocks[name]?.[0]
  if (scope.muted) return ''
  if (body === undefined) return fault('missing-block', { name })
  return body.place === undefined ? body(scope) : bodyIn(scope, name, body, '')(scope)
}

/** As `block`, where the document is not at text. Faults: missing-block, context-variant. */
export function blockIn(scope: Scope, name: string, place: string): Output {
  const body = scope.blocks[name]?.[0]
  if (scope.muted) return ''
  return body === undefined ? fault('missing-block', { name }) : bodyIn(scope, name, body, place)(scope)
}

/** As `requiredBlock`, where the document is not at text. Faults: required-block, context-variant. */
export function requiredBlockIn(scope: Scope, name: string, place: string): Output {
  const bodies = scope.blocks[name]
  if (bodies === undefined || bodies.length <= 1) return fault('required-block', { name })
  return blockIn(scope, name, place)
}

/** Marks the body of a block as one for this place. */
export function placed(body: Body, place: string): Body {
  return Object.assign(body, { place })
}

/** What the body of a block is that cannot stand in text. Fault: misplaced-block. */
export function misplaced(name: string, reason: string): never {
  return fault('misplaced-block', { name, reason })
}

/** The bodies that others were compiled again from, for another place. */
const originals = new WeakMap<Body, Body>()

/** The body of a block for a place: itself, or what its template has for there. Fault: context-variant. */
function bodyIn(scope: Scope, name: string, body: Body, place: string): Body {
  if ((body.place ?? '') === place) return body
  const programs = [scope.program, ...(scope.parents ?? [])]
  const owner = programs.find(({ blocks }) => blocks[name]?.includes(body)) ?? scope.program
  const use = blockUse(name, place)
  const variant = owner.others?.[use] ?? inUse(scope.host, owner, use).blocks[name]?.[0]
  if (variant === undefined)
    return fault('context-variant', { template: nameOf(owner), use: `block '${name}'` })
  originals.set(variant, body)
  return variant
}

/** One block of a page alone: what the template sets and imports at its top level is there. Fault: missing-block. */
export function oneBlock(scope: Scope, name: string): string {
  scope.muted = true
  joined(scope.program.root(scope))
  scope.muted = false
  // The root of the page says where the block stands.
  return joined(blockIn(scope, name, scope.blocks[name]?.at(-1)?.place ?? ''))
}

/** As `block`, for a placeholder that some template must fill. Fault: required-block. */
export function requiredBlock(scope: Scope, name: string): Output {
  const bodies = scope.blocks[name]
  return bodies === undefined || bodies.length <= 1 ? fault('required-block', { name }) : block(scope, name)
}

/** A block as a value: `super`, or `self.name`. */
class BlockReference implements Invocable, Placeable {
  readonly #scope: Scope
  readonly #name: string
  readonly #bodies: readonly Body[]
  readonly #level: number

  constructor(scope: Scope, name: string, bodies: readonly Body[], level: number) {
    this.#scope = scope
    this.#name = name
    this.#bodies = bodies
    this.#level = level
  }

  get name(): string {
    return this.#name
  }

  /** The block one level up. */
  get super(): unknown {
    return reference(this.#scope, this.#name, this.#bodies, this.#level + 1)
  }

  [INVOKE](_args: readonly unknown[], site: Site): unknown {
    const body = this.#bodies[this.#level]
    const text = body === undefined ? '' : joined(bodyIn(this.#scope, this.#name, body, '')(this.#scope))
    return site.autoescape ? new Markup(text) : text
  }

  [PLACED](place: string): PlacedCall | null {
    const body = this.#bodies[this.#level]
    if (body === undefined) return null
    return () => joined(bodyIn(this.#scope, this.#name, body, place)(this.#scope))
  }
}

function reference(scope: Scope, name: string, bodies: readonly Body[], level: number): unknown {
  if (level < bodies.length) return new BlockReference(scope, name, bodies, level)
  return scope.missing({ path: 'super', hint: `there is no parent block called '${name}'.` })
}

/** What `super` is in the body `current` of a block: the next less derived body, or a missing value. */
export function superBlock(scope: Scope, name: string, current: Body): unknown {
  const bodies = scope.blocks[name] ?? []
  return reference(scope, name, bodies, bodies.indexOf(originals.get(current) ?? current) + 1)
}

/** What a printed `super()` gives in the body `current` of a block. Fault: undefined-value. */
export function superText(scope: Scope, name: string, current: Body): string {
  const bodies = scope.blocks[name] ?? []
  const body = bodies[bodies.indexOf(originals.get(current) ?? current) + 1]
  // What calling a missing value comes to is up to its kind.
  if (body === undefined)
    return scope.host.values.text(call(scope.at(false), superBlock(scope, name, current)))
  return joined((body.place === undefined ? body : bodyIn(scope, name, body, ''))(scope))
}

/** Key of the name of the template that `self` stands for. */
export const TEMPLATE: unique symbol = Symbol('template')

/** What `self` is made of: its own fields are the blocks of the page. */
export class TemplateReference {
  readonly [TEMPLATE]: string | null

  constructor(template: string | null) {
    this[TEMPLATE] = template
  }
}

/** What `self` is: an object with every block of the page. */
export function self(scope: Scope): unknown {
  const made = new TemplateReference(scope.program.name)
  scope.reference = made
  refer(made, scope)
  return made
}

function refer(made: object, scope: Scope): void {
  for (const [name, bodies] of Object.entries(scope.blocks)) {
    const value = reference(scope, name, bodies, 0)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true })
  }
}

/** How long a line of parents may be; longer means a cycle. */
const DEEPEST = 100

/** Makes `parent` the parent of the page: its blocks come after those there are. Fault: template-cycle. */
export function extend(scope: Scope, parent: Program): Program {
  if (parent.ends !== undefined && scope.from !== null) {
    fault('include-end', { template: nameOf(parent), ends: parent.ends })
  }
  scope.parents ??= []
  scope.parents.push(parent)
  if (scope.parents.length > DEEPEST) fault('template-cycle', { chain: parentCycle(scope.parents) })
  scope.blocks = inherit(scope.blocks, parent.blocks)
  if (scope.reference !== null) refer(scope.reference, scope)
  return parent
}

/** The names from the last but one time the last parent was chosen to now. */
function parentCycle(parents: readonly Program[]): string[] {
  const last = parents.length - 1
  const start = parents.lastIndexOf(parents[last] as Program, last - 1)
  return parents.slice(Math.max(0, start)).map(nameOf)
}

/** A second parent: always an error, since output of the first may be gone already. Fault: extended-twice. */
export function extendedTwice(): never {
  return fault('extended-twice', {})
}

/** Merged tables by child and parent, so that a page pays for the merge once and not per render. */
const merged = new WeakMap<BlockTable, WeakMap<BlockTable, BlockTable>>()

function inherit(child: BlockTable, parent: BlockTable): BlockTable {
  const known = merged.get(child)
  const table = known?.get(parent)
  if (table !== undefined) return table
  const made = merge(child, parent)
  if (known === undefined) merged.set(child, new WeakMap([[parent, made]]))
  else known.set(parent, made)
  return made
}

function merge(child: BlockTable, parent: BlockTable): BlockTable {
  const table: Record<string, readonly Body[]> = Object.assign(Object.create(null), child)
  for (const [name, bodies] of Object.entries(parent)) table[name] = [...(table[name] ?? []), ...bodies]
  return table
}
