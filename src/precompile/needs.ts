import type { AnyNode, Filter, Test } from '../ast.js'
import type { Stages } from '../compiler.js'
import { walk } from '../semantics/walk.js'
import type { Settings } from '../settings.js'

/** Built-in filters, tests and globals that a template looks up by name at run time. */
export interface LookedUp {
  /** Names, or `all` where only run time knows them. */
  readonly filters: ReadonlySet<string> | 'all'
  readonly tests: ReadonlySet<string> | 'all'
  readonly globals: readonly string[]
}

/** What a template looks up by name at run time. Linear in its size. */
export function lookedUp({ tree, names }: Stages, host: Settings): LookedUp {
  const found = { filters: new Set<string>(), tests: new Set<string>() }
  const all = new Set<'filters' | 'tests'>()
  walk(tree, (node) => {
    const wanted = node.kind === 'Filter' || node.kind === 'Test' ? lookUpOf(node, host) : null
    if (wanted === null) return true
    if (wanted.name === null) all.add(wanted.group)
    else if (isBuiltIn(host, wanted.group, wanted.name)) found[wanted.group].add(wanted.name)
    return true
  })
  const globals = new Set<string>()
  for (const parts of names.scopes.values()) {
    for (const { symbols } of parts.values()) {
      for (const { name, origin } of symbols.values()) {
        if (origin.from === 'vars' && isBuiltIn(host, 'globals', name)) globals.add(name)
      }
    }
  }
  return {
    filters: all.has('filters') ? 'all' : found.filters,
    tests: all.has('tests') ? 'all' : found.tests,
    globals: [...globals].sort(),
  }
}

function isBuiltIn(host: Settings, group: 'filters' | 'tests' | 'globals', name: string): boolean {
  return Object.hasOwn(host[group], name) && !Object.hasOwn(host.added[group], name)
}

/** The filter or test that a filter or test applies to items by its name; the name is null where run time has it. */
function lookUpOf(
  node: Filter | Test,
  host: Settings,
): { group: 'filters' | 'tests'; name: string | null } | null {
  const looksUp = host[node.kind === 'Filter' ? 'filters' : 'tests'][node.name]?.looksUp
  if (looksUp === undefined) return null
  const { positional, rest } = node.args
  const operand: AnyNode | null | undefined = looksUp.at < 0 ? node.input : (positional[looksUp.at] ?? rest)
  if (operand === null || operand === undefined) return null
  const name = operand.kind === 'Literal' && typeof operand.value === 'string' ? operand.value : null
  return { group: looksUp.group, name }
}
