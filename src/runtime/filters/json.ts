import { Json } from '../contextual/trusted.js'
import { fault } from '../fault.js'
import type { JsonLayout } from '../json.js'
import { ASCII_NOTATION, JSON_NOTATION, writeJson } from '../json.js'
import { isText } from '../markup.js'
import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { blanks } from '../text.js'
import { entriesIn, isAbsent, itemsOf, policy, reject, whole } from './arguments.js'

/**
 * The value as JSON that is safe in HTML and in scripts; `indent` (spaces, or text) lays it out in lines. Keys are
 * sorted and text is ASCII unless the policy `json.dumps_kwargs` says otherwise. Faults: bad-argument,
 * circular-value, not-printable.
 */
export const tojson = /* @__PURE__ */ operation('indent?', (site, value: unknown, indent: unknown = null) => {
  const options = dumpOptions(site)
  if (!isAbsent(indent)) options.set('indent', indent)
  const custom = policy(site, 'json.dumps_function')
  const json =
    typeof custom === 'function'
      ? String(custom(value, Object.fromEntries(options)))
      : writeJson(value, layoutOf(site, options))
  if (json === undefined) return reject(value, 'tojson', 'has no JSON')
  return new Json(json.replace(/[<>&']/g, (unit) => ESCAPES[unit] ?? ''))
})

/** The value as JSON as nunjucks writes it: plain text, `spaces` (a number or text) laying it out in lines. */
export const dump = /* @__PURE__ */ operation('spaces?', (site, value: unknown, spaces: unknown = null) =>
  writeJson(value, {
    values: site.host.values,
    compareKeys: null,
    notation: JSON_NOTATION,
    indent: isAbsent(spaces) || spaces === 0 ? null : indentOf(spaces),
    itemSeparator: ',',
    keySeparator: isAbsent(spaces) || spaces === 0 ? ':' : ': ',
  }),
)

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  "'": '\\u0027',
}

function dumpOptions(site: Site): Map<string, unknown> {
  const options = policy(site, 'json.dumps_kwargs') ?? { sort_keys: true }
  return new Map(
    entriesIn(site.host.values, options, 'tojson').map(([name, option]) => [String(name), option]),
  )
}

/** The layout of Python's `json.dumps` with these arguments. */
function layoutOf(site: Site, options: ReadonlyMap<string, unknown>): JsonLayout {
  const { values } = site.host
  const unknown = [...options.keys()].find((name) => !KNOWN.includes(name))
  if (unknown !== undefined) fault('unknown-argument', { callee: 'tojson', argument: unknown, known: KNOWN })
  const indent = isAbsent(options.get('indent')) ? null : indentOf(options.get('indent'))
  const separators = options.get('separators')
  const ascii = options.get('ensure_ascii')
  const [item, key] = isAbsent(separators)
    ? [indent === null ? ', ' : ',', ': ']
    : itemsOf(values, separators)
  return {
    values,
    compareKeys: values.truthy(options.get('sort_keys')) ? values.compare : null,
    notation: ascii === undefined || values.truthy(ascii) ? ASCII_NOTATION : JSON_NOTATION,
    indent,
    itemSeparator: String(item),
    keySeparator: String(key),
  }
}

const KNOWN: readonly string[] = ['sort_keys', 'ensure_ascii', 'indent', 'separators']

function indentOf(indent: unknown): string {
  return isText(indent) ? indent.toString() : blanks(whole(indent, 'tojson.indent'))
}
