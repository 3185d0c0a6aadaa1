import { native } from '../../../call.js'
import { fault } from '../../../fault.js'
import { Keywords } from '../../../keywords.js'
import type { Methods } from '../../../methods/method.js'
import { bindArguments } from '../../../methods/method.js'
import type { Values } from '../../values.js'
import { BOND, type Bond, type BoundMethod } from '../bond.js'

/** Methods that take keywords; CPython's other methods know their parameters by position only. */
const BY_NAME = new Set([
  'decode',
  'encode',
  'expandtabs',
  'format',
  'rsplit',
  'sort',
  'split',
  'splitlines',
  'update',
])

/**
 * The method of a table bound to its receiver, or undefined when the table has none of that name. The bond tells what
 * it is of where that is not what it works on.
 */
export function bound<R>(
  values: Values,
  methods: Methods<R>,
  receiver: R,
  bond: Bond | string,
): BoundMethod | undefined {
  const name = typeof bond === 'string' ? bond : bond.name
  const row = methods.get(name)
  if (row === undefined) return undefined
  const call = (...args: unknown[]): unknown =>
    row.body(values, receiver, ...bindArguments(name, row, positional(name, args)))
  return bind(typeof bond === 'string' ? { name, receiver } : bond, native(call))
}

/** The arguments, after a look that there are no keywords where the method takes none. Fault: unknown-argument. */
export function positional(name: string, args: readonly unknown[]): readonly unknown[] {
  const last = args.at(-1)
  if (!(last instanceof Keywords) || BY_NAME.has(name)) return args
  const [argument] = Object.keys(last.values)
  return argument === undefined
    ? args.slice(0, -1)
    : fault('unknown-argument', { callee: name, argument, known: [] })
}

/** A function as the method it is. */
export function bind<F extends object>(bond: Bond, fn: F): F & BoundMethod {
  return Object.assign(fn, { [BOND]: bond })
}
