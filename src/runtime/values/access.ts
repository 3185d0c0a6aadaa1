import { INVOKE } from '../call.js'
import { isText, Markup } from '../markup.js'
import { mappingMethods } from '../methods/mappings.js'
import { Undefined, USE } from '../undefined.js'
import { NEVER } from './allowed.js'
import { codePointAt } from './code-points.js'
import { propertyName } from './keys.js'
import { hasKey, valueOfKey } from './lookup.js'
import { BUILT_IN, findInNumber, findInRoot, findInText } from './members.js'
import type { Fields } from './shapes.js'
import { isList, isMapping } from './shapes.js'
import type { Values } from './values.js'

/**
 * What `value.name` finds: own data first, then members of the classes of the caller's, then what is allowed of
 * JavaScript's and Python's own. Methods come bound. Undefined when there is nothing of that name.
 */
export function attr(values: Values, value: unknown, name: string): unknown {
  switch (typeof value) {
    case 'object':
      return value === null ? undefined : attrOfObject(values, value, name)
    case 'string':
      return findInText(values, value, name)
    case 'function':
      return attrOfFunction(value, name)
    case 'number':
    case 'bigint':
    case 'boolean':
      return findInNumber(values, value, name)
  }
  return undefined
}

/**
 * As `attr`, without the methods of built-in values: in data `items`, `title` or `keys` is a field like any other, and
 * one that is not there is missing. The methods are there to be called.
 */
export function field(values: Values, value: unknown, name: string): unknown {
  const found = attr(values, value, name)
  if (typeof found !== 'function' || !(INVOKE in found)) return found
  return isMapping(value) && hasKey(value, name) ? found : undefined
}

/** What `value[key]` finds: keys of mappings, positions of lists and text (negative from the end), then attributes. */
export function item(values: Values, value: unknown, key: unknown): unknown {
  if (value instanceof Undefined) return missingItem(value)
  if (key instanceof Undefined) key[USE]('compare')
  if (value instanceof Map && hasKey(value, key)) return valueOfKey(value, key)
  if (typeof key === 'string') return field(values, value, key)
  if (key instanceof Markup) return attr(values, value, key.toString())
  if (isText(value) || isList(value)) return itemAt(value, indexOf(key))
  const name = propertyName(key)
  return name !== undefined && typeof value === 'object' ? attr(values, value, name) : undefined
}

function itemAt(value: string | Markup | readonly unknown[], index: number | undefined): unknown {
  if (index === undefined) return undefined
  if (typeof value === 'string') return codePointAt(value, index)
  return value instanceof Markup ? markupAt(value, index) : value.at(index)
}

function missingItem(value: Undefined): undefined {
  value[USE]('attribute')
}

/** The position a key means; booleans are 0 and 1, as in Python. */
function indexOf(key: unknown): number | undefined {
  if (typeof key === 'number') return Number.isInteger(key) ? key : undefined
  return typeof key === 'bigint' || typeof key === 'boolean' ? Number(key) : undefined
}

function markupAt(value: Markup, index: number): Markup | undefined {
  const point = codePointAt(value.toString(), index)
  return point === undefined ? undefined : new Markup(point)
}

function attrOfObject(values: Values, value: object, name: string): unknown {
  // Nearly always it is data that does not have the field.
  if (Object.getPrototypeOf(value) === Object.prototype && !mappingMethods.has(name)) {
    return Object.hasOwn(value, name) ? ownField(asFields(value), name) : undefined
  }
  if (value instanceof Undefined) return missingItem(value)
  if (value instanceof Markup) return findInText(values, value, name)
  if (value instanceof Map && hasKey(value, name)) return valueOfKey(value, name)
  if (Object.hasOwn(value, name)) return ownField(asFields(value), name)
  return NEVER.has(name) ? undefined : inherited(values, asFields(value), name)
}

/** Own keys are data, except that a list's positions are no attributes and a class is no constructor's data. */
function ownField(value: Fields, name: string): unknown {
  if (isList(value) && /^\d+$/.test(name)) return undefined
  const field = value[name]
  return name === 'constructor' && typeof field === 'function' ? undefined : field
}

/** Walks the prototypes: members of the caller's classes come before those of the built-in one below them. */
function inherited(values: Values, value: Fields, name: string): unknown {
  for (
    let owner: object | null = Object.getPrototypeOf(value);
    owner !== null;
    owner = Object.getPrototypeOf(owner)
  ) {
    const builtIn = BUILT_IN.get(owner)
    if (builtIn !== undefined) return builtIn(values, value, name)
    // The root of another realm's chain, or of one without Object.prototype, is as closed as ours.
    if (Object.getPrototypeOf(owner) === null) break
    if (Object.hasOwn(owner, name)) return bound(value, value[name])
  }
  return findInRoot(values, value, name)
}

/** Functions the runtime treats in a way of their own stay as they are, for their marks are on them. */
function bound(value: Fields, member: unknown): unknown {
  if (typeof member !== 'function' || Object.getOwnPropertySymbols(member).length > 0) return member
  return (...args: unknown[]) => Reflect.apply(member, value, args)
}

/** Of a function only what was put on it openly; its name, length and prototype are not enumerable. */
function attrOfFunction(value: object, name: string): unknown {
  return Object.prototype.propertyIsEnumerable.call(value, name) ? asFields(value)[name] : undefined
}

/** An object or function read by property name. */
function asFields(value: object): Fields {
  return value as Fields
}
