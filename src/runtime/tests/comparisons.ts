import { operation } from '../operation.js'

/** Whether the value is divisible by `num`. Faults: division-by-zero, bad-operand. */
export const divisibleby = /* @__PURE__ */ operation(
  'num',
  ({ host: { values } }, value: unknown, num: unknown) => values.equal(values.modulo(value, num), 0),
)

/** Whether the value is divisible by two. Fault: bad-operand. */
export const even = /* @__PURE__ */ operation('', ({ host: { values } }, value: unknown) =>
  values.equal(values.modulo(value, 2), 0),
)

/** Whether the value is a whole number not divisible by two. Fault: bad-operand. */
export const odd = /* @__PURE__ */ operation('', ({ host: { values } }, value: unknown) =>
  values.equal(values.modulo(value, 2), 1),
)

/** Whether the value equals `other`. */
export const eq = /* @__PURE__ */ operation('other', ({ host }, value: unknown, other: unknown) =>
  host.values.equal(value, other),
)

/** Whether the value does not equal `other`. */
export const ne = /* @__PURE__ */ operation(
  'other',
  ({ host }, value: unknown, other: unknown) => !host.values.equal(value, other),
)

/** Whether the value is less than `other`. Fault: not-comparable. */
export const lt = /* @__PURE__ */ operation(
  'other',
  ({ host }, value: unknown, other: unknown) => host.values.compare(value, other, '<') < 0,
)

/** Whether the value is at most `other`. Fault: not-comparable. */
export const le = /* @__PURE__ */ operation(
  'other',
  ({ host }, value: unknown, other: unknown) => host.values.compare(value, other, '<=') <= 0,
)

/** Whether the value is greater than `other`. Fault: not-comparable. */
export const gt = /* @__PURE__ */ operation(
  'other',
  ({ host }, value: unknown, other: unknown) => host.values.compare(value, other, '>') > 0,
)

/** Whether the value is at least `other`. Fault: not-comparable. */
export const ge = /* @__PURE__ */ operation(
  'other',
  ({ host }, value: unknown, other: unknown) => host.values.compare(value, other, '>=') >= 0,
)

/** Whether `seq` contains the value. Fault: not-iterable. */
const isIn = /* @__PURE__ */ operation('seq', ({ host }, value: unknown, seq: unknown) =>
  host.values.contains(seq, value),
)

/** Whether the value is the same object, or the same scalar, as `other`. */
export const sameas = /* @__PURE__ */ operation('other', (_site, value: unknown, other: unknown) =>
  Object.is(value, other),
)

export {
  eq as equalto,
  eq as '==',
  ge as '>=',
  gt as greaterthan,
  gt as '>',
  isIn as in,
  le as '<=',
  lt as lessthan,
  lt as '<',
  ne as '!=',
}
