import { type Escaper, type Printing, source } from './printing.js'
import { SafeJs } from './trusted.js'
import { trustedText } from './trusted-types.js'

/** Characters above U+00A0 but spaces, marks of direction and others that cannot be seen. */
const PLAIN =
  '\\u00a1-\\u00ac\\u00ae-\\u061b\\u061d-\\u167f\\u1681-\\u180d\\u180f-\\u1fff\\u2010-\\u2027\\u2030-\\u205e' +
  '\\u2070-\\u2fff\\u3001-\\ufefe\\uff00-\\uffef\\ufffd'

/**
 * All that means something to JavaScript, JSON, HTML or URLs, or that is hard to see: everything but ASCII letters and
 * digits, ` _.,-`, and plain characters in whole surrogate pairs.
 */
const ACTIVE = new RegExp(
  `[^\\w .,\\-${PLAIN}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]`,
)

const EACH_ACTIVE = new RegExp(ACTIVE, 'g')

/** As `ACTIVE`, with what regular expressions give a meaning. */
const EACH_ACTIVE_IN_PATTERN = new RegExp(`[.,-]|${ACTIVE.source}`, 'g')

/** Text in which nothing means anything to JavaScript, whatever it stands in: all else is written as `\uXXXX`. */
export function inert(text: string): string {
  return ACTIVE.test(text) ? text.replace(EACH_ACTIVE, unicodeEscape) : text
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A value as part of a JavaScript or JSON string, template literal or comment. */
export function jsString(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'string') return inert(value)
    const code = value instanceof SafeJs ? value.toString() : null
    return code === null ? inert(source(printing, value)) : code.replace(IN_STRING, inertButEscapes)
  }
}

/** The escapes that mean something in all kinds of strings, and everything else unit by unit. */
const IN_STRING = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|[bfnrtv\\]|0(?!\d))|[\s\S]/g

/** Of code that stands inside quotes, its own escapes stay. */
function inertButEscapes(part: string): string {
  return part.length > 1 ? part : inert(part)
}

/** A value as part of a regular expression, where it matches itself. */
export function jsRegexp(printing: Printing): Escaper {
  return (value) => {
    const text = source(printing, value)
    // Two slashes with nothing between them would begin a comment.
    return text === '' ? '(?:)' : text.replace(EACH_ACTIVE_IN_PATTERN, unicodeEscape)
  }
}

/** The code of trusted JavaScript; null for every other value. What would end a script element is broken up. */
export function trustedCode(value: object): string | null {
  const code = value instanceof SafeJs ? value.toString() : trustedText('TrustedScript', value)
  return code === null ? null : guarded(code)
}

/** Code without `<!--`, `<script` and `</script`, which inside strings and patterns means what it meant. */
export function guarded(code: string): string {
  return code.replace(/<(?=!--|\/?script)/gi, '\\x3C')
}
