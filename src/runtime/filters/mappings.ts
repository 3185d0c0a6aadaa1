import { attr as lookUp } from '../access.js'
import { isMacro } from '../macro.js'
import { missingAttribute } from '../missing.js'
import { operation } from '../operation.js'
import { isUndefined } from '../undefined.js'
import { entriesIn, textual } from './arguments.js'

/** What `value.name` finds, whatever the name is, methods included, or a missing value. */
export const attr = /* @__PURE__ */ operation('name', (site, value: unknown, name: unknown) => {
  const key = textual(name, 'attr.name').toString()
  if (isMacro(value)) return lookUp(site.scope, value, key)
  // Data cannot be told from methods here, since what is found may be called: `x|attr('items')()`.
  const found = site.host.values.attribute(value, key)
  return found === undefined ? missingAttribute(site.scope, value, key) : found
})

/** The value, or `default_value` when it is missing (with `boolean` also when it is false). */
const orDefault = /* @__PURE__ */ operation(
  'default_value? boolean?',
  (site, value: unknown, fallback: unknown = '', boolean: unknown = false) => {
    const { values } = site.host
    const isMissing = isUndefined(value) || (values.truthy(boolean) && !values.truthy(value))
    return isMissing ? fallback : value
  },
)

/** The `[key, value]` pairs of a mapping in order; none when it is missing. Fault: bad-argument. */
export const items = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const { values } = site.host
  const entries = isUndefined(value) ? [] : entriesIn(values, value, 'items')
  return entries.map((entry) => values.tuple(entry))
})

export { orDefault as d, orDefault as default }
