import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { operation } from '../operation.js'
import { reversed } from '../text.js'

import type { Values } from '../values/values.js'
import { absentItem, amount, htmlOf, isAbsent, itemsOf } from './arguments.js'
import { attributeGetter } from './attributes.js'

/** The items in lists of `linecount`; the last one is filled up with `fill_with` unless that is none. */
export const batch = /* @__PURE__ */ operation(
  'linecount fill_with?',
  (site, value: unknown, linecount: unknown, filler: unknown = null) => {
    const size = amount(linecount, 'batch.linecount', 1)
    return rowsOf(itemsOf(site.host.values, value), size, filler)
  },
)

function rowsOf(items: readonly unknown[], size: number, filler: unknown): unknown[][] {
  const rows: unknown[][] = []
  for (let start = 0; start < items.length; start += size) rows.push(items.slice(start, start + size))
  const last = rows.at(-1)
  if (last !== undefined && !isAbsent(filler)) {
    while (last.length < size) last.push(filler)
  }
  return rows
}

/** The first item, or a missing value when there is none. */
export const first = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const list = site.host.values.list(value)
  return list.length > 0 ? list[0] : absentItem(site, 'No first item, sequence was empty.')
})

/**
 * The texts of the items with `d` between them; `attribute` takes that of each item instead. With escaping on,
 * the result is safe and plain parts are escaped as soon as `d` or an item is safe.
 */
export const join = /* @__PURE__ */ operation(
  'd? attribute?',
  (site, value: unknown, d: unknown = '', attribute: unknown = null) => {
    const { values } = site.host
    const found = values.list(value)
    const items = isAbsent(attribute) ? found : Array.from(found, attributeGetter(site, attribute))
    const marked = site.autoescape && (htmlOf(d) === null ? anyHtml(items) : d instanceof Markup)
    return marked ? new Markup(joined(items, d, values.escape)) : joined(items, d, values.text)
  },
)

/** The last item, or a missing value when there is none. */
export const last = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const items = piecesOf(site.host.values, value)
  return items.length > 0 ? items.at(-1) : absentItem(site, 'No last item, sequence was empty.')
})

/** How many items, entries or code points the value has. Fault: bad-argument. */
export const length = /* @__PURE__ */ operation('', (site, value: unknown) => site.host.values.length(value))

export { length as count }

/** The items in a new list; text by code point, mappings by key. */
export const list = /* @__PURE__ */ operation('', (site, value: unknown) => itemsOf(site.host.values, value))

/** One item by chance, or a missing value when there is none. */
export const random = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const items = piecesOf(site.host.values, value)
  const chosen = Math.floor(Math.random() * items.length)
  return items.length > 0 ? items[chosen] : absentItem(site, 'No random item, sequence was empty.')
})

/** The items, or the code points of text, in reverse order. */
export const reverse = /* @__PURE__ */ operation('', (site, value: unknown) => {
  if (value instanceof Markup) return new Markup(reversed(value.toString()))
  if (typeof value === 'string') return reversed(value)
  return site.host.values.backwards(value)
})

/** The items in `slices` lists of nearly equal length; `fill_with` fills up the shorter ones. */
export const slice = /* @__PURE__ */ operation(
  'slices fill_with?',
  (site, value: unknown, slices: unknown, filler: unknown = null) => {
    const count = amount(slices, 'slice.slices', 1)
    return columnsOf(itemsOf(site.host.values, value), count, filler)
  },
)

function columnsOf(items: readonly unknown[], count: number, filler: unknown): unknown[][] {
  const short = Math.floor(items.length / count)
  const longer = items.length % count
  return Array.from({ length: count }, (_, index) => {
    const start = index * short + Math.min(index, longer)
    const column = items.slice(start, start + short + (index < longer ? 1 : 0))
    if (!isAbsent(filler) && index >= longer) column.push(filler)
    return column
  })
}

/** The sum of the items, or of an attribute of each, added to `start`. Text is not added up: bad-operand. */
export const sum = /* @__PURE__ */ operation(
  'attribute? start?',
  (site, value: unknown, attribute: unknown = null, start: unknown = 0) => {
    const { values } = site.host
    const getter = attributeGetter(site, attribute)
    return itemsOf(values, value).reduce((total, item) => added(values, total, getter(item)), start)
  },
)

function added(values: Values, total: unknown, item: unknown): unknown {
  const text = isText(item) || isText(total)
  if (text) fault('bad-operand', { operator: '+', left: values.kind(total), right: values.kind(item) })
  return values.add(total, item)
}

function anyHtml(items: ArrayLike<unknown>): boolean {
  for (let at = 0; at < items.length; at++) if (htmlOf(items[at]) !== null) return true
  return false
}

/** Every part through `print`, with `d` between them. Indexed, since most lists are short and this is hot. */
function joined(items: ArrayLike<unknown>, d: unknown, print: (part: unknown) => string): string {
  const separator = print(d)
  let text = ''
  for (let at = 0; at < items.length; at++) text += at === 0 ? print(items[at]) : separator + print(items[at])
  return text
}

/** The items as indexing gives them: the characters of safe text are safe, while a loop sees plain ones. */
function piecesOf(values: Values, value: unknown): unknown[] {
  const items = itemsOf(values, values.indexed(value))
  return value instanceof Markup ? items.map((item) => new Markup(values.text(item))) : items
}
