import { readAttributes, writeAttributes } from './attribute-list.js'
import { type Escaper, htmlOf, type Printing, source } from './printing.js'
import { MARKER, refuse } from './refuse.js'
import { SafeAttrs } from './trusted.js'

/** Elements that mean nothing beyond their content. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address article aside b bdi bdo big blockquote br button caption center cite code col colgroup ' +
    'data dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol optgroup option output p ' +
    'picture pre progress q rp rt ruby s samp search section small span strike strong sub summary sup table tbody td ' +
    'tfoot th thead time tr tt u ul var wbr'
  ).split(' '),
)

const CUSTOM = /^[a-z][a-z\d._]*-[a-z\d._-]*$/

/** Names with a hyphen that SVG and MathML have. */
const NOT_CUSTOM = /^(?:annotation-xml|color-profile|font-face(?:-.*)?|missing-glyph)$/

/** A value as the name of an element: an ordinary or a custom one. */
export function elementName(printing: Printing): Escaper {
  return name(printing, 'elementName', (text) => {
    const lower = text.toLowerCase()
    return ORDINARY.has(lower) || (CUSTOM.test(lower) && !NOT_CUSTOM.test(lower))
  })
}

/** A value as the level of a heading, after the `h`. */
export function headingLevel(printing: Printing): Escaper {
  return name(printing, 'headingLevel', (text) => /^[1-6]$/.test(text))
}

/** Attributes that hold URLs, code or styles, or that decide what others mean. */
const ACTIVE: ReadonlySet<string> = new Set(
  (
    'action allow archive attributename background by cite classid codebase content csp data dynsrc formaction from ' +
    'href http-equiv icon imagesrcset integrity is language longdesc lowsrc manifest nonce ping poster profile rel ' +
    'sandbox src srcdoc srcset style to type usemap values'
  ).split(' '),
)

/** Whether text is the name of an attribute that cannot run or load anything, whatever its value. */
export function isHarmlessAttribute(text: string): boolean {
  const lower = text.toLowerCase()
  if (!/^[a-z][a-z\d_.-]*$/.test(lower)) return /^aria-|^data-/.test(lower) && /^[a-z\d_.:-]+$/.test(lower)
  return !lower.startsWith('on') && !ACTIVE.has(lower)
}

/** A value as the name of an attribute. */
export function attributeName(printing: Printing): Escaper {
  return name(printing, 'attributeName', isHarmlessAttribute)
}

/** A value as part of the name of an attribute that begins with `data-` or `aria-`. */
export function attributeSuffix(printing: Printing): Escaper {
  return name(printing, 'attributeSuffix', (text) => /^[\w.:-]*$/.test(text))
}

function name(printing: Printing, escaper: string, test: (text: string) => boolean): Escaper {
  return (value, scope) => {
    const text = source(printing, value)
    return test(text) ? text : refuse(scope, { escaper, value, replacement: MARKER })
  }
}

/** A value inside a tag: attributes that are trusted, one harmless name, or nothing. */
export function attributes(printing: Printing): Escaper {
  return (value, scope) => {
    if (value instanceof SafeAttrs) return value.toString()
    const text = value === false ? '' : source(printing, value).trim()
    if (text === '' || isHarmlessAttribute(text)) return text
    return refuse(scope, { escaper: 'attributes', value, replacement: MARKER })
  }
}

/** As `attributes`; markup that is a list of attributes is taken as well, each value quoted anew. */
export function markupAttributes(printing: Printing): Escaper {
  const strict = attributes(printing)
  return (value, scope) => {
    const html = value instanceof SafeAttrs ? null : htmlOf(value)
    const list = html === null ? null : readAttributes(html)
    return (list === null ? null : writeAttributes(list)) ?? strict(value, scope)
  }
}
