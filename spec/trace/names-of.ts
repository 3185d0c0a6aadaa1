import type { Template } from '../../src/ast.js'
import { walk } from '../../src/semantics/walk.js'

/** A name and where it is written. */
export interface NamedPlace {
  readonly name: string
  readonly offset: number
}

type Fields = Readonly<Record<string, unknown>>

/**
 * The names of a tree that end up in its code. Counters of loops are variables of another name there, and a template
 * with a parent prints only its blocks; arguments of filters and tests that are not `known` are never evaluated.
 */
export function namesOf(tree: Template, known: (name: string) => boolean): NamedPlace[] {
  const found: NamedPlace[] = []
  const visit = (node: unknown, printed: boolean): void => {
    if (Array.isArray(node)) for (const part of node) visit(part, printed)
    if (!isFields(node)) return
    if (isCounter(node)) return
    const inside = printed || node.kind === 'Block'
    if (inside) found.push(...namesAt(node))
    for (const [key, part] of Object.entries(node)) {
      if (key !== 'args' || !isOperation(node) || known(String(node.name))) visit(part, inside)
    }
  }
  visit(tree.body, !hasParent(tree))
  return found
}

function hasParent(tree: Template): boolean {
  let found = false
  walk(tree, (node) => {
    found ||= node.kind === 'Extends'
    return !found
  })
  return found
}

function isFields(node: unknown): node is Fields {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

function isOperation({ kind }: Fields): boolean {
  return kind === 'Filter' || kind === 'Test'
}

function isCounter({ kind, object }: Fields): boolean {
  return kind === 'Attr' && isFields(object) && object.name === 'loop'
}

function namesAt({ kind, name, span, nameSpan }: Fields): NamedPlace[] {
  if (typeof name !== 'string') return []
  const at = kind === 'Name' ? span : nameSpan
  return isFields(at) && typeof at.start === 'number' ? [{ name, offset: at.start }] : []
}
