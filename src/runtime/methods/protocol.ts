import type { Method } from './method.js'
import { method } from './method.js'

/** The methods behind Python's own operators on everything that has items. */
export const protocol: Readonly<Record<string, Method<unknown>>> = {
  __len__: method('', (values, value) => values.length(value)),
  __getitem__: method('key', (values, value, key) => values.item(value, key)),
  __contains__: method('item', (values, value, item) => values.contains(value, item)),
}
