import { attempt } from '../call.js'
import { Markup } from '../markup.js'
import type { Fields, Mapping } from './shapes.js'
import { isObject } from './shapes.js'

/** Whether two keys are the same. */
type Same = (left: unknown, right: unknown) => boolean

/** The property name a key means on a plain object; undefined for keys that name none. */
export function propertyName(key: unknown): string | undefined {
  if (typeof key === 'string') return key
  if (key instanceof Markup) return key.toString()
  return typeof key === 'number' || typeof key === 'bigint' ? String(key) : undefined
}

/** A key in the form maps hold it: markup as its text, bigints as numbers where that is exact. */
export function mapKey(key: unknown): unknown {
  if (key instanceof Markup) return key.toString()
  if (typeof key === 'bigint' && BigInt(Number(key)) === key) return Number(key)
  return key
}

/**
 * The key a mapping holds for a wanted one, in a tuple because undefined can be a key; undefined when it has
 * none. Constant time but for container keys of a `Map`, which are compared one by one with `same`.
 */
export function heldKey(mapping: Mapping, wanted: unknown, same: Same): readonly [unknown] | undefined {
  if (mapping instanceof Map) return heldByMap(mapping, mapKey(wanted), same)
  const name = propertyName(wanted)
  return name !== undefined && Object.hasOwn(mapping, name) ? [name] : undefined
}

/** The value under a key as `heldKey` found it. */
export function heldValue(mapping: Mapping, key: unknown): unknown {
  return mapping instanceof Map ? mapping.get(key) : mapping[String(key)]
}

/** The keys of a mapping in order. */
export function keysOf(mapping: Mapping): unknown[] {
  return mapping instanceof Map ? [...mapping.keys()] : Object.keys(mapping)
}

/** The `[key, value]` pairs of a mapping in order. Fault: host-error of a getter. */
export function entriesOf(mapping: Mapping): [unknown, unknown][] {
  return mapping instanceof Map ? [...mapping.entries()] : attempt(() => Object.entries(mapping))
}

/** How many keys a mapping has. */
export function keyCount(mapping: Mapping): number {
  return mapping instanceof Map ? mapping.size : Object.keys(mapping).length
}

/** Writes an own property, also one named `__proto__`. */
export function defineField(fields: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value
  else Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true })
}

function heldByMap(
  map: ReadonlyMap<unknown, unknown>,
  key: unknown,
  same: Same,
): readonly [unknown] | undefined {
  if (map.has(key)) return [key]
  if (typeof key === 'number' && Number.isInteger(key) && map.has(BigInt(key))) return [BigInt(key)]
  if (!isObject(key)) return undefined
  for (const held of map.keys()) if (isObject(held) && same(held, key)) return [held]
  return undefined
}
