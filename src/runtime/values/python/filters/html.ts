import { attributesOf } from '../../../attributes.js'
import { entriesIn, htmlOf, isAbsent } from '../../../filters/arguments.js'
import { isText, Markup } from '../../../markup.js'
import { operation } from '../../../operation.js'
import { isUndefined } from '../../../undefined.js'
import { raise } from '../raise.js'
import { typeName } from '../types.js'

/** The entries of a mapping as HTML attributes; names must be text. Fault: bad-argument. */
export const xmlattr = /* @__PURE__ */ operation(
  'autospace?',
  (site, value: unknown, autospace?: unknown) => {
    for (const [name, item] of entriesIn(site.host.values, value, 'xmlattr')) {
      if (isAbsent(item) || isUndefined(item) || isText(name)) continue
      raise('TypeError', 'xmlattr.name', `must be text, not ${typeName(name)}`)
    }
    return attributesOf(site, value, autospace)
  },
)

/** The value marked as safe, so that it is not escaped. */
export const safe = /* @__PURE__ */ operation(
  '',
  (site, value: unknown) => new Markup(htmlOf(value) ?? site.host.values.text(value)),
)
