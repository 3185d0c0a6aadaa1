import type { Values } from '../values/values.js'
import type { Methods } from './method.js'
import { method, methodTable, refuse } from './method.js'
import { protocol } from './protocol.js'

type Items = Set<unknown>

/** Python's methods on sets. Those that change the set give null. */
export const setMethods: Methods<Items> = methodTable<Items>({
  ...protocol,
  copy: method('', (_, set) => new Set(set)),
  difference: method('other', (values, set, other) => without(values, set, setFrom(values, other))),
  discard: method('item', (_, set, item) => {
    set.delete(item)
    return null
  }),
  intersection: method('other', (values, set, other) => {
    return new Set([...setFrom(values, other)].filter((item) => values.contains(set, item)))
  }),
  isdisjoint: method(
    'other',
    (values, set, other) => !members(values, other).some((item) => values.contains(set, item)),
  ),
  issubset: method('other', (values, set, other) => {
    const all = setFrom(values, other)
    return [...set].every((item) => values.contains(all, item))
  }),
  issuperset: method('other', (values, set, other) => {
    return members(values, other).every((item) => values.contains(set, item))
  }),
  pop: method('', (_, set) => {
    for (const item of set) {
      set.delete(item)
      return item
    }
    return refuse(['pop', 'self'], 'must not be empty', 'KeyError')
  }),
  remove: method('item', (_, set, item) => {
    return set.delete(item) ? null : refuse(['remove', 'item'], 'is not in the set', 'KeyError')
  }),
  symmetric_difference: method('other', (values, set, other) => {
    const all = setFrom(values, other)
    return new Set([...without(values, set, all), ...without(values, all, set)])
  }),
  union: method('other', (values, set, other) => new Set([...set, ...members(values, other)])),
  update: method('other', (values, set, other) => {
    for (const item of members(values, other)) set.add(item)
    return null
  }),
})

function members(values: Values, items: unknown): unknown[] {
  const list = values.list(items)
  const all: unknown[] = []
  for (let at = 0; at < list.length; at++) all.push(list[at])
  return all
}

function setFrom(values: Values, items: unknown): Items {
  return new Set(members(values, items))
}

function without(values: Values, set: Items, other: Items): Items {
  return new Set([...set].filter((item) => !values.contains(other, item)))
}
