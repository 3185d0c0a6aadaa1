import type { AnyNode, Attr, Call, For, Name } from '../ast.js'
import type { Scoping } from '../semantics/names.js'
import { type Visit, walk } from '../semantics/walk.js'
import { type Code, join, js } from './code.js'
import type { Counter } from './module.js'
import type { Routine } from './routine.js'

type Read = (counter: Counter) => string

/** Attributes of `loop` that need no loop object. */
const attributes: Readonly<Record<string, Read>> = {
  index: ({ index }) => `(${index} + 1)`,
  index0: ({ index }) => index,
  first: ({ index }) => `(${index} === 0)`,
  last: ({ sequence, index }) => `$.isLast(${sequence}, ${index})`,
  length: ({ sequence }) => `$.count(${sequence})`,
  revindex: ({ sequence, index }) => `($.count(${sequence}) - ${index})`,
  revindex0: ({ sequence, index }) => `($.count(${sequence}) - ${index} - 1)`,
  previtem: ({ sequence, index }) => `$.previousItem(scope, ${sequence}, ${index})`,
  nextitem: ({ sequence, index }) => `$.nextItem(scope, ${sequence}, ${index})`,
  depth: () => '1',
  depth0: () => '0',
}

/** Code for `loop.name` without a loop object, or null. */
export function loopAttribute(node: Attr, routine: Routine): Code | null {
  const counter = counterOf(node.object, routine)
  const read = Object.hasOwn(attributes, node.name) ? attributes[node.name] : undefined
  return counter === null || read === undefined ? null : read(counter)
}

/** Whether printing `loop.name` can only give a number. */
export function isCount(node: AnyNode, routine: Routine): boolean {
  return (
    node.kind === 'Attr' &&
    counterOf(node.object, routine) !== null &&
    /^(rev)?index0?$|^length$/.test(node.name)
  )
}

/** Code for `loop.cycle(…)` without a loop object, or null. */
export function loopCycle(node: Call, routine: Routine): Code | null {
  const { callee, args } = node
  if (callee.kind !== 'Attr' || callee.name !== 'cycle') return null
  const counter = counterOf(callee.object, routine)
  if (counter === null) return null
  const items = args.positional.map((item) => routine.value(item))
  return js`$.cycle(${counter.index}, [${join(items, ', ')}])`
}

function counterOf(node: AnyNode, routine: Routine): Counter | null {
  if (node.kind !== 'Name' || node.name !== 'loop') return null
  return routine.module.counters.get(routine.symbol('loop')) ?? null
}

/** How a loop's body uses its `loop`: not at all, only in ways the counter serves, or as an object. */
export function loopUse(node: For, scoping: Scoping): 'none' | 'counter' | 'object' {
  const use = new LoopUse()
  for (const statement of node.body) use.visit(statement)
  if (use.object || node.recursive) return 'object'
  if (use.handedOn && (use.counter || use.mentioned || scoping === 'leaky')) return 'object'
  return use.counter ? 'counter' : 'none'
}

class LoopUse {
  object = false
  counter = false
  /** A loop inside uses its own `loop`, from which Jinja concludes that this one's has to be there as well. */
  mentioned = false
  /** Something in the body receives the local names: an include, an import with context, a scoped block. */
  handedOn = false

  readonly #entered: Visit = (node) => this.#enter(node)

  visit(node: AnyNode): void {
    walk(node, this.#entered)
  }

  #enter(node: AnyNode): boolean {
    if (node.kind === 'For') return this.#nested(node)
    if (node.kind === 'Block') {
      if (node.scoped) this.object = true
      return false
    }
    if (node.kind === 'Include' || node.kind === 'Import') this.handedOn ||= node.withContext
    if (node.kind === 'Call' && this.#isCycle(node)) return this.#cycle(node)
    if (node.kind === 'Attr' && isLoop(node.object) && Object.hasOwn(attributes, node.name)) {
      this.counter = true
      return false
    }
    if (isLoop(node)) this.object = true
    return true
  }

  /** An inner loop has a `loop` of its own in its body; its head and its else see the outer one. */
  #nested(node: For): boolean {
    this.visit(node.iterable)
    if (node.filter !== null) this.visit(node.filter)
    for (const statement of node.orElse) this.visit(statement)
    for (const statement of node.body) {
      walk(statement, (inner) => {
        if (inner.kind === 'Block' && inner.scoped) this.object = true
        if (isLoop(inner)) this.mentioned = true
        return true
      })
    }
    return false
  }

  #isCycle({ callee, args }: Call): boolean {
    const plain = args.named.length === 0 && args.rest === null && args.namedRest === null
    return (
      plain &&
      args.positional.length > 0 &&
      callee.kind === 'Attr' &&
      callee.name === 'cycle' &&
      isLoop(callee.object)
    )
  }

  #cycle(node: Call): boolean {
    this.counter = true
    for (const argument of node.args.positional) this.visit(argument)
    return false
  }
}

function isLoop(node: AnyNode): node is Name {
  return node.kind === 'Name' && node.name === 'loop'
}
