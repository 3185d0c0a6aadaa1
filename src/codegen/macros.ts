import type { Macro, Parameter } from '../ast.js'
import type { Plan } from '../escape/plan.js'
import { implicitParameters } from '../semantics/free.js'
import { scopeOf } from '../semantics/names.js'
import { type Code, join, js, mark, quote } from './code.js'
import { givenBy, isPlain, type KnownMacro } from './known-macro.js'
import { closing } from './points.js'
import type { Routine } from './routine.js'

/** Code for a macro as a value. Its functions are declared before the statement at hand. */
export function macro(node: Macro, outer: Routine): Code {
  return macroOf(node, outer)[0]
}

/** Code for a macro as a value, and what calls of it can be made of where that is all known. */
export function macroOf(node: Macro, outer: Routine): [Code, KnownMacro | null] {
  const declared = node.parameters.map((parameter) => parameter.name.name)
  const implicit = implicitParameters(node, outer.module.options.scoping)
  const variants = new Map(
    [...(outer.plan?.macros.get(node) ?? [])].map(([place, plan]) => {
      const variant = macroBody(node, outer, implicit, plan).fn
      outer.module.forget(scopeOf(outer.module.names, node))
      return [place, variant]
    }),
  )
  const { fn, gives } = macroBody(node, outer, implicit, null)
  const names = declared.map(quote).join(', ')
  const accepts = implicit.map(quote).join(', ')
  const signature = `{ name: ${node.name === null ? 'null' : quote(node.name)}, parameters: [${names}], implicit: [${accepts}], safe: ${gives === 'markup'} }`
  const listed = Array.from(variants, ([place, variant]) => `[${quote(place)}]: ${variant}`)
  const others = listed.length === 0 ? '' : `, { ${listed.join(', ')} }`
  const code = js`$.macro(scope.host, ${signature}, ${fn}${others})`
  return [code, isPlain(node, implicit) ? { fn, gives, parameters: declared, variants } : null]
}

/** The function of a macro's body, which is declared now; `plan` is that of a place other than text. */
function macroBody(
  node: Macro,
  outer: Routine,
  implicit: ReturnType<typeof implicitParameters>,
  plan: Plan | null,
): Pick<KnownMacro, 'fn' | 'gives'> {
  const scope = scopeOf(outer.module.names, node)
  const name = node.name ?? 'caller'
  const declared = node.parameters.map((parameter) => parameter.name.name)
  const fn = outer.identifiers.claim(`${name}_body`)
  const routine = outer.inner(scope)
  routine.plan = plan ?? outer.plan
  routine.printing = plan === null ? (outer.plan?.printing.get(node) ?? outer.printing) : outer.printing
  routine.lines.add(`let ${routine.buffer} = ${routine.mode.empty};`)
  routine.within(scope, () => {
    for (const special of [...declared, ...implicit]) routine.declare(routine.symbol(special))
    fillAll(node.parameters, routine)
    routine.body(node.body)
  })
  const gives = plan === null ? givenBy(routine) : 'text'
  const result = gives === 'value' ? routine.mode.captured(routine.buffer, routine.printing) : routine.buffer
  routine.lines.add(js`return ${result};`)
  const own = node.parameters.map(({ name: { span, name: parameter } }) =>
    mark(span.start, routine.read(routine.symbol(parameter)), parameter),
  )
  const params = [...own, ...implicit.map((special) => routine.read(routine.symbol(special)))]
  const head = js`function ${fn}(${join(params, ', ')}) ${mark(node.span.start, '{')}`
  routine.assemble(head, outer.lines, closing(node.span))
  return { fn, gives }
}

/** Gives parameters their defaults in order; a default that mentions one without a value yet finds it missing. */
function fillAll(parameters: readonly Parameter[], routine: Routine): void {
  const { unfilled } = routine.module
  const symbols = parameters.map((parameter) => routine.symbol(parameter.name.name))
  const variables = symbols.map((symbol) => routine.read(symbol))
  for (const symbol of symbols) unfilled.add(symbol)
  parameters.forEach((parameter, index) => {
    fill(parameter, variables[index] ?? '', routine)
    unfilled.delete(routine.symbol(parameter.name.name))
  })
}

/** The line that gives a parameter its default, or a missing value, when no argument came. */
function fill(parameter: Parameter, variable: Code, routine: Routine): void {
  // A parameter without a default is no branch of the template.
  routine.lines.from = parameter.default === null ? null : parameter.span.start
  const value =
    parameter.default === null
      ? js`$.unfilled(scope, ${quote(parameter.name.name)})`
      : routine.value(parameter.default)
  routine.lines.add(js`if (${variable} === undefined) ${variable} = ${value};`)
}
