import type { AnyNode, Macro, Of, Statement, Template } from '../ast.js'
import type { Scoping } from './names.js'
import { walk } from './walk.js'

/**
 * Which of `wanted` a body mentions as free names: read before anything in the body assigns them. Blocks are not
 * looked into, since they are functions of their own. This decides whether a macro takes `caller`, `kwargs` and
 * `varargs`, and whether a root or block has `self` and `super`.
 */
export function freeNames(body: readonly AnyNode[], wanted: readonly string[]): ReadonlySet<string> {
  const open = new Set(wanted)
  const found = new Set<string>()
  for (const node of body) visit(node, open, found)
  return found
}

function visit(node: AnyNode, open: Set<string>, found: Set<string>): void {
  walk(node, (inner, role) => {
    if (inner.kind === 'Block') return false
    if (inner.kind !== 'Name' || !open.has(inner.name)) return true
    if (role === 'target') open.delete(inner.name)
    else found.add(inner.name)
    return true
  })
}

/** Parameters a macro has only when its body mentions them, in the order they are passed. */
const IMPLICIT = ['caller', 'kwargs', 'varargs'] as const

/** One of the parameters a macro has without declaring them. */
export type ImplicitParameter = (typeof IMPLICIT)[number]

/**
 * The parameters a macro has without declaring them. With leaky scoping, what a macro includes may use its `caller`,
 * and the body of a call block sees the `caller` around it.
 */
export function implicitParameters(node: Macro, scoping: Scoping): readonly ImplicitParameter[] {
  const taken = new Set<string>(node.parameters.map((parameter) => parameter.name.name))
  const leaky = scoping === 'leaky'
  if (leaky && node.name === null) taken.add('caller')
  const mentioned = freeNames(node.body, IMPLICIT)
  const handedOn = leaky && includes(node.body)
  return IMPLICIT.filter((name) => {
    return !taken.has(name) && (mentioned.has(name) || (name === 'caller' && handedOn))
  })
}

function includes(body: readonly Statement[]): boolean {
  let found = false
  for (const statement of body) {
    walk(statement, (node) => {
      found ||= node.kind === 'Include' && node.withContext
      return !found
    })
  }
  return found
}

/** What one look at a whole template tells. */
export interface Survey {
  /** Outermost first, each before the blocks inside it. */
  readonly blocks: Of<'Block'>[]
  /** How many places choose a parent. */
  parents: number
  /** Whether any name in it is `self` or `super`. */
  inherits: boolean
  /** Whether any expression has a body: a fragment or a macro. */
  bodies: boolean
}

/** The blocks and parents of a template, and whether it may refer to those of others, found in one walk. */
export function survey(template: Template): Survey {
  const found: Survey = { blocks: [], parents: 0, inherits: false, bodies: false }
  walk(template, (node) => {
    if (node.kind === 'Name') found.inherits ||= node.name === 'self' || node.name === 'super'
    else if (node.kind === 'Fragment' || node.kind === 'Macro') found.bodies = true
    else if (node.kind === 'Block') found.blocks.push(node)
    else if (node.kind === 'Extends') found.parents++
    return true
  })
  return found
}
