import type { Call } from '../ast.js'
import type { Print } from '../escape/plan.js'
import { callArguments } from './arguments.js'
import { kept } from './assignments.js'
import { at, type Code, join, js, quote } from './code.js'
import { type Constant, fold } from './fold.js'
import { pointOf } from './points.js'
import type { Routine } from './routine.js'

/** Code for a printed value in another place than text. */
export function printedIn(print: Print, routine: Routine): Code {
  const outside = routine.printing
  if (print.plain) routine.printing = 'off'
  const code = written(print, routine, outside)
  routine.printing = outside
  const before = print.before === '' ? '' : js`${quote(print.before)} + `
  const after = print.after === '' ? '' : js` + ${quote(print.after)}`
  return before === '' && after === '' ? code : js`${before}${code === '' ? '""' : code}${after}`
}

function written(print: Print, routine: Routine, printing: Routine['printing']): Code {
  const { expression } = print
  const { finalize, values } = routine.module.options
  if (print.place !== null && expression.kind === 'Call')
    return at(expression.span, placedCall(expression, print.place, print, routine), pointOf(expression))
  const constant = finalize ? null : fold(expression, values)
  if (constant !== null && typeof printing === 'string' && !refuses(print, routine)) {
    const text = writeConstant(constant, print, routine)
    return text === '' ? '' : at(expression.span, quote(text))
  }
  const value = routine.value(expression)
  const finalized = finalize ? js`$.finalize(${routine.site()}, ${value})` : value
  const code = print.plain ? js`$.text(${finalized})` : finalized
  if (typeof printing === 'string')
    return at(expression.span, chain(print, code, routine), pointOf(expression))
  const once = routine.temporary()
  const either = js`(${once} = ${code}, ${printing.flag} ? ${chain(print, once, routine)} : $.text(${once}))`
  return at(expression.span, either, pointOf(expression))
}

function refuses({ escapers }: Print, { module }: Routine): boolean {
  return escapers.some((name) => module.options.escapers.refuses(name))
}

function writeConstant({ value }: Constant, { escapers }: Print, { module }: Routine): string {
  const { escapers: table, values } = module.options
  if (escapers.length === 0) return values.text(value)
  return String(escapers.reduce<unknown>((text, name) => table.write(name, text), value))
}

/** Code for a value written by escapers, the first one innermost. */
function chain({ escapers }: Print, value: Code, { module }: Routine): Code {
  if (escapers.length === 0) return js`$.text(${value})`
  return escapers.reduce<Code>((code, name) => {
    const scope = module.options.escapers.refuses(name) ? ', scope' : ''
    return js`$.${name}(${code}${scope})`
  }, value)
}

/** Code for a call whose callee may have something for the place. */
function placedCall({ callee, args }: Call, place: string, print: Print, routine: Routine): Code {
  const value = routine.identifiers.claim('value')
  const escape = js`(${value}) => ${chain(print, value, routine)}`
  const given = callArguments(args, routine)
  return js`$.printCall(${join([routine.site(), kept(callee, routine), quote(place), escape, ...given], ', ')})`
}
