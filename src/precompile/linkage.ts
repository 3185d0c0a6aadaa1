import { type Code, js, quote } from '../codegen/code.js'
import type { Lines } from '../codegen/lines.js'
import type { Linkage, Linked, Parts } from '../codegen/linkage.js'

/** A variable of a module and what it stands for. */
export interface Bound extends Linked {
  readonly variable: string
}

/** Where filters and tests come from. */
export type Origin = 'built-in' | 'replaced' | 'application'

/** What a module's linkage has to know. */
export interface Surroundings {
  origin(group: 'filters' | 'tests', name: string): Origin
  /** Whether there is a module of the template that `from` calls `name`. */
  hasModule(name: string, from: string | null): boolean
  /** Code for a template that is not imported at the top but where it is used; null for those that are. */
  inPlace(template: Linked): string | null
}

/** Binds a template's code by imports, which are gathered here for the lines before and after it. */
export class ModuleLinkage implements Linkage {
  /** What has to be imported. */
  readonly imported: Bound[] = []
  root = ''
  blocks = ''
  others = ''
  ends: string | null = null
  readonly #surroundings: Surroundings
  readonly #inPlace = new Map<string, string>()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  canBind({ name, from }: Linked): boolean {
    return this.#surroundings.hasModule(name, from)
  }

  bind(variable: string, linked: Linked): Code | null {
    const { kind, name } = linked
    const origin = kind === 'templates' ? 'built-in' : this.#surroundings.origin(kind, name)
    if (origin === 'replaced') return js`const ${variable} = $.replaced[${quote(name)}];`
    if (origin === 'application') {
      const later = kind === 'filters' ? 'laterFilter' : 'laterTest'
      return js`const ${variable} = /* @__PURE__ */ $.${later}(${quote(name)});`
    }
    this.imported.push({ ...linked, variable })
    const code = kind === 'templates' ? this.#surroundings.inPlace(linked) : null
    if (code !== null) this.#inPlace.set(variable, code)
    return null
  }

  program(variable: string): string {
    return this.#inPlace.get(variable) ?? variable
  }

  frame({ constants, functions, root, blocks, others, ends }: Parts): Lines {
    this.root = root
    this.blocks = blocks
    this.others = others
    this.ends = ends
    const lines = constants.part()
    lines.include(constants)
    lines.include(functions)
    return lines
  }
}
