import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import type { Values } from '../values/values.js'
import { absentItem, entriesIn, itemsOf, reject } from './arguments.js'
import { attributeGetter, attributesGetter, ignoringCase } from './attributes.js'
import { KeySet } from './key-set.js'

/** An item with what it is ordered by. */
interface Keyed<T> {
  readonly key: unknown
  readonly item: T
}

/**
 * The `[key, value]` pairs of a mapping, ordered by `by` (key or value), ignoring letter case unless
 * `case_sensitive`. Faults: bad-argument, not-comparable. Cost n·log n.
 */
export const dictsort = /* @__PURE__ */ operation(
  'case_sensitive? by? reverse?',
  (site, value: unknown, ...[sensitive = false, by = 'key', reverse = false]: unknown[]) => {
    const { values } = site.host
    if (by !== 'key' && by !== 'value') return reject(by, 'dictsort.by', 'must be key or value')
    const caseSensitive = values.truthy(sensitive)
    const pairs = entriesIn(values, value, 'dictsort').map((pair) => {
      const subject = pair[by === 'key' ? 0 : 1]
      return { key: caseSensitive ? subject : ignoringCase(subject), item: values.tuple(pair) }
    })
    return ordered(pairs, byKey(values), values.truthy(reverse)).map(({ item }) => item)
  },
)

/**
 * Groups of the items with the same `attribute`, ordered by it: lists `[grouper, list]` that have these names as
 * attributes too. `default` stands for a missing attribute. Faults: not-comparable, undefined-value.
 */
export const groupby = /* @__PURE__ */ operation(
  'attribute default? case_sensitive?',
  (site, value: unknown, ...[attribute, fallback = null, sensitive = false]: unknown[]) => {
    const { values } = site.host
    const caseSensitive = values.truthy(sensitive)
    const getKey = attributeGetter(site, attribute, { caseSensitive, fallback })
    const getLabel = attributeGetter(site, attribute, { caseSensitive: true, fallback })
    const keyed = itemsOf(values, value).map((item) => ({ key: getKey(item), item }))
    const runs: Keyed<unknown[]>[] = []
    for (const { key, item } of ordered(keyed, byKey(values), false)) {
      const run = runs.at(-1)
      if (run !== undefined && values.equal(run.key, key)) run.item.push(item)
      else runs.push({ key, item: [item] })
    }
    return runs.map(({ item }) => group(values, getLabel(item[0]), item))
  },
)

/** The greatest item, or a missing value when there is none. Fault: not-comparable. */
export const max = /* @__PURE__ */ operation(
  'case_sensitive? attribute?',
  (site, value: unknown, sensitive: unknown = false, attribute: unknown = null) =>
    extreme(site, rankedItems(site, value, sensitive, attribute), (difference) => difference > 0),
)

/** The least item, or a missing value when there is none. Fault: not-comparable. */
export const min = /* @__PURE__ */ operation(
  'case_sensitive? attribute?',
  (site, value: unknown, sensitive: unknown = false, attribute: unknown = null) =>
    extreme(site, rankedItems(site, value, sensitive, attribute), (difference) => difference < 0),
)

/**
 * The items in order, equal ones as they came; `attribute` names what to order by (several with commas). Letter
 * case is ignored unless `case_sensitive`. Faults: not-comparable, undefined-value. Cost n·log n.
 */
export const sort = /* @__PURE__ */ operation(
  'reverse? case_sensitive? attribute?',
  (site, value: unknown, ...[reverse = false, sensitive = false, attribute = null]: unknown[]) => {
    const { values } = site.host
    const caseSensitive = values.truthy(sensitive)
    const getKeys = attributesGetter(site, attribute, { caseSensitive, fallback: null })
    const keyed = itemsOf(values, value).map((item) => ({ key: getKeys(item), item }))
    const compare = (left: { key: unknown[] }, right: { key: unknown[] }): number =>
      compareAll(values, left.key, right.key)
    return ordered(keyed, compare, values.truthy(reverse)).map(({ item }) => item)
  },
)

/** The items without repetitions (of their `attribute`), each at its first place. */
export const unique = /* @__PURE__ */ operation(
  'case_sensitive? attribute?',
  (site, value: unknown, sensitive: unknown = false, attribute: unknown = null) => {
    const seen = new KeySet(site.host.values)
    return rankedItems(site, value, sensitive, attribute)
      .filter(({ key }) => seen.add(key))
      .map(({ item }) => item)
  },
)

function rankedItems(site: Site, value: unknown, sensitive: unknown, attribute: unknown): Keyed<unknown>[] {
  const caseSensitive = site.host.values.truthy(sensitive)
  const getKey = attributeGetter(site, attribute, { caseSensitive, fallback: null })
  return itemsOf(site.host.values, value).map((item) => ({ key: getKey(item), item }))
}

function extreme(
  site: Site,
  items: readonly Keyed<unknown>[],
  better: (difference: number) => boolean,
): unknown {
  let [best] = items
  if (best === undefined) return absentItem(site, 'No aggregated item, sequence was empty.')
  for (const candidate of items.slice(1)) {
    if (better(site.host.values.compare(candidate.key, best.key, '<'))) best = candidate
  }
  return best.item
}

/** JavaScript's sort is stable, and the compared sides change places instead of the result being reversed. */
function ordered<K>(items: readonly K[], compare: (left: K, right: K) => number, reverse: boolean): K[] {
  return items.toSorted(reverse ? (left, right) => compare(right, left) : compare)
}

function byKey(values: Values): (left: Keyed<unknown>, right: Keyed<unknown>) => number {
  return (left, right) => values.compare(left.key, right.key, '<')
}

/** Compares lists of keys at the first place where they differ; equal values need not be comparable. */
function compareAll(values: Values, left: readonly unknown[], right: readonly unknown[]): number {
  for (let index = 0; index < left.length; index++) {
    if (!values.equal(left[index], right[index])) return values.compare(left[index], right[index], '<')
  }
  return 0
}

/** A pair whose parts also have names, not counted among its items. */
function group(values: Values, grouper: unknown, items: readonly unknown[]): unknown {
  const pair = values.tuple([grouper, items])
  if (typeof pair !== 'object' || pair === null) return pair
  return Object.defineProperties(pair, { grouper: { value: grouper }, list: { value: items } })
}
