import { isText, Markup } from '../../markup.js'
import { isNamespace } from '../../namespace.js'
import { Undefined, USE } from '../../undefined.js'
import { attr as attributeOfHost } from '../access.js'
import type { Values } from '../values.js'
import { Bytes } from './bytes.js'
import { Lazy } from './lazy.js'
import { attributeOfBytes } from './methods/bytes.js'
import { attributeOfDict, attributeOfView, DICT_METHODS } from './methods/dict.js'
import { attributeOfNumber } from './methods/number.js'
import { attributeOfRange, attributeOfSequence, attributeOfSet } from './methods/sequences.js'
import { attributeOfText } from './methods/text.js'
import { numberIn } from './numbers.js'
import { Range } from './range.js'
import { subscript } from './subscript.js'
import { special } from './type-object.js'
import { isDict, isModule } from './types.js'
import { DictView } from './view.js'

/** What `value.name` finds: an attribute or method, then the item of that name; undefined when there is neither. */
export function attr(values: Values, value: unknown, name: string): unknown {
  if (isPlainDict(value) && !DICT_METHODS.has(name) && !name.startsWith('__')) {
    return Object.hasOwn(value, name) ? value[name] : undefined
  }
  const found = attribute(values, value, name)
  return found === undefined ? subscript(value, name) : found
}

/** Nearly every value that is asked for an attribute it does not have is one of these. */
function isPlainDict(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** What `value[key]` finds: an item, then for a text the attribute of that name; undefined when there is neither. */
export function item(values: Values, value: unknown, key: unknown): unknown {
  const found = subscript(value, key)
  return found === undefined && isText(key) ? attribute(values, value, key.toString()) : found
}

/** What Python's `getattr` finds on a value; undefined when there is nothing. Fault: undefined-value. */
export function attribute(values: Values, value: unknown, name: string): unknown {
  const found = own(values, value, name)
  return found === undefined && name.startsWith('__') && value !== undefined ? special(value, name) : found
}

function own(values: Values, value: unknown, name: string): unknown {
  switch (typeof value) {
    case 'string':
      return attributeOfText(values, value, name)
    case 'object':
      return value === null ? undefined : attributeOfObject(values, value, name)
    case 'function':
      return attributeOfHost(values, value, name)
  }
  return numberIn(value) === null ? undefined : attributeOfNumber(values, value, name)
}

function attributeOfObject(values: Values, value: object, name: string): unknown {
  if (value instanceof Undefined) return missing(value)
  if (value instanceof Markup) return attributeOfText(values, value, name)
  if (Array.isArray(value)) return attributeOfSequence(values, value, name)
  if (isDict(value)) return attributeOfDict(values, value, name)
  if (isNamespace(value) || isModule(value)) return ownField(value, name)
  if (numberIn(value) !== null) return attributeOfNumber(values, value, name)
  return attributeOfRest(values, value, name)
}

function attributeOfRest(values: Values, value: object, name: string): unknown {
  if (value instanceof Set) return attributeOfSet(values, value, name)
  if (value instanceof Bytes) return attributeOfBytes(values, value, name)
  if (value instanceof Range) return attributeOfRange(values, value, name)
  if (value instanceof DictView) return attributeOfView(values, value, name)
  return value instanceof Lazy ? undefined : attributeOfHost(values, value, name)
}

function missing(value: Undefined): undefined {
  value[USE]('attribute')
}

function ownField(value: object, name: string): unknown {
  return Object.prototype.propertyIsEnumerable.call(value, name) ? Reflect.get(value, name) : undefined
}
