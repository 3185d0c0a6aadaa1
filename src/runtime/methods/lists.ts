import type { Values } from '../values/values.js'
import type { Methods } from './method.js'
import { method, methodTable, refuse, spanOf, wholeArgument } from './method.js'
import { protocol } from './protocol.js'

/** Python's methods on lists. Those that change the list give null, which is nothing when printed. */
export const listMethods: Methods<unknown[]> = methodTable<unknown[]>({
  ...protocol,
  append: method('object', (_, list, item) => nothing(list.push(item))),
  clear: method('', (_, list) => nothing(list.splice(0))),
  copy: method('', (_, list) => [...list]),
  count: method('value', (values, list, wanted) => list.filter((item) => same(values, item, wanted)).length),
  extend: method('iterable', (values, list, items) => nothing(append(list, Array.from(values.list(items))))),
  index: method('value start? stop?', (values, list, wanted, ...span) => {
    const [from, to] = spanOf(list.length, span, 'index')
    return placeOf(values, list.slice(0, to), { wanted, from, callee: 'index' })
  }),
  insert: method('index object', (_, list, index, item) => {
    return nothing(list.splice(wholeArgument(index, ['insert', 'index']), 0, item))
  }),
  pop: method('index?', (_, list, index = -1) => {
    const place = wholeArgument(index, ['pop', 'index'])
    const at = place < 0 ? place + list.length : place
    if (at < 0 || at >= list.length)
      return refuse(['pop', 'index'], 'is no position in the list', 'IndexError')
    return list.splice(at, 1)[0]
  }),
  remove: method('value', (values, list, wanted) => {
    return nothing(list.splice(placeOf(values, list, { wanted, from: 0, callee: 'remove' }), 1))
  }),
  reverse: method('', (_, list) => nothing(list.reverse())),
  sort: method('key? reverse?', (values, list, key = null, reverse = false) => {
    return nothing(sort(values, list, { key, descending: values.truthy(reverse) }))
  }),
})

/** Python's None, whatever was done. */
function nothing(_: unknown): null {
  return null
}

/** Adds the items one by one: as arguments of one call, many of them would not fit on the stack. */
function append(list: unknown[], items: readonly unknown[]): void {
  for (const item of items) list.push(item)
}

function same(values: Values, item: unknown, wanted: unknown): boolean {
  return Object.is(item, wanted) || values.equal(item, wanted)
}

interface Search {
  readonly wanted: unknown
  readonly from: number
  readonly callee: string
}

function placeOf(values: Values, list: readonly unknown[], { wanted, from, callee }: Search): number {
  const at = list.findIndex((item, place) => place >= from && same(values, item, wanted))
  return at < 0 ? refuse([callee, 'value'], 'is not in the list', 'ValueError') : at
}

interface Order {
  readonly key: unknown
  readonly descending: boolean
}

/** Sorts in place; equal items keep their order in both directions. */
function sort(values: Values, list: unknown[], { key, descending }: Order): void {
  const keyOf = (item: unknown): unknown => (typeof key === 'function' ? key(item) : item)
  const keyed = list.map((item) => ({ item, key: keyOf(item) }))
  const turn = descending ? -1 : 1
  keyed.sort((left, right) => turn * values.compare(left.key, right.key, '<'))
  keyed.forEach(({ item }, place) => {
    list[place] = item
  })
}
