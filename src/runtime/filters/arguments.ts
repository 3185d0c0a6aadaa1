import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { numberOf } from '../number.js'
import type { Site } from '../scope.js'
import { Undefined, USE } from '../undefined.js'
import type { Values } from '../values/values.js'

/** Most items a filter or global may make out of a number. */
export const MOST_ITEMS = 1e7

/** An argument that must be a whole number. `place` is `callee.argument`. Faults: bad-argument, undefined-value. */
export function whole(value: unknown, place: string): number {
  const number = numberOf(value)
  if (number === null || !Number.isInteger(Number(number)))
    return reject(value, place, 'must be a whole number', 'TypeError')
  return Number(number)
}

/** As `whole`, for how many items to make. Faults: also bad-argument below `least`, too-large. */
export function amount(value: unknown, place: string, least: number): number {
  const count = whole(value, place)
  if (count < least) return reject(value, place, `must be at least ${least}`)
  return count > MOST_ITEMS ? fault('too-large', { what: place }) : count
}

/** An argument that must be text. Faults: bad-argument, undefined-value. */
export function textual(value: unknown, place: string, python?: string): string | Markup {
  return isText(value) ? value : reject(value, place, 'must be text', python)
}

/**
 * Fails because of an argument or value: `undefined-value` when it is missing, else `bad-argument`; `python` is the
 * class of Python's error where it is not TypeError.
 */
export function reject(value: unknown, place: string, reason: string, python?: string): never {
  if (value instanceof Undefined) value[USE]('convert')
  const [callee = '', argument = 'value'] = place.split('.')
  const got = isText(value) || typeof value === 'number' || typeof value === 'bigint' ? String(value) : null
  return fault('bad-argument', {
    callee,
    argument,
    reason,
    ...(python !== undefined && { python }),
    ...(got !== null && { got }),
  })
}

/** Whether an argument whose default is None was left out or given as None. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

/** All items of a value, as loops see them, in a new list. Faults: not-iterable, undefined-value. */
export function itemsOf(values: Values, value: unknown): unknown[] {
  const list = values.list(value)
  if (Array.isArray(list)) return list.slice()
  const items: unknown[] = []
  for (let index = 0; index < list.length; index++) items.push(list[index])
  return items
}

/** Text as it is, safe or not; the text of anything else. */
export function softText(site: Site, value: unknown): string | Markup {
  return isText(value) ? value : site.host.values.text(value)
}

/** What `change` makes of the text of a value; safe text stays safe. */
export function changeText(site: Site, value: unknown, change: (text: string) => string): string | Markup {
  return value instanceof Markup
    ? new Markup(change(value.toString()))
    : change(softText(site, value).toString())
}

/** A missing value with its own sentence. */
export function absentItem(site: Site, hint: string): unknown {
  return site.scope.missing({ path: null, hint })
}

/** The value of a policy, or null when it is not set. */
export function policy(site: Site, name: string): unknown {
  return site.host.policies[name] ?? null
}

/** The HTML an object says it has, or null when it says nothing. */
export function htmlOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('toHTML' in value)) return null
  return typeof value.toHTML === 'function' ? String(value.toHTML()) : null
}

/** Filters that in Python ask for an attribute of a mapping, so that what has none is an AttributeError. */
const ENTRY_ERRORS: Readonly<Record<string, string>> = {
  dictsort: 'AttributeError',
  xmlattr: 'AttributeError',
}

/** The entries of a mapping or of an object of the caller's. Faults: bad-argument, undefined-value. */
export function entriesIn(values: Values, value: unknown, callee: string): [unknown, unknown][] {
  return values.entries(value) ?? reject(value, callee, 'must be a mapping', ENTRY_ERRORS[callee])
}

/** The two items of a pair. Faults: not-iterable, unpack-count. */
export function pairOf(values: Values, value: unknown): [unknown, unknown] {
  const pair = values.unpack(value, 2)
  return [pair[0], pair[1]]
}
