import type { Expression, Template } from './ast.js'
import type { Names } from './semantics/names.js'
import { walk } from './semantics/walk.js'

/** What a template refers to, found without running it. */
export interface Meta {
  /** Names it reads that it does not define itself, sorted, without globals. */
  readonly undeclared: readonly string[]
  /** Names of the templates it extends, includes or imports, in order; null for one known only at run time. */
  readonly referenced: readonly (string | null)[]
  readonly blocks: readonly string[]
  readonly macros: readonly string[]
}

/** What a template refers to. Linear in its size. */
export function findMeta(tree: Template, names: Names, globals: Readonly<Record<string, unknown>>): Meta {
  const referenced: (string | null)[] = []
  const macros: string[] = []
  walk(tree, (node) => {
    if (node.kind === 'Extends') referenced.push(...referencedBy(node.parent))
    else if (node.kind === 'Include' || node.kind === 'Import')
      referenced.push(...referencedBy(node.template))
    else if (node.kind === 'Macro' && node.name !== null) macros.push(node.name)
    return true
  })
  return {
    undeclared: undeclared(names, globals),
    referenced,
    blocks: names.blocks.map((b) => b.name),
    macros,
  }
}

function undeclared(names: Names, globals: Readonly<Record<string, unknown>>): string[] {
  const found = new Set<string>()
  for (const parts of names.scopes.values()) {
    for (const { symbols } of parts.values()) {
      for (const { name, origin } of symbols.values()) {
        if (origin.from === 'vars' && !Object.hasOwn(globals, name)) found.add(name)
      }
    }
  }
  return [...found].sort()
}

/** Names of the templates that a reference may lead to; null for one that only run time knows. */
export function referencedBy(node: Expression): (string | null)[] {
  if (node.kind === 'Literal') return typeof node.value === 'string' ? [node.value] : [null]
  if (node.kind === 'List' || node.kind === 'Tuple') return node.items.flatMap(referencedBy)
  return [null]
}
