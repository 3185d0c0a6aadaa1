import { fault } from '../fault.js'
import { splitKeywords } from '../keywords.js'
import { isText } from '../markup.js'
import { toNum } from '../values/numeric.js'
import { kindOf } from '../values/shapes.js'
import type { Values } from '../values/values.js'

/** What a method does: the dialect in force, the receiver, then arguments in order; absent ones are undefined. */
export type Body<R> = (values: Values, receiver: R, ...args: unknown[]) => unknown

/** A method by Python's name and with Python's parameters. */
export interface Method<R> {
  /** Parameter names, by which keywords are bound; null when arguments arrive as written, keywords last. */
  readonly params: readonly string[] | null
  /** How many of `params` have no default. */
  readonly required: number
  readonly body: Body<R>
}

/** The methods of one kind of value by name. */
export type Methods<R> = ReadonlyMap<string, Method<R>>

/** A method from its signature, written as for filters: `sep? maxsplit?`, or `*` for arguments as they come. */
export function method<R>(signature: string, body: Body<R>): Method<R> {
  if (signature === '*') return { params: null, required: 0, body }
  const params = signature === '' ? [] : signature.split(' ')
  return {
    params: params.map((name) => name.replace('?', '')),
    required: params.filter((name) => !name.endsWith('?')).length,
    body,
  }
}

/** A table of methods; only its own names are in it. */
export function methodTable<R>(rows: Readonly<Record<string, Method<R>>>): Methods<R> {
  return new Map(Object.entries(rows))
}

/**
 * The arguments of a call in the order of the parameters, keywords in their places. Faults:
 * too-many-arguments, unknown-argument, duplicate-argument, missing-argument.
 */
export function bindArguments<R>(
  callee: string,
  row: Method<R>,
  args: readonly unknown[],
): readonly unknown[] {
  const { params } = row
  if (params === null) return args
  const { positional, keywords } = splitKeywords(args)
  if (positional.length > params.length) {
    fault('too-many-arguments', { callee, most: params.length, got: positional.length })
  }
  const bound = [...positional]
  for (const [argument, value] of Object.entries(keywords)) {
    const place = params.indexOf(argument)
    if (place < 0) fault('unknown-argument', { callee, argument, known: params })
    if (place < positional.length) fault('duplicate-argument', { callee, argument })
    bound[place] = value
  }
  const missing = params.slice(0, row.required).find((_, place) => bound[place] === undefined)
  return missing === undefined ? bound : fault('missing-argument', { callee, argument: missing })
}

/** Which argument of which method an error is about. */
export type Place = readonly [callee: string, argument: string]

/** Refuses an argument; `python` is the class of Python's error where it is not TypeError. */
export function refuse([callee, argument]: Place, reason: string, python?: string): never {
  return fault('bad-argument', { callee, argument, reason, ...(python !== undefined && { python }) })
}

/** An argument that must be text, markup as its HTML. Fault: bad-argument. */
export function textArgument(value: unknown, place: Place): string {
  return isText(value)
    ? value.toString()
    : refuse(place, `must be text, not a value of kind ${kindOf(value)}`)
}

/** An argument that must be a whole number. Fault: bad-argument. */
export function wholeArgument(value: unknown, place: Place): number {
  const number = toNum(value)
  if (number !== null && Number.isInteger(Number(number))) return Number(number)
  return refuse(place, `must be a whole number, not a value of kind ${kindOf(value)}`)
}

/** The positions a start and an end mean in a sequence, as in a Python slice; absent ones are its ends. */
export function spanOf(size: number, [start, end]: readonly unknown[], callee: string): [number, number] {
  const place = (value: unknown, argument: string, otherwise: number): number => {
    if (value === null || value === undefined) return otherwise
    const whole = wholeArgument(value, [callee, argument])
    return whole < 0 ? Math.max(0, whole + size) : whole
  }
  return [place(start, 'start', 0), Math.min(size, place(end, 'end', size))]
}
