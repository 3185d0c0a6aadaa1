import { isText } from '../markup.js'
import { operation } from '../operation.js'
import type { Host } from '../scope.js'
import { Undefined, USE } from '../undefined.js'

/** Whether there is a filter of this name. */
export const filter = /* @__PURE__ */ operation(
  '',
  ({ host }, value: unknown) => isNameIn(host, host.filters, value),
  { group: 'filters', at: -1 },
)

/** Whether there is a test of this name. */
export const test = /* @__PURE__ */ operation(
  '',
  ({ host }, value: unknown) => isNameIn(host, host.tests, value),
  {
    group: 'tests',
    at: -1,
  },
)

function isNameIn({ values }: Host, table: object, value: unknown): boolean {
  if (value instanceof Undefined) value[USE]('compare')
  const key = values.key(value)
  return isText(key) && Object.hasOwn(table, key.toString())
}
