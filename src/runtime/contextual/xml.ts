import { escapeHtml } from '../escape.js'
import { wellFormed } from './css.js'
import { type Escaper, htmlOf, type Printing, plain } from './printing.js'
import { MARKER, refuse } from './refuse.js'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** Text without the characters that no XML document may have, not even as references. */
function allowed(text: string): string {
  return wellFormed(text).replace(FORBIDDEN, '')
}

/** A value in the text of XML; markup is taken as it is. */
export function xml(printing: Printing): Escaper {
  return (value) => {
    const html = htmlOf(value)
    return html === null ? escapeXml(plain(printing, value)) : allowed(html)
  }
}

/** A reader of XML would take a carriage return for a line feed. */
function escapeXml(text: string): string {
  return escapeHtml(allowed(text)).replaceAll('\r', '&#13;')
}

/** A value in a quoted attribute of XML, where a reader takes other space for blanks. */
export function xmlAttribute(printing: Printing): Escaper {
  return (value) =>
    escapeXml(plain(printing, value)).replace(/[\t\n]/g, (unit) => (unit === '\t' ? '&#9;' : '&#10;'))
}

/** A value in a comment of XML, which must not have two hyphens side by side. */
export function xmlComment(printing: Printing): Escaper {
  return (value) => escapeHtml(allowed(plain(printing, value))).replace(/^-|-$|-(?=-)/g, ' - ')
}

/** A value in a section of character data, which goes on in another one where the value would end it. */
export function cdata(printing: Printing): Escaper {
  return (value) => allowed(plain(printing, value)).replace(/^>|^\]>|(?<=\]\])>/g, split)
}

function split(end: string): string {
  return end === '>' ? ']]><![CDATA[>' : ']]]><![CDATA[>'
}

const ACTIVE =
  /^(?:script|style|iframe|object|embed|link|base|meta|foreignobject|use|animate\w*|set|handler|listener)$/i

/** A value as the name of an element or attribute of XML. */
export function xmlName(printing: Printing): Escaper {
  return (value, scope) => {
    const text = plain(printing, value)
    if (/^[a-z_][\w.-]*$/i.test(text) && !ACTIVE.test(text) && !/^on/i.test(text)) return text
    return refuse(scope, { escaper: 'xmlName', value, replacement: MARKER })
  }
}
