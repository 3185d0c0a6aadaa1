import type { AnyNode, Expression, Template } from '../ast.js'
import { type Problem, problem } from '../diagnostics/diagnostic.js'
import type { Loader } from '../loader/loader.js'
import { joinName } from '../loader/names.js'
import { walk } from '../semantics/walk.js'

/** A problem for each extends, include or import of a constant name that `loader` has no template for. */
export function checkReferences(template: Template, from: string, loader: Loader): Problem[] {
  const problems: Problem[] = []
  const exists = (name: string): boolean => {
    const full = loader.resolve === undefined ? joinName(name, from) : loader.resolve(name, from)
    return full !== null && loader.load(full) !== null
  }
  walk(template, (node) => {
    for (const { names, at } of referencesOf(node)) {
      if (names.some(exists)) continue
      problems.push(problem('template-not-found', at.span, { names, tried: [] }))
    }
    return true
  })
  return problems
}

/** The full names of the templates that a template includes, as far as they are constant. */
export function includedNames(template: Template, from: string): string[] {
  const found: string[] = []
  walk(template, (node) => {
    if (node.kind === 'Include') found.push(...constants(node.template).flatMap(({ names }) => names))
    return true
  })
  return found.map((name) => joinName(name, from) ?? name)
}

/** Names of which one has to exist, and where they are written. */
interface Reference {
  readonly names: readonly string[]
  readonly at: Expression
}

function referencesOf(node: AnyNode): Reference[] {
  if (node.kind === 'Extends') return constants(node.parent)
  if (node.kind === 'Import') return constants(node.template)
  return node.kind === 'Include' && !node.ignoreMissing ? constants(node.template) : []
}

/** Nothing for what only run time knows; of a choice each arm for itself. */
function constants(at: Expression): Reference[] {
  if (at.kind === 'Cond') return [at.then, at.orElse].flatMap((arm) => (arm === null ? [] : constants(arm)))
  const parts = at.kind === 'List' || at.kind === 'Tuple' ? at.items : [at]
  const names = parts.flatMap((part) => (part.kind === 'Literal' ? [part.value] : [])).filter(isText)
  return names.length === parts.length && names.length > 0 ? [{ names, at }] : []
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
