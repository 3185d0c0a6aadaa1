import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { isPromise } from '../values/shapes.js'
import { itemsOf } from './arguments.js'
import type { Getter } from './attributes.js'
import { attributeTester, mapper, tester } from './callbacks.js'

/**
 * The list of what a filter makes of each item, `map('upper')`, or of an attribute of each,
 * `map(attribute='name', default='?')`; a promise of it when the filter is asynchronous. Faults: missing-filter,
 * missing-argument, unknown-argument.
 */
export const map = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) => {
    const { values } = site.host
    if (!values.truthy(value)) return []
    const change = mapper(site, args)
    const results = itemsOf(values, value).map(change)
    return results.some(isPromise) ? Promise.all(results) : results
  },
  { group: 'filters', at: 0 },
)

/** The list of items that pass a test, `select('odd')`; without one, of those that are true. Fault: missing-test. */
export const select = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) => chosen(site, value, () => tester(site, args), true),
  { group: 'tests', at: 0 },
)

/** The list of items that do not pass a test; without one, of those that are false. Fault: missing-test. */
export const reject = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) => chosen(site, value, () => tester(site, args), false),
  { group: 'tests', at: 0 },
)

/** As `select`, testing an attribute of each item: `selectattr('age', 'gt', 18)`. Fault: missing-test. */
export const selectattr = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    chosen(site, value, () => attributeTester(site, args, 'selectattr'), true),
  { group: 'tests', at: 1 },
)

/** As `reject`, testing an attribute of each item: `rejectattr('hidden')`. Fault: missing-test. */
export const rejectattr = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    chosen(site, value, () => attributeTester(site, args, 'rejectattr'), false),
  { group: 'tests', at: 1 },
)

/** The items whose verdict is `wanted`; a promise of them when a verdict is one. */
function chosen(site: Site, value: unknown, prepare: () => Getter, wanted: boolean): unknown {
  const { values } = site.host
  if (!values.truthy(value)) return []
  const test = prepare()
  const items = itemsOf(values, value)
  const verdicts = items.map(test)
  const keep = (final: readonly unknown[]): unknown[] =>
    items.filter((_, index) => values.truthy(final[index]) === wanted)
  return verdicts.some(isPromise) ? Promise.all(verdicts).then(keep) : keep(verdicts)
}
