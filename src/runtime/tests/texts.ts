import { htmlOf } from '../filters/arguments.js'
import { operation } from '../operation.js'

/** Whether the value is safe to print in HTML as it stands. */
export const escaped = /* @__PURE__ */ operation('', (_site, value: unknown) => htmlOf(value) !== null)

/** Whether the text of the value has letters and all of them are in lower case. */
export const lower = /* @__PURE__ */ operation('', ({ host }, value: unknown) => {
  const text = host.values.text(value)
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text)
})

/** Whether the text of the value has letters and all of them are in upper case. */
export const upper = /* @__PURE__ */ operation('', ({ host }, value: unknown) => {
  const text = host.values.text(value)
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text)
})
