import type { Call, Macro, Output } from '../ast.js'
import type { Tag } from '../parser/tag.js'

interface Head {
  readonly parameters: Macro['parameters']
  readonly call: Call
}

/** `{% call(parameters) macro(args) %} … {% endcall %}`: the body is what the macro calls as `caller`. */
export const callTag: Tag<Head> = {
  name: 'call',
  end: 'endcall',
  clauses: [],
  syntax: '{% call(parameter) macro(argument) %} … {% endcall %}',
  head(cursor) {
    const parameters = cursor.is('(') ? cursor.parameters() : []
    const call = cursor.expression()
    return call.kind === 'Call' ? { parameters, call } : cursor.fail('expected-call', call.span, {})
  },
  build({ head: { parameters, call }, body }, _, { span }) {
    const caller: Macro = { kind: 'Macro', span, name: null, parameters, body }
    const named = [...call.args.named, { span, name: 'caller', value: caller }]
    const expression: Call = { ...call, args: { ...call.args, named } }
    const node: Output = { kind: 'Output', span, expression, final: false }
    return [node]
  },
}
