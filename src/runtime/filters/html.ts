import { attributesOf } from '../attributes.js'
import { safeAttribute } from '../contextual/attribute.js'
import { trust } from '../contextual/trust.js'
import { escapeHtml } from '../escape.js'
import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { operation } from '../operation.js'
import { stripTags } from '../strip-tags.js'
import { isUndefined } from '../undefined.js'
import { isIterable, isMapping } from '../values/shapes.js'
import { htmlOf, itemsOf, pairOf } from './arguments.js'

/** The value as safe HTML: text with `& < > " '` escaped; what is safe stays as it is. */
const escaped = /* @__PURE__ */ operation(
  '',
  (site, value: unknown) => new Markup(site.host.values.escape(value)),
)

export { escaped as e, escaped as escape }

/** The value escaped even when it is safe already. */
export const forceescape = /* @__PURE__ */ operation(
  '',
  (site, value: unknown) => new Markup(escapeHtml(htmlOf(value) ?? site.host.values.text(value))),
)

/** The text with `<br />` before each line end, safe; plain text is escaped first. */
export const nl2br = /* @__PURE__ */ operation(
  '',
  (site, value: unknown) => new Markup(site.host.values.escape(value).replace(/\r\n|\n/g, '<br />\n')),
)

/**
 * The value marked as safe, so that it is not escaped; `kind` says in which places: `html`, `attrs`, `js`, `css`, `url`
 * or `resource`. Faults: bad-argument for another kind, and for attributes that are none.
 */
export const safe = /* @__PURE__ */ operation('kind?', (site, value: unknown, kind: unknown = 'html') =>
  trust(site, value, kind),
)

/** The text without comments and tags, references read, space collapsed. Not a sanitizer: the result is plain. */
export const striptags = /* @__PURE__ */ operation('', (site, value: unknown) =>
  stripTags(htmlOf(value) ?? site.host.values.text(value)),
)

/**
 * The text percent-encoded for a URL path (`/` stays); a mapping or list of pairs as a query string. Fault:
 * bad-argument for text that is not well-formed Unicode.
 */
export const urlencode = /* @__PURE__ */ operation('', (site, value: unknown) => {
  const { values } = site.host
  const encode = (part: unknown): string => percentEncoded(values.text(part))
  const entries = isMapping(value) ? values.entries(value) : null
  if (entries !== null) return entries.map(query).join('&')
  if (!isText(value) && (isIterable(value) || isUndefined(value))) {
    return itemsOf(values, value)
      .map((pair) => query(pairOf(values, pair)))
      .join('&')
  }
  return encode(value).replaceAll('%2F', '/')

  function query([name, item]: readonly [unknown, unknown]): string {
    return `${encode(name)}=${encode(item)}`.replaceAll('%20', '+')
  }
})

/**
 * The entries of a mapping as HTML attributes, escaped, with a space in front unless `autospace` is false; those
 * that are none or missing are left out, and so are code and URLs that are not safe there. Safe when escaping is on.
 * Fault: bad-argument for a name with `/ > =` or space in it.
 */
export const xmlattr = /* @__PURE__ */ operation('autospace?', (site, value: unknown, autospace?: unknown) =>
  attributesOf(site, value, autospace, safeAttribute),
)

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text).replace(
      /[!'()*]/g,
      (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`,
    )
  } catch (error) {
    return fault(
      'bad-argument',
      { callee: 'urlencode', argument: 'value', reason: 'is not well-formed' },
      error,
    )
  }
}
