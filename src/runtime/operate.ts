import { fault } from './fault.js'
import { splitKeywords } from './keywords.js'
import { Markup } from './markup.js'
import { bindArguments } from './operation.js'
import type { Host, Operation, Scope, Site } from './scope.js'
import { isUndefined, Undefined, USE } from './undefined.js'

/** The filter of that name, for code that calls it. Fault: missing-filter. */
export function filter(host: Host, name: string): Operation {
  return host.filters[name] ?? fault('missing-filter', { name, known: Object.keys(host.filters) })
}

/** The test of that name, for code that calls it. Fault: missing-test. */
export function test(host: Host, name: string): Operation {
  return host.tests[name] ?? fault('missing-test', { name, known: Object.keys(host.tests) })
}

/** A filter that is looked up each time it is applied: one of the application, for precompiled templates. */
export function laterFilter(name: string): Operation {
  return later((site) => filter(site.host, name))
}

/** As `laterFilter`, for a test. */
export function laterTest(name: string): Operation {
  return later((site) => test(site.host, name))
}

function later(find: (site: Site) => Operation): Operation {
  const apply = (site: Site, value: unknown, ...args: never[]): unknown => find(site)(site, value, ...args)
  return Object.assign(apply, { params: null, required: 0 })
}

/** Stands where a filter that does not exist would be applied; reached, it always fails. */
export function missingFilter(site: Site, name: string, _value: unknown): never {
  return fault('missing-filter', { name, known: Object.keys(site.host.filters) })
}

/** Stands where a test that does not exist would be applied; reached, it always fails. */
export function missingTest(site: Site, name: string, _value: unknown): never {
  return fault('missing-test', { name, known: Object.keys(site.host.tests) })
}

/**
 * Applies a filter or test to arguments that only run time can match to its parameters. The value comes first in
 * `args`. Faults: too-many-arguments, unknown-argument, duplicate-argument, missing-argument.
 */
export function operate(operation: Operation, callee: string, site: Site, args: readonly unknown[]): unknown {
  const { positional, keywords } = splitKeywords(args)
  const given = { positional: positional.slice(1), keywords }
  return operation(site, positional[0], ...(bindArguments(operation, callee, given) as never[]))
}

/** The values of `*rest`. Fault: not-iterable. */
export function spread(scope: Scope, rest: unknown): unknown[] {
  return Array.from(scope.host.values.list(rest))
}

/** The entries of `**rest` by name. Fault: bad-argument. */
export function spreadNamed(scope: Scope, rest: unknown): Record<string, unknown> {
  if (rest instanceof Undefined) rest[USE]('convert')
  if (isUndefined(rest)) return {}
  if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) {
    const kind = scope.host.values.kind(rest)
    return fault('bad-argument', { callee: 'call', argument: '**', reason: `must be a mapping, not ${kind}` })
  }
  const entries = rest instanceof Map ? [...rest] : Object.entries(rest)
  return Object.fromEntries(entries.map(([name, value]) => [String(name), value]))
}

/** A regular expression literal; a new object each time, since its `lastIndex` is state. */
export function pattern(source: string, flags: string): RegExp {
  return new RegExp(source, flags)
}

/** Whether two values are the same scalar or object; all missing values are the same. */
export function identical(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (isUndefined(left)) return isUndefined(right)
  return left instanceof Markup || right instanceof Markup ? String(left) === String(right) : false
}
