import type { Arguments, Expression } from '../ast.js'
import type { Operation } from '../runtime/scope.js'
import { at, type Code, join, js, mark, quote } from './code.js'
import { pointOf } from './points.js'
import type { Routine } from './routine.js'

/** The arguments of a call as code: positional ones, then keywords as one `$.keywords({…})`. */
export function callArguments(args: Arguments, routine: Routine): Code[] {
  const codes: Code[] = args.positional.map((value) => routine.value(value))
  const { rest } = args
  if (rest !== null) {
    codes.push(js`...${at(rest.span, js`$.spread(scope, ${routine.value(rest)})`, pointOf(rest))}`)
  }
  if (args.named.length > 0 || args.namedRest !== null) codes.push(keywords(args, routine))
  return codes
}

function keywords(args: Arguments, routine: Routine): Code {
  const named = args.named.map(
    ({ name, value, span }) => js`${mark(span.start, key(name), name)}: ${routine.value(value)}`,
  )
  const own = js`{ ${join(named, ', ')} }`
  if (args.namedRest === null) return js`$.keywords(${own})`
  const { namedRest } = args
  const spread = js`$.spreadNamed(scope, ${routine.value(namedRest)})`
  return js`$.keywords(${own}, ${at(namedRest.span, spread, pointOf(namedRest))})`
}

/** A property name in an object literal; `__proto__` is computed so that it is a key like any other. */
export function key(name: string): string {
  if (name === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)
}

/**
 * The arguments of a filter or test in the order of its parameters, or null when they do not fit (then they are
 * matched at run time, where a mismatch is an error only if it is reached).
 */
export function boundArguments(args: Arguments, operation: Operation, routine: Routine): Code[] | null {
  const { params } = operation
  if (params === null) return callArguments(args, routine)
  const slots = slotsOf(args, params)
  if (slots === null) return null
  for (let index = 0; index < operation.required; index++) if (slots[index] === undefined) return null
  if (args.named.length === 0) return args.positional.map((value) => routine.value(value))
  return Array.from(slots, (value) => (value === undefined ? 'undefined' : routine.value(value)))
}

/** The arguments of a call in the order of parameters; null when they do not fit, or come out of mappings and lists. */
export function slotsOf(
  args: Arguments,
  params: readonly string[],
): readonly (Expression | undefined)[] | null {
  if (args.rest !== null || args.namedRest !== null || args.positional.length > params.length) return null
  if (args.named.length === 0) return args.positional
  const slots: (Expression | undefined)[] = [...args.positional]
  for (const { name, value } of args.named) {
    const index = params.indexOf(name)
    if (index < 0 || slots[index] !== undefined) return null
    slots[index] = value
  }
  return slots
}
