import { reject } from '../runtime/filters/arguments.js'
import { ASCII_NOTATION, JSON_NOTATION, writeJson } from '../runtime/json.js'
import { isText } from '../runtime/markup.js'
import { operation } from '../runtime/operation.js'

/**
 * The `tojson` of chat templates: Python's `json.dumps(value, ensure_ascii=False, …)` as plain text, without the
 * escapes that JSON in HTML needs. Faults: bad-argument, circular-value, not-printable.
 */
export const chatJson = operation(
  'ensure_ascii? indent? separators? sort_keys?',
  (site, value: unknown, ...args: readonly unknown[]) => {
    const [ascii = false, indent = null, separators = null, sortKeys = false] = args
    const { values } = site.host
    const margin = indent === null ? null : isText(indent) ? indent.toString() : ' '.repeat(Number(indent))
    const given = separators === null ? null : Array.from(values.list(separators), String)
    const json = writeJson(value, {
      values,
      compareKeys: values.truthy(sortKeys) ? values.compare : null,
      notation: values.truthy(ascii) ? ASCII_NOTATION : JSON_NOTATION,
      indent: margin,
      itemSeparator: given?.[0] ?? (margin === null ? ', ' : ','),
      keySeparator: given?.[1] ?? ': ',
    })
    return json ?? reject(value, 'tojson', 'has no JSON')
  },
)
