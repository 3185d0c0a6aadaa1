import { type Code, js, quote } from './code.js'
import type { Lines } from './lines.js'

/** What a template's code is linked with: a filter, a test, or another template by its name as written. */
export interface Linked {
  readonly kind: 'filters' | 'tests' | 'templates'
  readonly name: string
  /** The template that refers to it. */
  readonly from: string | null
  /** What a template is used for, where it stands in another place than text; else empty. */
  readonly use: string
}

/** The finished parts of a template's code. */
export interface Parts {
  readonly constants: Lines
  readonly functions: Lines
  /** The function of the template's own body. */
  readonly root: string
  /** Code for the table of blocks; empty when there are none. */
  readonly blocks: string
  /** Code for the table of blocks for other places, by use; empty when there are none. */
  readonly others: string
  /** In words, where the output ends, if it begins in text and ends elsewhere. */
  readonly ends: string | null
}

/** How a template's code comes by what it is linked with, and how it is handed on. */
export interface Linkage {
  /** Whether a template can be bound to a variable; if not, only run time looks it up. */
  canBind(template: Linked): boolean
  /** The line that binds a variable; null when whoever frames the code does it. */
  bind(variable: string, linked: Linked): Code | null
  /** Code for a template's program in this use, from the variable it is bound to. */
  program(variable: string, use: string): string
  /** The whole code. */
  frame(parts: Parts): Lines
}

/** The body of a function of `$` (the runtime) and `env` (what the code runs in) that returns root and blocks. */
export const inEnvironment: Linkage = Object.freeze({
  canBind: () => true,
  bind: (variable: string, { kind, name, from, use }: Linked) =>
    js`const ${variable} = ${HELPERS[kind](name, from, use)};`,
  program: (variable: string) => `${variable}.program`,
  frame({ constants, functions, root, blocks, others, ends }: Parts): Lines {
    const lines = constants.part()
    lines.add('"use strict";')
    lines.include(constants)
    lines.include(functions)
    const table = `{ __proto__: null${blocks === '' ? '' : `, ${blocks}`} }`
    const more = others === '' ? '' : `, others: { ${others} }`
    const last = ends === null ? '' : `, ends: ${quote(ends)}`
    lines.add(`return { root: ${root}, blocks: ${table}${more}${last} };`)
    return lines
  },
})

const HELPERS = {
  filters: (name: string): Code => `$.filter(env, ${quote(name)})`,
  tests: (name: string): Code => `$.test(env, ${quote(name)})`,
  templates: (name: string, from: string | null, use: string): Code =>
    `$.link(env, ${quote(name)}, ${from === null ? 'null' : quote(from)}${use === '' ? '' : `, ${quote(use)}`})`,
}
