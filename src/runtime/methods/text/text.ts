import { escapeHtml } from '../../escape.js'
import type { BraceValues, Seal } from '../../format/braces.js'
import { formatBraces } from '../../format/braces.js'
import { formatRules } from '../../format/rules.js'
import { badFormat, formatBySpec } from '../../format/spec.js'
import { splitKeywords } from '../../keywords.js'
import { isText, Markup } from '../../markup.js'
import { stripTags } from '../../strip-tags.js'
import { unescapeHtml } from '../../unescape.js'
import type { Values } from '../../values/values.js'
import { bindArguments } from '../method.js'
import { protocol } from '../protocol.js'
import { cases } from './case.js'
import { predicates } from './is.js'
import { searches } from './search.js'
import { shapes } from './shape.js'
import { splits } from './split.js'
import type { TextMethod } from './text-method.js'
import { marked, telling } from './text-method.js'

const assembling: Readonly<Record<string, TextMethod>> = {
  join: {
    ...marked('iterable', (values, text, items) => allItems(values, items, values.text).join(text)),
    forMarkup: (values, text, items) => allItems(values, items, values.escape).join(text),
  },
  format: {
    ...marked('*', (values, text, ...args) => formatBraces(formatRules(values), text, fillings(args))),
    forMarkup: (values, text, ...args) => {
      return formatBraces(formatRules(values), text, fillings(args), escaping(values))
    },
  },
  format_map: {
    ...marked('mapping', (values, text, named) =>
      formatBraces(formatRules(values), text, { args: null, named }),
    ),
    forMarkup: (values, text, named) => {
      return formatBraces(formatRules(values), text, { args: null, named }, escaping(values))
    },
  },
}

const operators = Object.entries(protocol).map(([name, row]) => {
  return [name, { ...telling(row.params?.join(' ') ?? '', row.body) }] as const
})

const textMethods: ReadonlyMap<string, TextMethod> = new Map([
  ...Object.entries({ ...cases, ...predicates, ...searches, ...shapes, ...splits, ...assembling }),
  ...operators,
])

/** MarkupSafe's own methods, which plain text does not have. What was HTML is plain text after two of them. */
const markupMethods: ReadonlyMap<string, TextMethod> = new Map(
  Object.entries({
    __html__: marked('', (_, html) => html),
    striptags: telling('', (_, html) => stripTags(html)),
    unescape: telling('', (_, html) => unescapeHtml(html)),
  }),
)

/** Python's method of that name on a text, or on markup; undefined when there is none. */
export function textMethod(receiver: string | Markup, name: string): TextMethod | undefined {
  return (receiver instanceof Markup ? markupMethods.get(name) : undefined) ?? textMethods.get(name)
}

/** The result of a method on a text; on markup it is markup as MarkupSafe has it. */
export function callTextMethod(
  values: Values,
  receiver: string | Markup,
  [name, row]: readonly [string, TextMethod],
  args: readonly unknown[],
): unknown {
  const bound = bindArguments(name, row, args)
  const text = receiver.toString()
  if (!(receiver instanceof Markup)) return row.body(values, text, ...bound)
  if (row.forMarkup !== null) return markAll(row.forMarkup(values, text, ...bound))
  const { escapes } = row
  if (escapes === null) return row.body(values, text, ...bound)
  const safe = bound.map((value, at) =>
    escapes.includes(at) && value !== undefined ? values.escape(value) : value,
  )
  return markAll(row.body(values, text, ...safe))
}

/** A text as markup, and a list of texts as a list of markup. */
export function markAll(result: unknown): unknown {
  if (typeof result === 'string') return new Markup(result)
  return Array.isArray(result) ? result.map(markAll) : result
}

function allItems(values: Values, items: unknown, print: (item: unknown) => string): string[] {
  const all = values.list(items)
  const printed: string[] = []
  for (let at = 0; at < all.length; at++) printed.push(print(all[at]))
  return printed
}

function fillings(args: readonly unknown[]): BraceValues {
  const { positional, keywords } = splitKeywords(args)
  return { args: positional, named: keywords }
}

/** Fields of markup are escaped after they are laid out; what knows its HTML takes no layout. */
function escaping(values: Values): Seal {
  return (value, spec) => {
    const safe = values.escape(value)
    const ready = value instanceof Markup || (!isText(value) && safe !== escapeHtml(values.text(value)))
    if (!ready) return escapeHtml(formatBySpec(formatRules(values), value, spec))
    return spec === '' ? safe : badFormat('markup takes no format specification')
  }
}
