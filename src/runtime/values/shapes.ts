import { isText } from '../markup.js'
import { isUndefined } from '../undefined.js'

/** An object by its own properties; what a property holds is unknown. */
export type Fields = Record<string, unknown>

/** Whether a value is an object (functions are not). */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

/**
 * Whether a value is a plain object, of any realm or without prototype: data whose own keys are its content.
 * Objects that bring their own iterator are not.
 */
export function isRecord(value: unknown): value is Fields {
  if (!isObject(value)) return false
  const prototype: object | null = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    return false
  }
  return !Array.isArray(value) && !(Symbol.iterator in value)
}

/** A value looked up by key: a plain object or a `Map`. */
export type Mapping = Fields | Map<unknown, unknown>

/** Whether a value is a plain object or a `Map`. */
export function isMapping(value: unknown): value is Mapping {
  return value instanceof Map || isRecord(value)
}

/** Whether a value is indexed by position: an array or a typed array. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

/** Whether a value is an object that can be iterated. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in value && typeof value[Symbol.iterator] === 'function'
}

/** Whether a value stands for a result that is not there yet. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && !(value instanceof Map) && typeof value.then === 'function'
}

/**
 * Whether a value is an instance of a class of the caller's, read by its own fields: no built-in object and
 * nothing that iterates.
 */
export function isInstance(value: unknown): value is Fields {
  return kindOf(value) === 'object' && !isIterable(value)
}

/** The word for a value's kind in messages. */
export function kindOf(value: unknown): string {
  if (isUndefined(value)) return 'undefined'
  if (value === null) return 'none'
  if (isText(value)) return 'text'
  if (typeof value === 'bigint') return 'number'
  return typeof value === 'object' ? kindOfObject(value) : typeof value
}

/** Kinds by built-in class, tried in order after lists and plain objects. */
const CLASSES: readonly (readonly [abstract new (...args: never[]) => object, string])[] = [
  [Map, 'mapping'],
  [Set, 'set'],
  [Date, 'date'],
  [RegExp, 'regular expression'],
  [Error, 'error'],
]

function kindOfObject(value: object): string {
  if (isList(value)) return 'list'
  if (isPromise(value)) return 'promise'
  if (isRecord(value)) return 'mapping'
  return CLASSES.find(([base]) => value instanceof base)?.[1] ?? 'object'
}
