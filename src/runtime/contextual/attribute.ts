import type { AttributeWriter } from '../attributes.js'
import type { Site } from '../scope.js'
import { cssValue } from './css.js'
import { trustedCode } from './js.js'
import { type Escaper, type Printing, plain } from './printing.js'
import { refuse } from './refuse.js'
import { srcset } from './srcset.js'
import { SafeCss } from './trusted.js'
import { navUrl, resourceUrl } from './url.js'

/** Escapers of attributes that hold more than plain text, whatever the element. */
const ESCAPERS: ReadonlyMap<string, (printing: Printing) => Escaper> = new Map([
  ...each('action background cite formaction href icon longdesc ping poster usemap xlink:href', navUrl),
  ...each('archive classid code codebase data dynsrc lowsrc manifest profile src', resourceUrl),
  ...each('imagesrcset srcset', srcset),
  ...each('style', declarations),
  ...each('srcdoc', escaped),
])

function each<T>(names: string, of: T): [string, T][] {
  return names.split(' ').map((name) => [name, of])
}

function escaped({ escape }: Printing): Escaper {
  return escape
}

/** The value of an attribute as HTML that is safe whatever the name, or null where that takes trusted code. */
export const safeAttribute: AttributeWriter = (site, name, value) => {
  const lower = name.toLowerCase()
  if (lower.startsWith('on')) return handler(site, value)
  const escaper = ESCAPERS.get(lower)
  const printing = site.host.values
  if (escaper !== undefined) return printing.escape(escaper(printing)(value, site.scope))
  return printing.escape(value).replaceAll('"', '&#34;')
}

function handler(site: Site, value: unknown): string | null {
  const code = typeof value === 'object' && value !== null ? trustedCode(value) : null
  if (code !== null) return site.host.values.escape(code)
  refuse(site.scope, { escaper: 'xmlattr', value, replacement: '' })
  return null
}

/** Each declaration of a style by itself. */
function declarations(printing: Printing): Escaper {
  const one = cssValue(printing)
  return (value, scope) => {
    if (value instanceof SafeCss) return one(value)
    const parts = plain(printing, value).split(';')
    return parts.map((part) => one(part, scope)).join(';')
  }
}
