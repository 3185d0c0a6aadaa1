import { fault } from '../fault.js'
import { splitKeywords } from '../keywords.js'
import { isText } from '../markup.js'
import type { Arguments } from '../operation.js'
import { bindOperation } from '../operation.js'
import type { Operation, Site } from '../scope.js'
import type { Getter } from './attributes.js'
import { attributeGetter } from './attributes.js'

/**
 * What `map` does with each item: the filter its arguments name, or a look-up of `attribute`. Faults: missing-filter,
 * missing-argument, unknown-argument.
 */
export function mapper(site: Site, args: readonly unknown[]): Getter {
  const { positional, keywords } = splitKeywords(args)
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

/** The test that the arguments of `select` name; without one, the item itself. Fault: missing-test. */
export function tester(site: Site, args: readonly unknown[]): Getter {
  return testerOf(site, splitKeywords(args))
}

function testerOf(site: Site, { positional, keywords }: Arguments): Getter {
  const [name, ...rest] = positional
  if (positional.length === 0) return (item) => item
  const apply = bindOperation(testNamed(site, name), nameOf(name), { positional: rest, keywords })
  return (item) => apply(site, item)
}

/** As `tester`, of the attribute that comes first. Faults: missing-test, missing-argument. */
export function attributeTester(site: Site, args: readonly unknown[], callee: string): Getter {
  const { positional, keywords } = splitKeywords(args)
  const [attribute, ...rest] = positional
  if (positional.length === 0) return fault('missing-argument', { callee, argument: 'attribute' })
  const get = attributeGetter(site, attribute)
  const test = testerOf(site, { positional: rest, keywords })
  return (item) => test(get(item))
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
