import { splitKeywords } from '../keywords.js'
import { entriesOf, keysOf } from '../values/keys.js'
import { deleteKey, hasKey, setKey, valueOfKey } from '../values/lookup.js'
import type { Mapping } from '../values/shapes.js'
import { isMapping } from '../values/shapes.js'
import type { Values } from '../values/values.js'
import type { Methods } from './method.js'
import { method, methodTable, refuse } from './method.js'
import { protocol } from './protocol.js'

/** Python's methods on mappings. What Python gives as a view is a list; what it gives as None is null. */
export const mappingMethods: Methods<Mapping> = methodTable<Mapping>({
  ...protocol,
  clear: method('', (_, mapping) => {
    for (const key of keysOf(mapping)) deleteKey(mapping, key)
    return null
  }),
  copy: method('', (_, mapping) => (mapping instanceof Map ? new Map(mapping) : { ...mapping })),
  get: method('key default?', (_, mapping, key, fallback = null) => {
    return hasKey(mapping, key) ? valueOfKey(mapping, key) : fallback
  }),
  items: method('', (_, mapping) => entriesOf(mapping)),
  keys: method('', (_, mapping) => keysOf(mapping)),
  pop: method('key default?', (_, mapping, key, fallback) => {
    if (!hasKey(mapping, key)) return fallback === undefined ? noKey('pop') : fallback
    const value = valueOfKey(mapping, key)
    deleteKey(mapping, key)
    return value
  }),
  popitem: method('', (_, mapping) => {
    const last = entriesOf(mapping).at(-1)
    if (last === undefined) return refuse(['popitem', 'self'], 'must not be empty')
    deleteKey(mapping, last[0])
    return last
  }),
  setdefault: method('key default?', (_, mapping, key, fallback = null) => {
    if (!hasKey(mapping, key)) setKey(mapping, key, fallback)
    return valueOfKey(mapping, key)
  }),
  update: method('*', (values, mapping, ...args) => {
    const { positional, keywords } = splitKeywords(args)
    for (const source of positional) copyInto(values, mapping, source)
    for (const [key, value] of Object.entries(keywords)) setKey(mapping, key, value)
    return null
  }),
  values: method('', (_, mapping) => entriesOf(mapping).map(([, value]) => value)),
})

function noKey(callee: string): never {
  return refuse([callee, 'key'], 'is no key of the mapping')
}

/** Copies from a mapping, or from pairs. */
function copyInto(values: Values, mapping: Mapping, source: unknown): void {
  if (isMapping(source)) {
    for (const [key, value] of entriesOf(source)) setKey(mapping, key, value)
    return
  }
  for (const pair of Array.from(values.list(source))) {
    const { 0: key, 1: value } = values.unpack(pair, 2)
    setKey(mapping, key, value)
  }
}
