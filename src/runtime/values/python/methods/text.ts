import { native } from '../../../call.js'
import { escapeHtml } from '../../../escape.js'
import type { BraceValues, Seal } from '../../../format/braces.js'
import { formatBraces } from '../../../format/braces.js'
import type { FormatRules } from '../../../format/rules.js'
import { badFormat, formatBySpec } from '../../../format/spec.js'
import { splitKeywords } from '../../../keywords.js'
import { isText, Markup } from '../../../markup.js'
import { callTextMethod, textMethod } from '../../../methods/text/text.js'
import type { TextMethod } from '../../../methods/text/text-method.js'
import { marked, telling } from '../../../methods/text/text-method.js'
import { isObject } from '../../shapes.js'
import type { Values } from '../../values.js'
import { encoded } from '../bytes.js'
import { rules } from '../percent.js'
import { raise } from '../raise.js'
import { tuple } from '../tuple.js'
import { isPlainList, typeName } from '../types.js'
import { bind, positional } from './bind.js'

/** Methods that give a tuple. */
const TUPLES = new Set(['partition', 'rpartition'])

/** An attribute of a text or of markup: a method, bound. */
export function attributeOfText(values: Values, text: string | Markup, name: string): unknown {
  const row = own.get(name) ?? textMethod(text, name)
  if (row === undefined) return undefined
  const call = (...args: unknown[]): unknown => {
    const result = callTextMethod(values, text, [name, row], positional(name, args))
    return TUPLES.has(name) && Array.isArray(result) ? tuple(result) : result
  }
  return bind({ name, receiver: text }, native(call))
}

/** Where Python's methods on text do not do what those of the js dialect do. */
const own: ReadonlyMap<string, TextMethod> = new Map(
  Object.entries({
    join: {
      ...marked('iterable', (values, glue, items) => Array.from(values.list(items), onlyText).join(glue)),
      forMarkup: (values: Values, glue: string, items: unknown) =>
        Array.from(values.list(items), values.escape).join(glue),
    },
    format: {
      ...marked('*', (values, pattern, ...args) => formatBraces(rulesOf(values), pattern, fillings(args))),
      forMarkup: (values: Values, pattern: string, ...args: unknown[]) =>
        formatBraces(rulesOf(values), pattern, fillings(args), escaping(values)),
    },
    format_map: {
      ...marked('mapping', (values, pattern, mapping) =>
        formatBraces(rulesOf(values), pattern, { args: null, named: mapping }),
      ),
      forMarkup: (values: Values, pattern: string, mapping: unknown) =>
        formatBraces(rulesOf(values), pattern, { args: [], named: mapping }, escaping(values)),
    },
    encode: telling('encoding? errors?', (_, text, encoding = 'utf-8', errors = 'strict') => {
      const bytes = encoded(text, String(encoding), String(errors))
      return bytes ?? raise('ValueError', 'encode.self', `cannot be written in ${String(encoding)}`)
    }),
    maketrans: telling('from to?', (_, __, from, to) => translationTable(from, to)),
    startswith: affix('startswith'),
    endswith: affix('endswith'),
  }),
)

/** A table for `translate`: from a dict as it is, or from two texts of one length. */
function translationTable(from: unknown, to: unknown): unknown {
  if (!isText(from) || !isText(to)) return from
  const [keys, targets] = [Array.from(from.toString()), Array.from(to.toString())]
  if (keys.length !== targets.length)
    return raise('ValueError', 'maketrans.to', 'must be as long as the first text')
  return new Map(keys.map((key, at) => [key.codePointAt(0), targets[at]?.codePointAt(0)]))
}

/** Several prefixes or suffixes come as a tuple; a list is refused. */
function affix(name: 'startswith' | 'endswith'): TextMethod {
  const row = textMethod('', name)
  return telling('affix start? end?', (values, text, wanted, ...span) => {
    if (isPlainList(wanted))
      raise('TypeError', `${name}.affix`, 'must be a str or a tuple of str, not a list')
    return row?.body(values, text, wanted, ...span)
  })
}

function onlyText(item: unknown, index: number): string {
  if (isText(item)) return item.toString()
  return raise(
    'TypeError',
    'join.iterable',
    `must hold text only, but item ${index} is of type ${typeName(item)}`,
  )
}

function fillings(args: readonly unknown[]): BraceValues {
  const { positional: given, keywords } = splitKeywords(args)
  return { args: given, named: keywords }
}

/** Fields read attributes where they say `.name`, and items where they say `[key]`. */
function rulesOf(values: Values): FormatRules {
  return { ...rules, attr: values.attribute }
}

/** Fields of markup are escaped after they are laid out; what knows its HTML takes no layout. */
function escaping(values: Values): Seal {
  return (value, spec) => {
    const ready = value instanceof Markup || (isObject(value) && typeof value.toHTML === 'function')
    if (!ready) return escapeHtml(formatBySpec(rulesOf(values), value, spec))
    return spec === '' ? values.escape(value) : badFormat('markup takes no format specification')
  }
}
