import { fault } from '../fault.js'
import { isText } from '../markup.js'

import { isUndefined, Undefined, USE } from '../undefined.js'
import { codePointCount, codePoints } from './code-points.js'
import { entriesOf, keyCount, keysOf } from './keys.js'
import { Pull } from './pull.js'
import { isInstance, isIterable, isList, isMapping, kindOf } from './shapes.js'

/** The items a loop runs over: see `Values.list`. Fault: not-iterable. */
export function list(value: unknown): ArrayLike<unknown> {
  if (isList(value) || value instanceof Pull) return value
  if (isText(value)) return codePoints(value.toString())
  if (isUndefined(value)) return noItems(value)
  if (isMapping(value)) return keysOf(value)
  if (value instanceof Set) return [...value]
  if (isIterable(value)) return new Pull(value)
  return isInstance(value) ? Object.keys(value) : fault('not-iterable', { kind: kindOf(value) })
}

/** As `list`, with `[key, value]` pairs for mappings and for instances by their own fields. */
export function pairs(value: unknown): ArrayLike<unknown> {
  if (isMapping(value)) return entriesOf(value)
  return isInstance(value) ? Object.entries(value) : list(value)
}

/** Exactly `count` values of an iterable. Faults: not-iterable, unpack-count. */
export function unpack(value: unknown, count: number): ArrayLike<unknown> {
  const items = list(value)
  const got = items instanceof Pull ? pulledCount(items, count) : items.length
  return got === count ? items : fault('unpack-count', { wanted: count, got })
}

/** Number of code points, items or keys; a missing value has none. Fault: bad-argument. */
export function length(value: unknown): number {
  if (isText(value)) return codePointCount(value.toString())
  if (isList(value)) return value.length
  if (isUndefined(value)) return noItems(value).length
  if (isMapping(value)) return keyCount(value)
  if (value instanceof Set) return value.size
  if (value instanceof Pull) return value.all().length
  return ownLength(value)
}

/** The length an iterable of the caller's tells. */
function ownLength(value: unknown): number {
  const counts = isIterable(value) || isInstance(value)
  if (counts && 'length' in value && typeof value.length === 'number') return value.length
  return fault('bad-argument', {
    callee: 'length',
    argument: 'value',
    reason: 'must be text or have items',
  })
}

function noItems(value: undefined | Undefined): readonly unknown[] {
  if (value instanceof Undefined) value[USE]('iterate')
  return []
}

/** How many items there are, counting at most one too many. */
function pulledCount(items: Pull, count: number): number {
  let got = 0
  while (got <= count && items.has(got)) got++
  return got
}
