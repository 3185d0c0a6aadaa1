import type { Assign, Macro, Name } from '../ast.js'
import type { Tag } from '../parser/tag.js'

interface Head {
  readonly target: Name
  readonly parameters: Macro['parameters']
}

/** `{% macro name(parameters) %} … {% endmacro %}`. */
export const macroTag: Tag<Head> = {
  name: 'macro',
  end: 'endmacro',
  clauses: [],
  syntax: '{% macro name(parameter, other=default) %} … {% endmacro %}',
  head: (cursor) => ({ target: cursor.name(), parameters: cursor.parameters() }),
  build({ head: { target, parameters }, body }, _, { span }) {
    const value: Macro = { kind: 'Macro', span, name: target.name, parameters, body }
    const node: Assign = { kind: 'Assign', span, target, value }
    return [node]
  },
}
