import { isText, Markup } from '../../markup.js'
import { Undefined, USE } from '../../undefined.js'
import { codePointAt } from '../code-points.js'
import { propertyName } from '../keys.js'
import { isObject } from '../shapes.js'
import { Bytes, OCTETS } from './bytes.js'
import { hasHash, heldIn, valueUnder } from './keys.js'
import { Lazy } from './lazy.js'
import { intIn } from './numbers.js'
import { Range, rangeItem } from './range.js'
import { isDict, isModule } from './types.js'
import { DictView } from './view.js'

/**
 * What `value[key]` is without a look at attributes: the value under a key of a dict, the item at a position of a
 * sequence, an own field of an object of the caller's. Undefined when there is none. Fault: undefined-value.
 */
export function subscript(value: unknown, key: unknown): unknown {
  if (value instanceof Undefined) return missing(value)
  if (isText(value)) return characterAt(value, intIn(key))
  if (!isObject(value)) return undefined
  if (Array.isArray(value)) return at(value, intIn(key))
  if (value instanceof Bytes) return at(Array.from(value[OCTETS]), intIn(key))
  if (value instanceof Range) return numberAt(value, intIn(key))
  if (isDict(value)) return underKey(value, key)
  return ownField(value, key)
}

function missing(value: Undefined): undefined {
  value[USE]('attribute')
}

function underKey(dict: Parameters<typeof heldIn>[0], key: unknown): unknown {
  const held = hasHash(key) ? heldIn(dict, key) : undefined
  return held === undefined ? undefined : valueUnder(dict, held[0])
}

function at(items: readonly unknown[], index: number | bigint | null): unknown {
  return index === null ? undefined : items.at(Number(index))
}

function numberAt(range: Range, index: number | bigint | null): number | undefined {
  return index === null ? undefined : rangeItem(range, Number(index))
}

function characterAt(text: string | Markup, index: number | bigint | null): string | Markup | undefined {
  const character = index === null ? undefined : codePointAt(text.toString(), Number(index))
  return character !== undefined && text instanceof Markup ? new Markup(character) : character
}

/** Objects of the caller's are read by their own fields. */
function ownField(value: object, key: unknown): unknown {
  const name = propertyName(key)
  const closed = value instanceof Lazy || value instanceof Set || value instanceof DictView || isModule(value)
  if (name === undefined || closed || !Object.prototype.propertyIsEnumerable.call(value, name))
    return undefined
  return Reflect.get(value, name)
}
