import { escapeHtml } from '../escape.js'
import { unescapeHtml } from '../unescape.js'

/** The name and value of an attribute; true stands for a name alone, null and false for nothing. */
export type Attribute = readonly [name: string, value: unknown]

const NAME = '[^\\p{Cc} "\'<>/=]+'
const SPACE = '[\\t\\n\\f\\r ]'

const ATTRIBUTE = new RegExp(
  `${SPACE}*(${NAME})(?:${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)'|([^\\p{Cc} "'<>=\`]+)))?(?=${SPACE}|$)`,
  'uy',
)

const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u')

/** The attributes that HTML lists, their values unescaped; null for anything but a list of attributes. Linear. */
export function readAttributes(html: string): readonly Attribute[] | null {
  const list: Attribute[] = []
  const end = html.trimEnd().length
  ATTRIBUTE.lastIndex = 0
  for (let at = 0; at < end; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at
    const found = ATTRIBUTE.exec(html)
    if (found === null) return null
    const [, name = '', double, single, bare] = found
    const value = double ?? single ?? bare
    list.push([name, value === undefined ? true : unescapeHtml(value)])
  }
  return list
}

/** Attributes as HTML, quoted and escaped; null when a name cannot be one. */
export function writeAttributes(list: readonly Attribute[]): string | null {
  const present = list.filter(([, value]) => value !== null && value !== undefined && value !== false)
  if (!present.every(([name]) => WHOLE_NAME.test(name))) return null
  return present
    .map(([name, value]) => (value === true ? name : `${name}="${escapeHtml(String(value))}"`))
    .join(' ')
}
