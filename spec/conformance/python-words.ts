import { repr, text } from '../../src/runtime/values/python/repr.js'
import { typeName } from '../../src/runtime/values/python/types.js'

/**
 * A value in the words of Python's `repr`, for host functions that show their arguments. Under the js dialect, with
 * its one number type, whole floats read as ints; arrays read as lists.
 */
export const pythonRepr = repr

/** A value in the words of Python's `str`. */
export const pythonText = text

/** The name of the type Python would give a value. */
export const pythonType = typeName

/** Whether a value is an object written in place: JSON, a literal, keywords. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
