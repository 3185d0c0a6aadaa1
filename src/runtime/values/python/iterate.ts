import { Fault, fault, isThrown } from '../../fault.js'
import { isText } from '../../markup.js'
import { isUndefined, Undefined, USE } from '../../undefined.js'
import { codePointCount, codePoints } from '../code-points.js'
import { keyCount, keysOf } from '../keys.js'
import { Pull } from '../pull.js'
import { isIterable, isObject } from '../shapes.js'
import { Bytes, OCTETS } from './bytes.js'
import { equal, same } from './equality.js'
import { hashed, heldBySet, heldIn } from './keys.js'
import { Lazy } from './lazy.js'
import { numberIn } from './numbers.js'
import { raise } from './raise.js'
import { inRange, Range, rangeLength } from './range.js'
import { isDict, isModule, typeName } from './types.js'
import { DictView, KIND, SHOWN } from './view.js'

/** Most items of a range that a loop or filter may run over. */
const MOST_ITEMS = 1e7

/** The items a loop runs over: see `Values.list`. Faults: not-iterable, undefined-value. */
export function list(value: unknown): ArrayLike<unknown> {
  if (Array.isArray(value) || value instanceof Pull) return value
  if (isText(value)) return codePoints(value.toString())
  if (isUndefined(value)) return noItems(value)
  if (isDict(value)) return keysOf(value)
  if (value instanceof Set) return [...value]
  if (value instanceof DictView) return value[SHOWN]()
  if (value instanceof Range) return numbersOf(value)
  if (value instanceof Bytes) return value[OCTETS]
  return isIterable(value) ? new Pull(value) : fault('not-iterable', { kind: typeName(value) })
}

/** The iterators Python's `reversed` gives, by type; those of other types are `reversed` themselves. */
const REVERSED: Readonly<Record<string, string>> = {
  list: 'list_reverseiterator',
  dict: 'dict_reversekeyiterator',
  dict_keys: 'dict_reversekeyiterator',
  dict_values: 'dict_reversevalueiterator',
  dict_items: 'dict_reverseitemiterator',
  range: 'range_iterator',
}

/** The items in reverse order: an iterator, or a list of what has no end to start at. Fault: bad-argument. */
export function backwards(value: unknown): unknown {
  const iterates = isText(value) || isUndefined(value) || isDict(value) || isIterable(value)
  if (!iterates) return raise('TypeError', 'reverse.value', 'must be iterable')
  const items = listOr(value, () => raise('TypeError', 'reverse.value', 'must be iterable'))
  const reverse = (): unknown[] => Array.from(items).reverse()
  if (items instanceof Pull || value instanceof Set || isUndefined(value)) return reverse()
  return new Lazy(`${REVERSED[typeName(value)] ?? 'reversed'} object`, reverse)
}

/** As `list`; what `fails` does for a value without items. */
function listOr(value: unknown, fails: () => never): ArrayLike<unknown> {
  try {
    return list(value)
  } catch (error) {
    if (isThrown(error, Fault) && error.id === 'not-iterable') return fails()
    throw error
  }
}

/** The items of what can be read from its end. Faults as `list`; bad-argument for iterators and sets. */
export function indexed(value: unknown): ArrayLike<unknown> {
  const once = value instanceof Lazy || value instanceof Set || isIterator(value)
  return once
    ? raise('TypeError', 'reversed.value', `is of type ${typeName(value)} and has no end to start at`)
    : list(value)
}

function isIterator(value: unknown): boolean {
  return isObject(value) && Symbol.iterator in value && typeof value.next === 'function'
}

function numbersOf(range: Range): number[] {
  if (rangeLength(range) > MOST_ITEMS) fault('too-large', { what: 'range' })
  return [...range]
}

/** Exactly `count` values of an iterable. Faults: not-iterable, unpack-count. */
export function unpack(value: unknown, count: number): ArrayLike<unknown> {
  const items = list(value)
  if (!(items instanceof Pull)) {
    return items.length === count ? items : fault('unpack-count', { wanted: count, got: items.length })
  }
  let got = 0
  while (got <= count && items.has(got)) got++
  return got === count ? items : fault('unpack-count', { wanted: count, got })
}

/** Number of code points, items or keys; a missing value has none. Fault: bad-argument. */
export function length(value: unknown): number {
  if (isText(value)) return codePointCount(value.toString())
  if (Array.isArray(value)) return value.length
  if (isUndefined(value)) return noItems(value).length
  if (isDict(value)) return keyCount(value)
  if (value instanceof Set) return value.size
  if (value instanceof Range) return rangeLength(value)
  if (value instanceof Bytes) return value[OCTETS].length
  if (value instanceof DictView) return value[SHOWN]().length
  return ownLength(value)
}

/** The length an object of the caller's tells. */
function ownLength(value: unknown): number {
  const told = isObject(value) && !(value instanceof Lazy) && !isModule(value) ? value.length : undefined
  return typeof told === 'number'
    ? told
    : raise('TypeError', 'len.obj', `is of type ${typeName(value)} and has no length`)
}

function noItems(value: undefined | Undefined): readonly unknown[] {
  if (value instanceof Undefined) value[USE]('iterate')
  return []
}

/** `item in container`. Faults: not-iterable, bad-operand, bad-argument for what cannot be a key. */
export function contains(container: unknown, item: unknown): boolean {
  if (isText(container)) return containsText(container.toString(), item)
  if (isDict(container)) return heldIn(container, item) !== undefined
  if (container instanceof Set) return heldBySet(container, item) !== undefined
  if (container instanceof DictView && container[KIND] === 'dict_keys') hashed(item)
  if (container instanceof Range) {
    if (isUndefined(item)) return rangeLength(container) > 0 && equal(container.start, item)
    const number = numberIn(item)
    return number !== null && inRange(container, number)
  }
  return someSame(container, item)
}

function containsText(text: string, item: unknown): boolean {
  if (isText(item)) return text.includes(item.toString())
  return fault('bad-operand', { operator: 'in', left: typeName(item), right: 'str' })
}

function someSame(container: unknown, item: unknown): boolean {
  const items = list(container)
  for (let at = 0; at < items.length; at++) {
    if (isUndefined(item) ? equal(items[at], item) : same(items[at], item)) return true
  }
  return false
}
