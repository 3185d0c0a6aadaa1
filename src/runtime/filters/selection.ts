import { fault } from '../fault.js'
import { splitKeywords } from '../keywords.js'
import { isText } from '../markup.js'
import type { Arguments } from '../operation.js'
import { bindOperation, operation } from '../operation.js'
import type { Operation, Site } from '../scope.js'
import { isPromise } from '../values/shapes.js'
import { itemsOf } from './arguments.js'
import type { Getter } from './attributes.js'
import { attributeGetter } from './attributes.js'

/**
 * The list of what a filter makes of each item, `map('upper')`, or of an attribute of each,
 * `map(attribute='name', default='?')`; a promise of it when the filter is asynchronous. Faults: missing-filter,
 * missing-argument, unknown-argument.
 */
export const map = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) => {
    const { values } = site.host
    return values.lazy('map', () => {
      if (!values.truthy(value)) return []
      const change = mapper(site, splitKeywords(args))
      const results = itemsOf(values, value).map(change)
      return results.some(isPromise) ? Promise.all(results) : results
    })
  },
  { group: 'filters', at: 0 },
)

/** The list of items that pass a test, `select('odd')`; without one, of those that are true. Fault: missing-test. */
export const select = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    site.host.values.lazy('select', () => chosen(site, value, () => tester(site, splitKeywords(args)), true)),
  { group: 'tests', at: 0 },
)

/** The list of items that do not pass a test; without one, of those that are false. Fault: missing-test. */
export const reject = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    site.host.values.lazy('reject', () =>
      chosen(site, value, () => tester(site, splitKeywords(args)), false),
    ),
  { group: 'tests', at: 0 },
)

/** As `select`, testing an attribute of each item: `selectattr('age', 'gt', 18)`. Fault: missing-test. */
export const selectattr = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    site.host.values.lazy('selectattr', () =>
      chosen(site, value, () => attributeTester(site, 'selectattr', args), true),
    ),
  { group: 'tests', at: 1 },
)

/** As `reject`, testing an attribute of each item: `rejectattr('hidden')`. Fault: missing-test. */
export const rejectattr = /* @__PURE__ */ operation(
  '*',
  (site, value: unknown, ...args: unknown[]) =>
    site.host.values.lazy('rejectattr', () =>
      chosen(site, value, () => attributeTester(site, 'rejectattr', args), false),
    ),
  { group: 'tests', at: 1 },
)

function mapper(site: Site, given: Arguments): Getter {
  const { positional, keywords } = given
  const [name, ...rest] = positional
  if (positional.length === 0 && Object.hasOwn(keywords, 'attribute')) return attributeMapper(site, keywords)
  if (positional.length === 0) return fault('missing-argument', { callee: 'map', argument: 'name' })
  const apply = bindOperation(filterNamed(site, name), nameOf(name), { positional: rest, keywords })
  return (item) => apply(site, item)
}

const ATTRIBUTE_KEYWORDS: readonly string[] = ['attribute', 'default']

function attributeMapper(site: Site, keywords: Arguments['keywords']): Getter {
  const unknown = Object.keys(keywords).find((name) => !ATTRIBUTE_KEYWORDS.includes(name))
  if (unknown !== undefined) {
    fault('unknown-argument', { callee: 'map', argument: unknown, known: ATTRIBUTE_KEYWORDS })
  }
  return attributeGetter(site, keywords.attribute, { caseSensitive: true, fallback: keywords.default })
}

function tester(site: Site, given: Arguments): Getter {
  const { positional, keywords } = given
  const [name, ...rest] = positional
  if (positional.length === 0) return (item) => item
  const apply = bindOperation(testNamed(site, name), nameOf(name), { positional: rest, keywords })
  return (item) => apply(site, item)
}

function attributeTester(site: Site, callee: string, args: readonly unknown[]): Getter {
  const { positional, keywords } = splitKeywords(args)
  const [attribute, ...rest] = positional
  if (positional.length === 0) return fault('missing-argument', { callee, argument: 'attribute' })
  const get = attributeGetter(site, attribute)
  const test = tester(site, { positional: rest, keywords })
  return (item) => test(get(item))
}

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

function filterNamed(site: Site, name: unknown): Operation {
  const { filters } = site.host
  return named(filters, name) ?? unknown(site, 'missing-filter', name, filters)
}

function testNamed(site: Site, name: unknown): Operation {
  const { tests } = site.host
  return named(tests, name) ?? unknown(site, 'missing-test', name, tests)
}

function unknown(
  { host }: Site,
  id: 'missing-filter' | 'missing-test',
  name: unknown,
  operations: Readonly<Record<string, Operation>>,
): never {
  const called = host.values.repr(name)
  return fault(id, { name: nameOf(name), known: Object.keys(operations), called })
}

function named(operations: Readonly<Record<string, Operation>>, name: unknown): Operation | undefined {
  return isText(name) && Object.hasOwn(operations, nameOf(name)) ? operations[nameOf(name)] : undefined
}

function nameOf(name: unknown): string {
  return isText(name) ? name.toString() : typeof name
}
