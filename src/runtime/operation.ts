import { fault } from './fault.js'
import { Keywords } from './keywords.js'
import type { Operation, Site } from './scope.js'
import { isUndefined } from './undefined.js'

/**
 * A built-in filter or test. `signature` names the parameters after the value; a trailing `?` marks one with a
 * default: `operation('width? first?', (site, value, ...[width = 4, first = false]) => …)`. The signature `*` takes
 * arguments as they come, keywords last as `Keywords`. `looksUp` says which operand, if any, is the name of another.
 */
export function operation<F extends (site: Site, value: never, ...args: never[]) => unknown>(
  signature: string,
  body: F,
  looksUp?: NonNullable<Operation['looksUp']>,
): F & Operation {
  const params = signature === '' || signature === '*' ? [] : signature.split(' ')
  return Object.assign(body as F & ((site: Site, value: unknown, ...args: never[]) => unknown), {
    params: signature === '*' ? null : params.map((name) => name.replace('?', '')),
    required: params.filter((name) => !name.endsWith('?')).length,
    ...(looksUp && { looksUp }),
  })
}

/** What a call of a filter or test passes besides the value. */
export interface Arguments {
  readonly positional: readonly unknown[]
  readonly keywords: Readonly<Record<string, unknown>>
}

/**
 * A function that applies a filter or test to values with the arguments given now; `callee` is its name in
 * messages. Faults: too-many-arguments, unknown-argument, duplicate-argument, missing-argument.
 */
export function bindOperation(
  operation: Operation,
  callee: string,
  given: Arguments,
): (site: Site, value: unknown) => unknown {
  const args = bindArguments(operation, callee, given) as never[]
  return (site, value) => operation(site, value, ...args)
}

/** The arguments of a call in the order of the operation's parameters, absent ones undefined. Faults as above. */
export function bindArguments(operation: Operation, callee: string, given: Arguments): unknown[] {
  const { params, required } = operation
  const { positional, keywords } = given
  const names = Object.keys(keywords)
  if (params === null) return names.length === 0 ? [...positional] : [...positional, new Keywords(keywords)]
  if (positional.length > params.length) {
    fault('too-many-arguments', { callee, most: params.length, got: positional.length })
  }
  const bound = [...positional]
  for (const name of names) {
    const index = params.indexOf(name)
    if (index < 0) fault('unknown-argument', { callee, argument: name, known: params })
    if (index < positional.length) fault('duplicate-argument', { callee, argument: name })
    bound[index] = keywords[name]
  }
  const absent = params.slice(positional.length, required).find((name) => !Object.hasOwn(keywords, name))
  if (absent !== undefined) fault('missing-argument', { callee, argument: absent })
  return bound
}

const WITH_CONTEXT: unique symbol = Symbol('withContext')

/** Marks a function of the caller so that it gets the call site as its first argument, before the value. */
export function withContext<F extends (...args: never[]) => unknown>(fn: F): F {
  Object.defineProperty(fn, WITH_CONTEXT, { value: true })
  return fn
}

/** Whether a function was marked by `withContext`. */
export function wantsContext(fn: unknown): boolean {
  return typeof fn === 'function' && Object.hasOwn(fn, WITH_CONTEXT)
}

/** Missing values become undefined on their way into the caller's own functions. */
export function forHost(value: unknown): unknown {
  return isUndefined(value) ? undefined : value
}
