import type { AnyNode, Call, Expression, Import, Macro, Template } from '../ast.js'
import { walk } from '../semantics/walk.js'

/** What a call in a print may lead to, as far as the template tells. */
export type Callee =
  /** A macro of the template; of several with one name, all. */
  | { readonly kind: 'macros'; readonly macros: readonly Macro[] }
  /** Something that an import gives. */
  | { readonly kind: 'imported'; readonly from: readonly Import[]; readonly name: string }
  /** `super` or a block by `self`. */
  | { readonly kind: 'placeholder'; readonly by: 'self' | 'super'; readonly name: string }
  | { readonly kind: 'caller' }
  /** The loop around, called for what is inside its items. */
  | { readonly kind: 'loop' }

/** The macros and imports of a template by the names they have in it. */
export class Callees {
  readonly #macros = new Map<string, Macro[]>()
  readonly #modules = new Map<string, Import[]>()
  readonly #names = new Map<string, { from: Import; name: string }[]>()
  #unread: Template | null

  constructor(template: Template) {
    this.#unread = template
  }

  /** What a call leads to; null where only run time knows. */
  of({ callee }: Call): Callee | null {
    // Most templates print no call where it matters.
    if (this.#unread !== null) walk(this.#unread, (node) => this.#note(node))
    this.#unread = null
    if (callee.kind === 'Name') return this.#named(callee.name)
    if (callee.kind !== 'Attr' || callee.object.kind !== 'Name') return null
    if (callee.object.name === 'self') return { kind: 'placeholder', by: 'self', name: callee.name }
    const from = this.#modules.get(callee.object.name)
    return from === undefined ? null : { kind: 'imported', from, name: callee.name }
  }

  #named(name: string): Callee | null {
    if (name === 'super') return { kind: 'placeholder', by: 'super', name: '' }
    if (name === 'caller' || name === 'loop') return { kind: name }
    const macros = this.#macros.get(name)
    if (macros !== undefined) return { kind: 'macros', macros }
    const [first, ...others] = this.#names.get(name) ?? []
    if (first === undefined || others.some((other) => other.name !== first.name)) return null
    return { kind: 'imported', from: [first, ...others].map(({ from }) => from), name: first.name }
  }

  #note(node: AnyNode): boolean {
    if (node.kind === 'Assign' && node.target.kind === 'Name' && node.value.kind === 'Macro') {
      push(this.#macros, node.target.name, node.value)
    } else if (node.kind === 'Import') {
      if (node.target !== null) push(this.#modules, node.target.name, node)
      for (const { name, alias } of node.names) push(this.#names, alias.name, { from: node, name })
    }
    return true
  }
}

function push<V>(lists: Map<string, V[]>, name: string, value: V): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [value])
  else list.push(value)
}

/** The body that a call block hands to what it calls; null for other calls. */
export function callerOf(expression: Expression): Macro | null {
  if (expression.kind !== 'Call') return null
  for (const { value } of expression.args.named) if (value.kind === 'Macro') return value
  return null
}
