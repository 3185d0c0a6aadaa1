import { INVOKE } from '../call.js'
import { htmlOf } from '../filters/arguments.js'
import { isText } from '../markup.js'
import { isNamespace } from '../namespace.js'
import { boxedNumber, numberOf } from '../number.js'
import { operation } from '../operation.js'
import { isUndefined, Undefined, USE } from '../undefined.js'
import { Range } from '../values/python/range.js'
import { isMapping, isIterable as iterates } from '../values/shapes.js'

/** Whether the value is true or false. */
export const boolean = /* @__PURE__ */ operation('', (_site, value: unknown) => typeof value === 'boolean')

/** Whether the value can be called. */
export const callable = /* @__PURE__ */ operation('', (_site, value: unknown) => isCallable(value))

/** Whether the value is there. */
export const defined = /* @__PURE__ */ operation('', (_site, value: unknown) => !isUndefined(value))

/** Whether the value is missing. */
const isMissing = /* @__PURE__ */ operation('', (_site, value: unknown) => isUndefined(value))

/** Whether the value is false itself. */
const isFalse = /* @__PURE__ */ operation('', (_site, value: unknown) => value === false)

/** Whether the value is true itself. */
const isTrue = /* @__PURE__ */ operation('', (_site, value: unknown) => value === true)

/** Whether the value is none. */
export const none = /* @__PURE__ */ operation('', (_site, value: unknown) => value === null)

/** Whether the value is a number with a fraction, or infinite, or one that the dialect keeps as a float. */
export const float = /* @__PURE__ */ operation('', (_site, value: unknown) =>
  typeof value === 'number' ? !Number.isInteger(value) : boxedNumber(value) !== null,
)

/** Whether the value is a whole number. */
export const integer = /* @__PURE__ */ operation(
  '',
  (_site, value: unknown) => typeof value === 'bigint' || Number.isInteger(value),
)

/** Whether the value is a number; true and false count as 1 and 0. */
export const number = /* @__PURE__ */ operation('', (_site, value: unknown) => numberOf(value) !== null)

/** Whether the value is text, plain or safe. */
export const string = /* @__PURE__ */ operation('', (_site, value: unknown) => isText(value))

/** Whether the value is a mapping: a plain object or a `Map`. */
export const mapping = /* @__PURE__ */ operation(
  '',
  (_site, value: unknown) => isMapping(value) && !isNamespace(value) && htmlOf(value) === null,
)

/** Whether a loop can run over the value. Fault: undefined-value for a strict missing value. */
export const iterable = /* @__PURE__ */ operation('', (_site, value: unknown) => {
  if (value instanceof Undefined) value[USE]('iterate')
  return isUndefined(value) || isText(value) || iterates(value) || (isMapping(value) && !isNamespace(value))
})

/** Whether the value has a length and is read by index or key: text, lists, ranges, mappings. */
export const sequence = /* @__PURE__ */ operation('', (_site, value: unknown) => {
  if (isUndefined(value)) return allows(value, 'iterate')
  if (isText(value) || Array.isArray(value)) return true
  return (isMapping(value) && !isNamespace(value)) || value instanceof Range
})

/** What has a call of its own is called like a function. */
function isCallable(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && INVOKE in value)
}

export { isFalse as false, isMissing as undefined, isTrue as true, none as null }

function allows(value: undefined | Undefined, use: 'iterate'): boolean {
  try {
    value?.[USE](use)
    return true
  } catch {
    return false
  }
}
