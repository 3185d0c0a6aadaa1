import type { Jump } from '../ast.js'
import type { Tag } from '../parser/tag.js'

/** `{% break %}`: leaves the loop. */
export const breakTag: Tag<null> = jump('break')

/** `{% continue %}`: goes to the next item of the loop. */
export const continueTag: Tag<null> = jump('continue')

function jump(to: Jump['to']): Tag<null> {
  return {
    name: to,
    end: null,
    clauses: [],
    syntax: `{% ${to} %}`,
    head: () => null,
    build(_opening, _, { span }) {
      const node: Jump = { kind: 'Jump', span, to }
      return [node]
    },
  }
}
