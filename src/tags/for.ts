import type { Expression, For, Target } from '../ast.js'
import type { Cursor } from '../parser/cursor.js'
import type { Tag } from '../parser/tag.js'

interface Head {
  readonly target: Target
  readonly iterable: Expression
  readonly filter: Expression | null
  readonly recursive: boolean
}

/** `{% for target in iterable if filter recursive %} … {% else %} … {% endfor %}`. */
export const forTag: Tag<Head | null> = loop('for', 'endfor')

/** A tag that loops as `for` does, under a name of its own. */
export function loop(name: string, end: string): Tag<Head | null> {
  return {
    name,
    end,
    clauses: [{ name: 'else', repeats: false, alias: null }],
    syntax: `{% ${name} item in items if test recursive %} … {% else %} … {% ${end} %}`,
    head: (cursor, keyword) => (keyword === name ? readHead(cursor) : null),
    build({ head, body }, [otherwise], { span }) {
      if (head === null) return []
      const node: For = { kind: 'For', span, ...head, body, orElse: otherwise?.body ?? [] }
      return [node]
    },
  }
}

function readHead(cursor: Cursor): Head {
  const target = cursor.target()
  cursor.expect('in')
  const iterable = cursor.unconditionalTuple()
  const filter = cursor.accept('if') ? cursor.expression() : null
  return { target, iterable, filter, recursive: cursor.accept('recursive') }
}
