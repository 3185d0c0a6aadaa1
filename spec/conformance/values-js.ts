import { Unavailable, type ValueMaker } from './values.js'

/** The values of the js dialect: arrays for every sequence, plain objects and `Map` for mappings. */
export const jsValues: ValueMaker = {
  integer: (digits) => BigInt(digits),
  float: (text) => Number(text.replace('inf', 'Infinity').replace('nan', 'NaN')),
  tuple: (items) => [...items],
  range: (start, stop, step) => [...countUp(start, stop, step)],
  mapping: plainObject,
  dict: (entries) => new Map(entries),
  set: (items) => new Set(items),
  namedTuple(fields) {
    const items = fields.map(([, value]) => value)
    for (const [name, value] of fields) Object.defineProperty(items, name, { value })
    return items
  },
  foreign(tag) {
    throw new Unavailable(`needs a Python value (${tag})`)
  },
}

/** A plain object with exactly these entries, `__proto__` among them if need be. */
export function plainObject(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries)
}

function* countUp(start: number, stop: number, step: number): Generator<number> {
  for (let n = start; step > 0 ? n < stop : n > stop; n += step) yield n
}
