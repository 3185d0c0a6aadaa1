import { operation } from '../operation.js'

/** The value as source code would show it, laid out in lines of at most 80 characters, keys in order. */
export const pprint = /* @__PURE__ */ operation('', (site, value: unknown) => site.host.values.pretty(value))
