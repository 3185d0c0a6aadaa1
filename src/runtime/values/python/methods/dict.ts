import { splitKeywords } from '../../../keywords.js'
import type { Methods } from '../../../methods/method.js'
import { method, methodTable } from '../../../methods/method.js'
import { protocol } from '../../../methods/protocol.js'
import { entriesOf, keysOf } from '../../keys.js'
import type { Mapping } from '../../shapes.js'
import type { Values } from '../../values.js'
import { dictOf, heldIn, put, remove, valueUnder } from '../keys.js'
import { raise } from '../raise.js'
import { tuple } from '../tuple.js'
import { isDict } from '../types.js'
import { DictView, KIND, SHOWN } from '../view.js'
import { bound } from './bind.js'

const dictMethods: Methods<Mapping> = methodTable<Mapping>({
  ...protocol,
  __setitem__: method('key value', (_, dict, key, value) => {
    put(dict, key, value)
    return null
  }),
  clear: method('', (_, dict) => {
    for (const key of keysOf(dict)) remove(dict, key)
    return null
  }),
  copy: method('', (_, dict) => (dict instanceof Map ? new Map(dict) : { ...dict })),
  fromkeys: method('iterable value?', (values, _, keys, value = null) =>
    dictOf(Array.from(values.list(keys), (key) => [key, value] as const)),
  ),
  get: method('key default?', (_, dict, key, fallback = null) => {
    const held = heldIn(dict, key)
    return held === undefined ? fallback : valueUnder(dict, held[0])
  }),
  items: method('', (_, dict) => new DictView('dict_items', dict)),
  keys: method('', (_, dict) => new DictView('dict_keys', dict)),
  pop: method('key default?', (_, dict, key, fallback) => {
    const held = heldIn(dict, key)
    if (held === undefined)
      return fallback === undefined ? raise('KeyError', 'pop.key', 'is no key of the dict') : fallback
    const value = valueUnder(dict, held[0])
    remove(dict, held[0])
    return value
  }),
  popitem: method('', (_, dict) => {
    const last = entriesOf(dict).at(-1)
    if (last === undefined) return raise('KeyError', 'popitem', 'must not be empty')
    remove(dict, last[0])
    return tuple(last)
  }),
  setdefault: method('key default?', (_, dict, key, fallback = null) => {
    const held = heldIn(dict, key)
    if (held !== undefined) return valueUnder(dict, held[0])
    put(dict, key, fallback)
    return fallback
  }),
  update: method('*', (values, dict, ...args) => {
    const { positional, keywords } = splitKeywords(args)
    if (positional.length > 1) raise('TypeError', 'update.other', 'must be at most one mapping')
    for (const source of positional) copyInto(values, dict, source)
    for (const [key, value] of Object.entries(keywords)) put(dict, key, value)
    return null
  }),
  values: method('', (_, dict) => new DictView('dict_values', dict)),
})

/** Names of the methods of a dict, which come before its keys where an attribute is asked for. */
export const DICT_METHODS: ReadonlySet<string> = new Set(dictMethods.keys())

/** An attribute of a dict: a method, bound. */
export function attributeOfDict(values: Values, dict: Mapping, name: string): unknown {
  return bound(values, dictMethods, dict, name)
}

const viewMethods: Methods<DictView> = methodTable<DictView>({
  __len__: method('', (_, view) => view[SHOWN]().length),
  isdisjoint: method('other', (values, view, other) => {
    return !Array.from(values.list(other)).some((item) => values.contains(view, item))
  }),
})

/** An attribute of a view of a dict. */
export function attributeOfView(values: Values, view: DictView, name: string): unknown {
  if (name === 'isdisjoint' && view[KIND] === 'dict_values') return undefined
  return bound(values, viewMethods, view, name)
}

/** Copies from a dict, or from pairs. */
function copyInto(values: Values, dict: Mapping, source: unknown): void {
  if (isDict(source)) {
    for (const [key, value] of entriesOf(source)) put(dict, key, value)
    return
  }
  for (const pair of Array.from(values.list(source))) {
    const { 0: key, 1: value } = values.unpack(pair, 2)
    put(dict, key, value)
  }
}
