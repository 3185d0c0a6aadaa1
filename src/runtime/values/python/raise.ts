import { fault } from '../../fault.js'

/** Classes of Python's errors that one fault can stand for. */
export type PythonError =
  | 'AttributeError'
  | 'IndexError'
  | 'KeyError'
  | 'OverflowError'
  | 'TypeError'
  | 'ValueError'

/** Refuses an argument (`callee.argument`) with an error of Python's; `reason` is a predicate. */
export function raise(python: PythonError, place: string, reason: string): never {
  const [callee = '', argument = 'self'] = place.split('.')
  return fault('bad-argument', { callee, argument, reason, python })
}
