import { isText } from '../../markup.js'
import { isUndefined } from '../../undefined.js'
import { Bytes } from './bytes.js'
import { heldIn } from './keys.js'
import { intIn } from './numbers.js'
import { raise } from './raise.js'
import { Range } from './range.js'
import { subscript } from './subscript.js'
import { isDict, typeName } from './types.js'

/**
 * What Python's own `container[key]` gives, where nothing stands in for what is missing. Faults: bad-argument
 * (TypeError, IndexError, KeyError), undefined-value.
 */
export function getItem(container: unknown, key: unknown): unknown {
  const found = subscript(container, key)
  if (found !== undefined) return found
  // A missing value that can be chained has said nothing, and is what is found.
  if (isUndefined(container)) return container
  if (isDict(container))
    return heldIn(container, key) ? undefined : raise('KeyError', 'getitem.key', 'is not in the dict')
  const sequence =
    isText(container) || Array.isArray(container) || container instanceof Range || container instanceof Bytes
  if (sequence && intIn(key) !== null) return raise('IndexError', 'getitem.index', 'is out of range')
  const type = typeName(container)
  return sequence
    ? raise('TypeError', 'getitem.index', `must be an int to look into a ${type}`)
    : raise('TypeError', 'getitem.container', `is of type ${type} and has no items`)
}
