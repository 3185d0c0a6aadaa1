import { Keywords } from '../keywords.js'
import { Markup } from '../markup.js'
import { operation } from '../operation.js'
import type { Site } from '../scope.js'
import { capitalized, centered, replaced, SPACES, stripped } from '../text.js'
import { changeText, htmlOf, isAbsent, reject, softText, textual, whole } from './arguments.js'

/** The text with its first letter in title case and the others in lower case. */
export const capitalize = /* @__PURE__ */ operation('', (site, value: unknown) =>
  changeText(site, value, capitalized),
)

/** The text in the middle of `width` code points of space. */
export const center = /* @__PURE__ */ operation('width?', (site, value: unknown, width: unknown = 80) => {
  const columns = whole(width, 'center.width')
  return changeText(site, value, (text) => centered(text, columns))
})

/**
 * The value put into a printf-style pattern: `'%s, %d' | format('x', 2)`, or with names `'%(a)s' | format(a=1)`.
 * Faults: bad-format, bad-argument when positional and named values are mixed.
 */
export const format = /* @__PURE__ */ operation('*', (site, value: unknown, ...args: unknown[]) => {
  const { values } = site.host
  const pattern = softText(site, value)
  const last = args.at(-1)
  if (!(last instanceof Keywords)) return values.modulo(pattern, values.tuple(args))
  if (args.length > 1) return reject(null, 'format.values', 'cannot be both positional and named')
  return values.modulo(pattern, values.mapping(Object.entries(last.values)))
})

/** The text in lower case. */
export const lower = /* @__PURE__ */ operation('', (site, value: unknown) =>
  changeText(site, value, (text) => text.toLowerCase()),
)

/**
 * The text with every `old` (at most `count`) replaced by `new`. With escaping on, plain text is escaped as soon
 * as one of the three is safe, and the result is safe. Fault: too-large.
 */
export const replace = /* @__PURE__ */ operation(
  'old new count?',
  (site, value: unknown, ...[old, fresh, count = null]: unknown[]) => {
    const most = isAbsent(count) ? -1 : whole(count, 'replace.count')
    const { values } = site.host
    const text = site.autoescape ? replaceable(site, value, old, fresh) : values.text(value)
    const replacement = text instanceof Markup ? values.escape(fresh) : values.text(fresh)
    return changeText(site, text, (plain) => replaced(plain, values.text(old), replacement, most))
  },
)

/** The text of the value, safe when the value is. */
export const string = /* @__PURE__ */ operation('', softText)

const WORD_START = new RegExp(`([-${SPACES}({[<]+)`)

/** The text with each word's first letter in upper case and the others in lower case; always plain text. */
export const title = /* @__PURE__ */ operation('', (site, value: unknown) =>
  softText(site, value).toString().split(WORD_START).map(titled).join(''),
)

/** The text without the given characters (whitespace unless said) at both ends. */
export const trim = /* @__PURE__ */ operation('chars?', (site, value: unknown, chars: unknown = null) => {
  const unwanted = isAbsent(chars) ? null : textual(chars, 'trim.chars').toString()
  return changeText(site, value, (text) => stripped(text, unwanted))
})

/** The text in upper case. */
export const upper = /* @__PURE__ */ operation('', (site, value: unknown) =>
  changeText(site, value, (text) => text.toUpperCase()),
)

/** The subject of a replacement under escaping: escaped when what goes in or out is safe and it is not. */
function replaceable(site: Site, value: unknown, old: unknown, fresh: unknown): string | Markup {
  const safe = htmlOf(old) !== null || (htmlOf(fresh) !== null && htmlOf(value) === null)
  return safe ? new Markup(site.host.values.escape(value)) : softText(site, value)
}

function titled(word: string): string {
  const [first = ''] = word
  return first.toUpperCase() + word.slice(first.length).toLowerCase()
}
