import { type Code, js, quote } from './code.js'
import type { Lines } from './lines.js'

/** What a template's code is linked with: a filter, a test, or another template by its name as written. */
export interface Linked {
  readonly kind: 'filters' | 'tests' | 'templates'
  readonly name: string
  /** The template that refers to it. */
  readonly from: string | null
}

/** The finished parts of a template's code. */
export interface Parts {
  readonly constants: Lines
  readonly functions: Lines
  /** The function of the template's own body. */
  readonly root: string
  /** Code for the table of blocks; empty when there are none. */
  readonly blocks: string
}

/** How a template's code comes by what it is linked with, and how it is handed on. */
export interface Linkage {
  /** Whether a template can be bound to a variable; if not, only run time looks it up. */
  canBind(template: Linked): boolean
  /** The line that binds a variable; null when whoever frames the code does it. */
  bind(variable: string, linked: Linked): Code | null
  /** Code for a template's program, from the variable it is bound to. */
  program(variable: string): string
  /** The whole code. */
  frame(parts: Parts): Lines
}

/** The body of a function of `$` (the runtime) and `env` (what the code runs in) that returns root and blocks. */
export const inEnvironment: Linkage = Object.freeze({
  canBind: () => true,
  bind: (variable: string, { kind, name, from }: Linked) =>
    js`const ${variable} = ${HELPERS[kind](name, from)};`,
  program: (variable: string) => `${variable}.program`,
  frame({ constants, functions, root, blocks }: Parts): Lines {
    const lines = constants.part()
    lines.add('"use strict";')
    lines.include(constants)
    lines.include(functions)
    lines.add(`return { root: ${root}, blocks: { __proto__: null${blocks === '' ? '' : `, ${blocks}`} } };`)
    return lines
  },
})

const HELPERS = {
  filters: (name: string): Code => `$.filter(env, ${quote(name)})`,
  tests: (name: string): Code => `$.test(env, ${quote(name)})`,
  templates: (name: string, from: string | null): Code =>
    `$.link(env, ${quote(name)}, ${from === null ? 'null' : quote(from)})`,
}
