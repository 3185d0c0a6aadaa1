import { attempt } from '../call.js'
import { Markup } from '../markup.js'
import type { Scope } from '../scope.js'
import type { Values } from '../values/values.js'
import { plainTextOf } from './plain-text.js'
import { isSafe } from './trusted.js'
import { trustedText } from './trusted-types.js'

/** What escapers need of a dialect: its printed text, that text escaped as HTML, and what JSON is made of. */
export type Printing = Pick<Values, 'text' | 'escape' | 'json'>

/**
 * Writes a value for one kind of place. The scope is for what depends on the environment: the hook that is told of
 * unsafe values, and origins that are trusted; without it there are none.
 */
export type Escaper = (value: unknown, scope?: Scope) => string

/** The text of a value as a reader of the page would see it: of markup without tags, references read. */
export function plain(printing: Printing, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  const html = htmlOf(value)
  return html === null ? printed(printing, value) : plainTextOf(html)
}

/** The text of a value as it was written: of markup its HTML, of safe values their text. */
export function source(printing: Printing, value: unknown): string {
  if (typeof value === 'string') return value
  return htmlOf(value) ?? printed(printing, value)
}

/** The HTML of markup, of objects with `toHTML()` and of a browser's TrustedHTML; null for everything else. */
export function htmlOf(value: unknown): string | null {
  if (value instanceof Markup) return value.toString()
  if (typeof value !== 'object' || value === null) return null
  if ('toHTML' in value && typeof value.toHTML === 'function') {
    const { toHTML } = value
    return attempt(() => String(Reflect.apply(toHTML, value, [])))
  }
  return trustedText('TrustedHTML', value)
}

function printed(printing: Printing, value: unknown): string {
  return isSafe(value) ? value.toString() : printing.text(value)
}
