/** Values of Python that JavaScript has not, for vars of the python dialect. */
export { float } from './runtime/values/python/float.js'
export { FrozenSet } from './runtime/values/python/frozen-set.js'
export { namedTuple, Tuple, tuple } from './runtime/values/python/tuple.js'
