import type { AnyNode, Expression, Filter, For, Name, Of, Template, Test } from '../ast.js'
import type { Problem } from '../diagnostics/diagnostic.js'
import { freeNames } from './free.js'
import { children, type Go, isLeaf, type Role } from './walk.js'

/** The names an environment knows, as far as checking a template needs them. */
export interface Vocabulary {
  readonly filters: Readonly<Record<string, unknown>>
  readonly tests: Readonly<Record<string, unknown>>
}

/** Where a statement stands, as far as its validity depends on it. */
interface Place {
  readonly inLoop: boolean
  /** Directly in an arm of an `if`, where an unknown filter or test is an error only when it is reached. */
  readonly optional: boolean
  readonly topLevel: boolean
  /** In the body of a loop, where `loop` cannot be assigned, but in nothing in it that has a `loop` of its own or none. */
  readonly loopBody: boolean
}

/**
 * What is wrong with a template beyond its grammar, in source order: unknown filters and tests, blocks of one
 * name, jumps outside loops, parents in the wrong place, assignments to `loop`.
 */
export function check(template: Template, vocabulary: Vocabulary): Problem[] {
  const checker = new Checker(vocabulary)
  checker.visit(template, 'statement')
  return checker.problems.sort((a, b) => a.span.start - b.span.start)
}

class Checker {
  readonly problems: Problem[] = []
  readonly #blocks = new Set<string>()
  #place: Place = { inLoop: false, optional: false, topLevel: true, loopBody: false }
  readonly #child: Go = (node, role) => {
    if (node !== null) this.visit(node, role)
  }

  constructor(readonly vocabulary: Vocabulary) {}

  visit(node: AnyNode, role: Role): void {
    const place = this.#place
    if (node.kind === 'Name') return this.#name(node, role)
    if (isLeaf(node)) return
    this.#check(node, place)
    if (node.kind === 'For') this.#for(node, place)
    else {
      this.#place = innerPlace(node, place)
      children(node, this.#child, role)
    }
    this.#place = place
  }

  #visitAt(node: AnyNode, place: Place, role: Role = 'statement'): void {
    this.#place = place
    this.visit(node, role)
  }

  #name({ name, span }: Name, role: Role): void {
    if (role === 'target' && name === 'loop' && this.#place.loopBody) {
      this.problems.push({ id: 'assign-to-loop', span, data: {} })
    }
  }

  #check(node: AnyNode, place: Place): void {
    if (node.kind === 'Filter' && !place.optional)
      this.#known(node, 'unknown-filter', this.vocabulary.filters)
    else if (node.kind === 'Test' && !place.optional) this.#known(node, 'unknown-test', this.vocabulary.tests)
    else if (node.kind === 'Jump' && !place.inLoop) {
      this.problems.push({ id: 'jump-outside-loop', span: node.span, data: { jump: node.to } })
    } else if (node.kind === 'Extends' && !place.topLevel) {
      this.problems.push({ id: 'extends-not-top-level', span: node.span, data: {} })
    } else if (node.kind === 'Block') this.#block(node)
    else if (node.kind === 'Macro') this.#callerDefault(node)
  }

  #block({ name, nameSpan }: Of<'Block'>): void {
    if (this.#blocks.has(name)) this.problems.push({ id: 'duplicate-block', span: nameSpan, data: { name } })
    this.#blocks.add(name)
  }

  #known(node: Filter | Test, id: 'unknown-filter' | 'unknown-test', known: Vocabulary['filters']): void {
    if (Object.hasOwn(known, node.name)) return
    this.problems.push({ id, span: node.nameSpan, data: { name: node.name, known: Object.keys(known) } })
  }

  #for(node: For, place: Place): void {
    const outer = { ...place, optional: false, topLevel: false, loopBody: false }
    this.#visitAt(node.iterable, { ...place, topLevel: false, loopBody: false }, 'value')
    if (node.filter !== null) this.#visitAt(node.filter, outer, 'value')
    const body = { ...outer, inLoop: true, loopBody: true }
    this.#visitAt(node.target, body, 'target')
    for (const statement of node.body) this.#visitAt(statement, body)
    for (const statement of node.orElse) this.#visitAt(statement, outer)
  }

  #callerDefault(node: Extract<Expression, { kind: 'Macro' }>): void {
    const caller = node.parameters.find((parameter) => parameter.name.name === 'caller')
    if (caller !== undefined && caller.default === null && freeNames(node.body, ['caller']).size > 0) {
      this.problems.push({ id: 'caller-default', span: caller.span, data: {} })
    }
  }
}

/** The place of a node's children. Arms of `if` are optional until something opens a scope of its own. */
function innerPlace(node: AnyNode, place: Place): Place {
  if (node.kind === 'If' || node.kind === 'Cond') return { ...place, optional: true }
  if (node.kind === 'Macro' || node.kind === 'Block')
    return { inLoop: false, optional: false, topLevel: false, loopBody: false }
  if (node.kind === 'Scope' || node.kind === 'Escape' || node.kind === 'Fragment') {
    return { ...place, optional: false, topLevel: false }
  }
  return place
}
