import { type Escaper, type Printing, plain } from './printing.js'
import { MARKER, refuse } from './refuse.js'
import { SafeCss } from './trusted.js'

/** All but ASCII letters and digits, ` _-`, and characters above U+00A0 that no line ends at. */
const ACTIVE = /[^\w \u00a1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\uffef\ufffd\ud800-\udfff-]/

const EACH_ACTIVE = new RegExp(ACTIVE, 'g')

/** A value as part of a CSS string, of `url()`, quoted or not, or of a comment. */
export function cssString(printing: Printing): Escaper {
  return (value) => {
    const text = wellFormed(value instanceof SafeCss ? value.toString() : plain(printing, value))
    return ACTIVE.test(text) ? text.replace(EACH_ACTIVE, hexadecimal) : text
  }
}

/** CSS has no escape for the character 0. */
function hexadecimal(unit: string): string {
  return unit === '\0' ? '\ufffd' : `\\${unit.charCodeAt(0).toString(16)} `
}

const SURROGATE = /[\ud800-\udfff]/
const LONE_SURROGATE = new RegExp(SURROGATE, 'gu')

/** Text whose lone surrogates, which no encoding has, are U+FFFD. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE_SURROGATE, '\ufffd') : text
}

/** Functions that load nothing and run nothing. */
const FUNCTIONS =
  'rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color(?:-mix)?|calc|min|max|clamp|var|env|translate(?:3d|[xyz])?|rotate|scale|cubic-bezier|steps'

/** What a value may consist of: nothing that quotes, groups, ends or begins anything but one of the functions. */
const WORDS = '[\\w .,%#+!:\\u00a1-\\u2027\\u202a-\\ud7ff\\ue000-\\ufefe\\uff00-\\uffef\\ud800-\\udfff-]'

const HARMLESS = new RegExp(`^${WORDS}*$`)
const CALLS = new RegExp(`(?<![\\w-])(?:${FUNCTIONS})\\(${WORDS}*\\)`, 'gi')
const OLD_CODE = /expression|-moz-binding|behaviou?r|javascript/i

/** A value as CSS outside strings: words, numbers, colours and the like. All else is refused. */
export function cssValue(printing: Printing): Escaper {
  return (value, scope) => {
    if (typeof value === 'number') return String(value)
    if (value instanceof SafeCss) return value.toString().replaceAll('</', '<\\/')
    const text = wellFormed(plain(printing, value))
    if (isHarmless(text) && !OLD_CODE.test(text)) return text
    return refuse(scope, { escaper: 'cssValue', value, replacement: MARKER })
  }
}

/** Calls may nest, so the innermost are taken away until none is left. */
function isHarmless(text: string): boolean {
  let rest = text
  for (let depth = 0; depth < DEEPEST && !HARMLESS.test(rest); depth++) {
    const less = rest.replace(CALLS, 'call')
    if (less === rest) return false
    rest = less
  }
  return HARMLESS.test(rest)
}

/** How deep functions may nest. */
const DEEPEST = 8
