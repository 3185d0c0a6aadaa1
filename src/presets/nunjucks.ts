import { filters } from '../runtime/filters/index.js'
import { Markup } from '../runtime/markup.js'
import { operation } from '../runtime/operation.js'
import type { Operation, Site } from '../runtime/scope.js'
import { isUndefined } from '../runtime/undefined.js'
import { nunjucks as values } from '../runtime/values/nunjucks.js'
import type { Preset } from './preset.js'

/** `indent` that indents blank lines as well. */
const indent = operation(
  'width? indentfirst?',
  ({ host }, value: unknown, width: unknown = 4, first: unknown = false) => {
    const text = host.values.text(value)
    if (text === '') return ''
    const space = ' '.repeat(Math.max(0, Number(width)))
    const lines = text
      .split('\n')
      .map((line, index) => (index === 0 && !host.values.truthy(first) ? line : space + line))
    return value instanceof Markup ? new Markup(lines.join('\n')) : lines.join('\n')
  },
)

/** `urlencode` that leaves no slash. */
const urlencode = operation('', ({ host }, value: unknown) => {
  const encode = (part: unknown): string => encodeURIComponent(host.values.text(part))
  if (typeof value !== 'object' || value === null || value instanceof Markup) return encode(value)
  const pairs = Array.from(host.values.pairs(value), (pair) =>
    Array.from(host.values.unpack(pair, 2), encode).join('='),
  )
  return pairs.join('&')
})

/** `groupby` that gives an object of lists, with keys as text, and nothing for what has no length. */
const groupby = operation('attribute', ({ host }, value: unknown, attribute: unknown) => {
  const groups: Record<string, unknown[]> = Object.create(null)
  for (const item of Array.from(host.values.list(value))) {
    const found = host.values.item(item, attribute)
    const key = isUndefined(found) ? 'undefined' : String(found)
    const group = (groups[key] ??= [])
    group.push(item)
  }
  return groups
})

/** Filters of text, which take false for no text. */
const TEXT_FILTERS = [
  ...['capitalize', 'center', 'lower', 'nl2br', 'striptags', 'title', 'trim', 'truncate'],
  ...['upper', 'urlize', 'wordcount'],
]

function ofText(name: string): [string, Operation] {
  const plain = filters[name] ?? operation('', (_site, value: unknown) => value)
  const body = (site: Site, value: unknown, ...args: never[]) =>
    plain(site, value === false ? '' : value, ...args)
  return [name, Object.assign(body, { params: plain.params, required: plain.required })]
}

/** What templates written for nunjucks 3 depend on. Its security holes are not among it. */
export const nunjucks: Preset = {
  undefined: 'chainable',
  autoescape: 'html',
  keepTrailingNewline: true,
  lexer: { trimComments: false, questionNames: true, deafTag: 'set' },
  codegen: { scoping: 'leaky', groups: 'last', safeCaptures: false, childOutput: false },
  values,
  filters: { ...Object.fromEntries(TEXT_FILTERS.map(ofText)), groupby, indent, urlencode },
  lenientCalls: true,
}
