import { Bytes } from '../../src/runtime/values/python/bytes.js'
import { float } from '../../src/runtime/values/python/float.js'
import { FrozenSet } from '../../src/runtime/values/python/frozen-set.js'
import { Range } from '../../src/runtime/values/python/range.js'
import { namedTuple, tuple } from '../../src/runtime/values/python/tuple.js'
import { Unavailable, type ValueMaker } from './values.js'
import { jsValues } from './values-js.js'

/** The values of the python dialect, with the types of Python that it has. */
export const pythonValues: ValueMaker = {
  ...jsValues,
  float: (text) => float(Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'))),
  tuple,
  range: (start, stop, step) => new Range(start, stop, step),
  mapping: (entries) => new Map(entries),
  set: (items, frozen) => (frozen ? new FrozenSet(items) : new Set(items)),
  namedTuple: (fields, cls) => namedTuple(cls, fields),
  foreign(tag, payload) {
    if (tag === 'bytes') return new Bytes(Uint8Array.from(Buffer.from(String(payload), 'hex')))
    throw new Unavailable(`needs a type of Python's library (${tag})`)
  },
}
