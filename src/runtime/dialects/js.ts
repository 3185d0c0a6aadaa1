/**
 * The operations of the js dialect that generated code calls, each under the name it has there. Precompiled templates
 * import them one by one, so that a bundle holds only those some template uses.
 */
import { isText } from '../markup.js'
import { Omitted, Undefined } from '../undefined.js'
import { escapeValue, remainderOf } from '../values/arithmetic.js'
import { contains } from '../values/equality.js'
import { format, js } from '../values/js.js'
import { text } from '../values/print.js'
import { slice as sliced } from '../values/slice.js'
import { dialectOf } from './dialect.js'

export {
  add,
  divide,
  escapeValue as escape,
  floorDivide,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../values/arithmetic.js'
export { equal } from '../values/equality.js'
export { list, pairs, unpack } from '../values/iterate.js'
export { markTuple as tuple, truthy } from '../values/js.js'
export { mappingOf as mapping } from '../values/lookup.js'
export { compare } from '../values/order.js'
export { text } from '../values/print.js'

/** Everything of the dialect, for the operations that cannot be known one by one. */
export const dialect = /* @__PURE__ */ dialectOf({
  values: js,
  undefined: Undefined,
  lenientCalls: false,
  replaced: {},
})

/** Printed text, escaped when `escaping` is true. */
export function print(escaping: boolean, value: unknown): string {
  return escaping ? escapeValue(value) : text(value)
}

/** `item in container`, its operands evaluated in the order they are written. */
export function within(item: unknown, container: unknown): boolean {
  return contains(container, item)
}

/** `value[start:stop:step]`. */
export function slice(value: unknown, start: unknown, stop: unknown, step: unknown): unknown {
  return sliced(value, { start, stop, step })
}

/** `left % right`: the remainder of numbers, or a pattern with its values filled in. */
export function modulo(left: unknown, right: unknown): unknown {
  return isText(left) ? format(js, left, right) : remainderOf(left, right)
}

/** The value of an inline `if` without `else` whose test is false. */
export function omitted(place?: string): unknown {
  return new Omitted(place)
}

/** A number that was written as a float. */
export function float(value: number): unknown {
  return value
}
