import { operation } from '../operation.js'

/** Whether the value counts as false in a condition. */
export const falsy = /* @__PURE__ */ operation('', ({ host }, value: unknown) => !host.values.truthy(value))

/** Whether the value counts as true in a condition. */
export const truthy = /* @__PURE__ */ operation('', ({ host }, value: unknown) => host.values.truthy(value))
