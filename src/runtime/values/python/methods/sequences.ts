import { listMethods } from '../../../methods/lists.js'
import type { Methods } from '../../../methods/method.js'
import { method, methodTable } from '../../../methods/method.js'
import { setMethods } from '../../../methods/sets.js'
import type { Values } from '../../values.js'
import { FrozenSet } from '../frozen-set.js'
import { hashed, heldBySet } from '../keys.js'
import { numberIn } from '../numbers.js'
import { raise } from '../raise.js'
import type { Range } from '../range.js'
import { inRange } from '../range.js'
import { Tuple } from '../tuple.js'
import { bound } from './bind.js'

/** Methods that leave what they are called on as it is. */
const READING = new Set(['count', 'index', '__len__', '__getitem__', '__contains__'])

const tupleMethods: Methods<unknown[]> = new Map([...listMethods].filter(([name]) => READING.has(name)))

/** An attribute of a list or tuple: an own field that is no position, or a method, bound. */
export function attributeOfSequence(values: Values, sequence: unknown[], name: string): unknown {
  if (name !== 'length' && !/^\d+$/.test(name) && Object.hasOwn(sequence, name))
    return Reflect.get(sequence, name)
  return bound(values, sequence instanceof Tuple ? tupleMethods : listMethods, sequence, name)
}

/** Methods that change a set. */
const CHANGING = new Set(['add', 'clear', 'discard', 'pop', 'remove', 'update'])

const pythonSetMethods: Methods<Set<unknown>> = new Map([
  ...setMethods,
  ...methodTable<Set<unknown>>({
    add: method('item', (_, set, item) => {
      if (heldBySet(set, hashed(item)) === undefined) set.add(item)
      return null
    }),
    clear: method('', (_, set) => {
      set.clear()
      return null
    }),
  }),
])

const frozenSetMethods: Methods<Set<unknown>> = new Map(
  [...pythonSetMethods].filter(([name]) => !CHANGING.has(name)),
)

/** An attribute of a set: a method, bound. */
export function attributeOfSet(values: Values, set: Set<unknown>, name: string): unknown {
  return bound(values, set instanceof FrozenSet ? frozenSetMethods : pythonSetMethods, set, name)
}

const rangeMethods: Methods<Range> = methodTable<Range>({
  count: method('value', (_, range, value) => (isIn(range, value) ? 1 : 0)),
  index: method('value', (_, range, value) => {
    if (!isIn(range, value)) return raise('ValueError', 'index.value', 'is not in the range')
    return (Number(numberIn(value)) - range.start) / range.step
  }),
})

/** An attribute of a range: a bound, its step, or a method. */
export function attributeOfRange(values: Values, range: Range, name: string): unknown {
  return Object.hasOwn(range, name) ? Reflect.get(range, name) : bound(values, rangeMethods, range, name)
}

function isIn(range: Range, value: unknown): boolean {
  const number = numberIn(value)
  return number !== null && inRange(range, number)
}
