import { isText } from '../../markup.js'
import { isUndefined } from '../../undefined.js'
import { isObject } from '../shapes.js'
import { Float } from './float.js'
import { raise } from './raise.js'
import { isDict, typeName } from './types.js'

/**
 * A value that Python's `json.dumps` takes, as it is; objects of the caller's give what their `toJSON` returns. Fault:
 * bad-argument for anything else.
 */
export function json(value: unknown): unknown {
  if (!isObject(value)) return value === undefined || typeof value === 'function' ? refused(value) : value
  if (isText(value) || value instanceof Float || Array.isArray(value)) return value
  const { toJSON } = value
  if (typeof toJSON === 'function' && !isUndefined(value)) return Reflect.apply(toJSON, value, [])
  return isDict(value) ? value : refused(value)
}

function refused(value: unknown): never {
  return raise('TypeError', 'tojson.value', `has no JSON: it is of type ${typeName(value)}`)
}
