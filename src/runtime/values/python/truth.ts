import { Markup } from '../../markup.js'
import { Undefined, USE } from '../../undefined.js'
import { keyCount } from '../keys.js'
import { Bytes, OCTETS } from './bytes.js'
import { Float } from './float.js'
import { Range, rangeLength } from './range.js'
import { isDict } from './types.js'
import { DictView, SHOWN } from './view.js'

/** Whether a value is true in Python: not so are zero, None, False, missing values and whatever has no items. */
export function truthy(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'number':
      return value !== 0
    case 'bigint':
      return value !== 0n
    case 'object':
      return value !== null && truthyObject(value)
  }
  return value !== undefined
}

function truthyObject(value: object): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof Markup) return value.toString() !== ''
  if (value instanceof Float) return value.valueOf() !== 0
  if (value instanceof Undefined) return missing(value)
  if (isDict(value)) return keyCount(value) > 0
  if (value instanceof Set) return value.size > 0
  if (value instanceof Bytes) return value[OCTETS].length > 0
  if (value instanceof Range) return rangeLength(value) > 0
  if (value instanceof DictView) return value[SHOWN]().length > 0
  // What tells a length is empty without one; anything else is true.
  return Reflect.get(value, 'length') !== 0
}

function missing(value: Undefined): false {
  value[USE]('test')
  return false
}
