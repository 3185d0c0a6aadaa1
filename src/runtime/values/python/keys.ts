import { Markup } from '../../markup.js'
import { Undefined, USE } from '../../undefined.js'
import { defineField } from '../keys.js'
import { sameNum } from '../numeric.js'
import type { Mapping } from '../shapes.js'
import { isObject } from '../shapes.js'
import { Float } from './float.js'
import { FrozenSet } from './frozen-set.js'
import { numberIn } from './numbers.js'
import { raise } from './raise.js'
import { Tuple } from './tuple.js'
import { isDict, isPlainList, typeName } from './types.js'
import { DictView, KIND } from './view.js'

/** A key as the dict holds it, in a tuple because any value can be a key. */
export type Held = readonly [unknown]

/**
 * The key a dict holds that equals the wanted one (1, 1.0 and True are one key); undefined when it has none. Constant
 * time for text and for what is there as it is asked for. Fault: bad-argument for a key that has no hash.
 */
export function heldIn(dict: Mapping, wanted: unknown): Held | undefined {
  const key = wanted instanceof Markup ? wanted.toString() : wanted
  if (!(dict instanceof Map))
    return typeof hashed(key) === 'string' && Object.hasOwn(dict, String(key)) ? [key] : undefined
  return heldByMap(dict, key)
}

/** As `heldIn`, for the items of a set. */
export function heldBySet(set: ReadonlySet<unknown>, wanted: unknown): Held | undefined {
  return heldByMap(set, wanted instanceof Markup ? wanted.toString() : wanted)
}

/** What `Map` and `Set` have in common. */
interface Keyed {
  has(key: unknown): boolean
  keys(): Iterable<unknown>
}

function heldByMap(keyed: Keyed, key: unknown): Held | undefined {
  if (keyed.has(hashed(key))) return [key]
  if (typeof key === 'string') return undefined
  const number = numberIn(key)
  if (number !== null) return heldNumber(keyed, number)
  return isObject(key) ? heldEqual(keyed, key) : undefined
}

function heldNumber(keyed: Keyed, number: number | bigint): Held | undefined {
  for (const held of keyed.keys()) {
    const other = typeof held === 'string' ? null : numberIn(held)
    if (other !== null && sameNum(other, number)) return [held]
  }
  return undefined
}

function heldEqual(keyed: Keyed, key: object): Held | undefined {
  for (const held of keyed.keys()) if (isObject(held) && sameKey(held, key)) return [held]
  return undefined
}

/** Whether two containers that can be keys hold the same. */
function sameKey(left: unknown, right: unknown): boolean {
  if (left instanceof Tuple && right instanceof Tuple) {
    return left.length === right.length && left.every((item, at) => sameKey(item, right[at]))
  }
  if (left instanceof FrozenSet && right instanceof FrozenSet) {
    return left.size === right.size && [...left].every((item) => heldBySet(right, item) !== undefined)
  }
  if (Object.is(left, right)) return true
  const [a, b] = [numberIn(left), numberIn(right)]
  if (a !== null && b !== null) return sameNum(a, b)
  return left instanceof Markup || right instanceof Markup ? String(left) === String(right) : false
}

/** Whether a value can be a key. Fault: undefined-value for a strict missing value. */
export function hasHash(key: unknown): boolean {
  if (!isObject(key) || key instanceof Float) return true
  if (key instanceof Undefined) key[USE]('compare')
  if (key instanceof Tuple) return key.every(hasHash)
  if (key instanceof Set) return key instanceof FrozenSet
  if (key instanceof DictView) return key[KIND] === 'dict_values'
  return !isPlainList(key) && !isDict(key)
}

/** The key itself. Fault: bad-argument (TypeError) when it, or part of it, can change and so has no hash. */
export function hashed(key: unknown): unknown {
  if (hasHash(key)) return key
  return raise('TypeError', 'dict.key', `has no hash: it is of type ${typeName(key)}`)
}

/** The value under a key as `heldIn` found it. */
export function valueUnder(dict: Mapping, held: unknown): unknown {
  return dict instanceof Map ? dict.get(held) : dict[String(held)]
}

/** Puts a value under a key; an equal key that is there already stays. Fault: bad-argument. */
export function put(dict: Mapping, key: unknown, value: unknown): void {
  const [held] = heldIn(dict, key) ?? [key instanceof Markup ? key.toString() : key]
  if (dict instanceof Map) dict.set(held, value)
  else defineField(dict, String(held), value)
}

/** Removes a key as `heldIn` found it. */
export function remove(dict: Mapping, held: unknown): void {
  if (dict instanceof Map) dict.delete(held)
  else Reflect.deleteProperty(dict, String(held))
}

/** A new dict from entries in order; an equal key keeps its place and gets the later value. Fault: bad-argument. */
export function dictOf(entries: readonly (readonly [unknown, unknown])[]): Map<unknown, unknown> {
  const dict = new Map<unknown, unknown>()
  for (const [key, value] of entries) put(dict, key, value)
  return dict
}
