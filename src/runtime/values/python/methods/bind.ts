import { native } from '../../../call.js'
import { fault } from '../../../fault.js'
import { Keywords } from '../../../keywords.js'
import type { Method, Methods } from '../../../methods/method.js'
import { bindArguments } from '../../../methods/method.js'
import type { Values } from '../../values.js'

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

/** The method of a table bound to its receiver, or undefined when the table has none of that name. */
export function bound<R>(values: Values, methods: Methods<R>, receiver: R, name: string): unknown {
  const row = methods.get(name)
  return row && boundRow(name, row, (...args) => row.body(values, receiver, ...args))
}

/** A bound method that runs `body` on its arguments in the order of the row's parameters. */
export function boundRow<R>(name: string, row: Method<R>, body: (...args: unknown[]) => unknown): unknown {
  return named(
    name,
    native((...args: unknown[]) => body(...bindArguments(name, row, positional(name, args)))),
  )
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

/** The function with the name it prints. */
export function named<F extends object>(name: string, fn: F): F {
  return Object.defineProperty(fn, 'name', { value: name })
}
