import { equal } from './equality.js'
import { defineField, heldKey, heldValue, mapKey, propertyName } from './keys.js'
import type { Mapping } from './shapes.js'

/** Whether a mapping, or an instance by its own fields, has a key. */
export function hasKey(mapping: Mapping, key: unknown): boolean {
  return heldKey(mapping, key, equal) !== undefined
}

/** The value under a key; undefined when there is none. */
export function valueOfKey(mapping: Mapping, key: unknown): unknown {
  const held = heldKey(mapping, key, equal)
  return held === undefined ? undefined : heldValue(mapping, held[0])
}

/** Puts a value under a key, as data even when the key is `__proto__`. */
export function setKey(mapping: Mapping, key: unknown, value: unknown): void {
  const [held] = heldKey(mapping, key, equal) ?? [mapKey(key)]
  if (mapping instanceof Map) mapping.set(held, value)
  else defineField(mapping, propertyName(held) ?? String(held), value)
}

/** Removes a key and gives whether it was there. */
export function deleteKey(mapping: Mapping, key: unknown): boolean {
  const held = heldKey(mapping, key, equal)
  if (held === undefined) return false
  return mapping instanceof Map ? mapping.delete(held[0]) : Reflect.deleteProperty(mapping, String(held[0]))
}

/**
 * A new mapping from entries in order: a plain object when every key is a text that keeps its place among the
 * keys of one, else a `Map`.
 */
export function mappingOf(entries: readonly (readonly [unknown, unknown])[]): Mapping {
  const plain = entries.every(([key]) => typeof mapKey(key) === 'string' && !MOVED.test(String(key)))
  const mapping: Mapping = plain ? {} : new Map<unknown, unknown>()
  for (const [key, value] of entries) setKey(mapping, key, value)
  return mapping
}

/** Keys that plain objects move to the front, in numeric order. */
const MOVED = /^(?:0|[1-9]\d*)$/
