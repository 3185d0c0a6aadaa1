import type { AnyNode, Expression, Filter, For, Of, Template, Test } from '../ast.js'
import type { Problem } from '../diagnostics/diagnostic.js'
import { freeNames } from './free.js'
import { children, type Go, walk } from './walk.js'

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
}

/**
 * What is wrong with a template beyond its grammar, in source order: unknown filters and tests, blocks of one
 * name, jumps outside loops, parents in the wrong place, assignments to `loop`.
 */
export function check(template: Template, vocabulary: Vocabulary): Problem[] {
  const checker = new Checker(vocabulary)
  checker.visit(template)
  return checker.problems.sort((a, b) => a.span.start - b.span.start)
}

class Checker {
  readonly problems: Problem[] = []
  readonly #blocks = new Set<string>()
  #place: Place = { inLoop: false, optional: false, topLevel: true }
  readonly #child: Go = (node) => {
    if (node !== null) this.visit(node)
  }

  constructor(readonly vocabulary: Vocabulary) {}

  visit(node: AnyNode): void {
    const place = this.#place
    this.#check(node, place)
    if (node.kind === 'For') this.#for(node, place)
    else {
      this.#place = innerPlace(node, place)
      children(node, this.#child, 'statement')
    }
    this.#place = place
  }

  #visitAt(node: AnyNode, place: Place): void {
    this.#place = place
    this.visit(node)
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
    const outer = { ...place, optional: false, topLevel: false }
    this.#visitAt(node.iterable, { ...place, topLevel: false })
    if (node.filter !== null) this.#visitAt(node.filter, outer)
    this.#noLoopTarget(node.target)
    for (const statement of node.body) {
      this.#noLoopTarget(statement)
      this.#visitAt(statement, { ...outer, inLoop: true })
    }
    for (const statement of node.orElse) this.#visitAt(statement, outer)
  }

  #noLoopTarget(node: AnyNode): void {
    walk(
      node,
      (inner, role) => {
        if (inner.kind === 'For' || inner.kind === 'Macro' || inner.kind === 'Block') return false
        if (role === 'target' && inner.kind === 'Name' && inner.name === 'loop') {
          this.problems.push({ id: 'assign-to-loop', span: inner.span, data: {} })
        }
        return true
      },
      node.kind === 'Name' || node.kind === 'Tuple' ? 'target' : 'statement',
    )
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
    return { inLoop: false, optional: false, topLevel: false }
  if (node.kind === 'Scope' || node.kind === 'Escape' || node.kind === 'Fragment') {
    return { ...place, optional: false, topLevel: false }
  }
  return place
}
