import type { Output } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% debug %}`: prints the variables, filters and tests there are, through the global function `debug`. */
export const debugTag: Tag<null> = {
  name: 'debug',
  end: null,
  clauses: [],
  syntax: '{% debug %}',
  head: () => null,
  build(_opening, _, { span }) {
    const args = { positional: [], named: [], rest: null, namedRest: null }
    const callee = { kind: 'Name', span, name: 'debug' } as const
    const node: Output = {
      kind: 'Output',
      span,
      expression: { kind: 'Call', span, callee, args },
      final: false,
    }
    return [node]
  },
}
