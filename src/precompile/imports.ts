import { quote } from '../codegen/code.js'
import type { Bound } from './linkage.js'
import type { LookedUp } from './needs.js'

/** One import of a module: names of another module, its default export, or all of it as one variable. */
export type Import =
  | { readonly from: string; readonly all: string }
  | { readonly from: string; readonly main: string }
  | { readonly from: string; readonly names: readonly (readonly [exported: string, variable: string])[] }

/** The line of code that makes an import. */
export function importLine(wanted: Import, format: 'esm' | 'cjs'): string {
  const from = quote(wanted.from)
  if ('all' in wanted)
    return format === 'esm' ? `import * as ${wanted.all} from ${from};` : required(wanted.all, from)
  if ('main' in wanted)
    return format === 'esm' ? `import ${wanted.main} from ${from};` : required(wanted.main, from)
  const names = wanted.names.map(([exported, variable]) => {
    const name = /^[a-z_$][\w$]*$/i.test(exported) ? exported : quote(exported)
    if (name === variable) return name
    return format === 'esm' ? `${name} as ${variable}` : `${name}: ${variable}`
  })
  const list = `{ ${names.join(', ')} }`
  return format === 'esm' ? `import ${list} from ${from};` : required(list, from)
}

function required(target: string, from: string): string {
  return `const ${target} = require(${from});`
}

/** Names looked up at run time, as imports and as the code of a table by name. */
export interface Table {
  readonly imports: readonly Import[]
  /** Code for the object; empty when it would have no entries. */
  readonly code: string
}

/** Groups of built-ins, each an entry of the runtime. */
type Group = 'filters' | 'tests' | 'globals'

/** The table of what a template looks up in a group. Its variables start with `$`, which no template's own do. */
export function tableOf(group: Group, names: LookedUp[Group]): Table {
  const from = `toriijs/runtime/${group}`
  if (names === 'all') return { imports: [{ from, names: [['all', `$${group}`]] }], code: `$${group}` }
  const listed = [...names].sort()
  if (listed.length === 0) return { imports: [], code: '' }
  const real = listed.filter((name) => name !== 'null')
  const variables = new Map(real.map((name, index) => [name, `$${group}_${index}`]))
  const entries = listed.map((name) => `[${quote(name)}]: ${variables.get(name) ?? 'null'}`)
  return {
    imports: real.length === 0 ? [] : [{ from, names: [...variables] }],
    code: `{ ${entries.join(', ')} }`,
  }
}

/** The imports of what a template's code calls by variable. */
export function operationImports(bound: readonly Bound[]): Import[] {
  return (['filters', 'tests'] as const).flatMap((group) => {
    const names = bound
      .filter(({ kind }) => kind === group)
      .map(({ name, variable }) => [name, variable] as const)
    return names.length === 0 ? [] : [{ from: `toriijs/runtime/${group}`, names }]
  })
}
