import { SafeAttrs } from './contextual/trusted.js'
import { fault } from './fault.js'
import { entriesIn, softText } from './filters/arguments.js'
import type { Site } from './scope.js'
import { isUndefined } from './undefined.js'

/** Writes the value of an attribute as HTML, without quotes; null leaves the attribute out. */
export type AttributeWriter = (site: Site, name: string, value: unknown) => string | null

const BAD_NAME = /[\t-\r />=]/

/** The entries of a mapping as HTML attributes: see the filter `xmlattr`. Fault: bad-argument. */
export function attributesOf(
  site: Site,
  value: unknown,
  autospace: unknown = true,
  write: AttributeWriter = plainAttribute,
): string | SafeAttrs {
  const { values } = site.host
  const attributes: string[] = []
  for (const [name, item] of entriesIn(values, value, 'xmlattr')) {
    if (item === null || isUndefined(item)) continue
    const key = softText(site, name)
    if (BAD_NAME.test(key.toString())) {
      fault('bad-argument', { callee: 'xmlattr', argument: key.toString(), reason: 'is no attribute name' })
    }
    const written = write(site, key.toString(), item)
    if (written !== null) attributes.push(`${values.escape(key)}="${written}"`)
  }
  const space = attributes.length > 0 && values.truthy(autospace) ? ' ' : ''
  const html = space + attributes.join(' ')
  return site.autoescape ? new SafeAttrs(html) : html
}

/** Any value, escaped as HTML. */
export function plainAttribute(site: Site, _name: string, value: unknown): string {
  return site.host.values.escape(value)
}
