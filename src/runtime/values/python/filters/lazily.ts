import { entriesIn } from '../../../filters/arguments.js'
import type { Getter } from '../../../filters/attributes.js'
import { attributeGetter } from '../../../filters/attributes.js'
import { attributeTester, mapper, tester } from '../../../filters/callbacks.js'
import { KeySet } from '../../../filters/key-set.js'
import type { Site } from '../../../scope.js'
import { isUndefined } from '../../../undefined.js'
import { hashed } from '../keys.js'
import { each, generator } from './generator.js'

/** What a filter or an attribute makes of each item. Faults as the filter of lists. */
export const map = /* @__PURE__ */ generator(
  'sync_do_map',
  { signature: '*', looksUp: { group: 'filters', at: 0 } },
  function* (site, value: unknown, ...args: unknown[]) {
    const { values } = site.host
    if (!values.truthy(value)) return
    const change = mapper(site, args)
    for (const item of each(values, value)) yield change(item)
  },
)

/** The items that pass a test. Fault: missing-test. */
export const select = /* @__PURE__ */ choosing(0, true, tester)

/** The items that do not pass a test. Fault: missing-test. */
export const reject = /* @__PURE__ */ choosing(0, false, tester)

/** The items an attribute of which passes a test. Faults: missing-test, missing-argument. */
export const selectattr = /* @__PURE__ */ choosing(1, true, (site, args) =>
  attributeTester(site, args, 'selectattr'),
)

/** The items an attribute of which does not pass a test. Faults: missing-test, missing-argument. */
export const rejectattr = /* @__PURE__ */ choosing(1, false, (site, args) =>
  attributeTester(site, args, 'rejectattr'),
)

/** The items without repetitions (of their `attribute`). Faults: bad-argument, undefined-value. */
export const unique = /* @__PURE__ */ generator(
  'sync_do_unique',
  { signature: 'case_sensitive? attribute?' },
  function* (site, value: unknown, sensitive: unknown = false, attribute: unknown = null) {
    const { values } = site.host
    const caseSensitive = values.truthy(sensitive)
    const getKey = attributeGetter(site, attribute, { caseSensitive, fallback: null })
    const seen = new KeySet(values)
    for (const item of each(values, value)) if (seen.add(hashed(getKey(item)))) yield item
  },
)

/** The pairs of a mapping; none when it is missing. Fault: bad-argument. */
export const items = /* @__PURE__ */ generator(
  'do_items',
  { signature: '' },
  function* (site, value: unknown) {
    const { values } = site.host
    if (isUndefined(value)) return
    for (const entry of entriesIn(values, value, 'items')) yield values.tuple(entry)
  },
)

function choosing(at: 0 | 1, wanted: boolean, prepare: (site: Site, args: readonly unknown[]) => Getter) {
  return generator(
    'select_or_reject',
    { signature: '*', looksUp: { group: 'tests', at } },
    function* (site, value: unknown, ...args: unknown[]) {
      const { values } = site.host
      if (!values.truthy(value)) return
      const test = prepare(site, args)
      for (const item of each(values, value)) if (values.truthy(test(item)) === wanted) yield item
    },
  )
}
