import { Omitted } from '../../undefined.js'
import { entriesOf } from '../keys.js'
import type { Values } from '../values.js'
import { attr, attribute, item } from './access.js'
import { compare, equal } from './equality.js'
import { float } from './float.js'
import { backwards, contains, indexed, length, list, unpack } from './iterate.js'
import { json } from './json.js'
import { dictOf, hashed } from './keys.js'
import { DICT_METHODS } from './methods/dict.js'
import { add, divide, floorDivide, modulo, multiply, negate, positive, power, subtract } from './operators.js'
import { owner } from './owner.js'
import { pretty } from './pretty.js'
import { Range } from './range.js'
import { escape, repr, text } from './repr.js'
import { slice } from './slice.js'
import { truthy } from './truth.js'
import { tuple } from './tuple.js'
import { isDict, typeName } from './types.js'

/** Names that values of the runtime have in JavaScript, but not in Python. */
const HIDDEN = ['fail', 'toJSON']

/** The Python dialect: CPython's values under Jinja's operators. */
export const python: Values = {
  members: new Set([...DICT_METHODS, ...HIDDEN]),
  plainDicts: false,
  text,
  repr,
  pretty,
  json,
  key: hashed,
  escape,
  truthy,
  equal: (left, right) => equal(left, right),
  compare,
  contains,
  list,
  indexed,
  // Python unpacks the items of a loop whatever it runs over, so of a dict its keys.
  pairs: list,
  entries: (value) => (isDict(value) ? entriesOf(value) : null),
  unpack,
  backwards,
  length,
  attr: (value, name) => attr(python, value, name),
  attribute: (value, name) => attribute(python, value, name),
  method: (value, name) => attr(python, value, name),
  item: (value, key) => item(python, value, key),
  slice: (value, start, stop, step) => slice(value, { start, stop, step }),
  add,
  omitted: (place) => new Omitted(place),
  concat: (left, right) => text(left) + text(right),
  subtract,
  multiply,
  divide,
  floorDivide,
  modulo,
  power,
  negate,
  positive,
  mapping: dictOf,
  float,
  tuple,
  range: (start, stop, step) => new Range(start, stop, step),
  owner,
  kind: typeName,
}
