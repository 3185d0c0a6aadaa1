import * as escapers from './escapers.js'
import type { Escaper, Printing } from './printing.js'

/** The name of an escaper: those of HTML text and plain text, which every dialect has, and of all other places. */
export type EscaperName = 'escape' | 'text' | keyof typeof escapers

/** The contextual escapers of a dialect, by name. */
export type Escapers = { readonly [Name in keyof typeof escapers]: Escaper }

/**
 * Escapers that may refuse a value. Code calls these as `$.name(value, scope)`, so that the environment is heard and
 * hears of it, and does not run them at compile time.
 */
export const REFUSING: ReadonlySet<EscaperName> = /* @__PURE__ */ new Set<EscaperName>([
  'attributeName',
  'attributeSuffix',
  'attributes',
  'cssValue',
  'elementName',
  'headingLevel',
  'markupAttributes',
  'mediaUrl',
  'navUrl',
  'refresh',
  'resourcePath',
  'resourceUrl',
  'srcset',
  'xmlName',
])

/** The contextual escapers of a dialect. */
export function escapersOf(printing: Printing): Escapers {
  const made = Object.entries(escapers).map(([name, of]) => [name, of(printing)] as const)
  return Object.fromEntries(made) as Escapers
}
