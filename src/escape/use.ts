import { type Context, contextOf } from './context.js'

/** A pair of contexts: where something begins and where it ends, at most. */
export interface Place {
  readonly from: Context
  readonly to: Context
}

/** What a template is compiled for, besides standing in its usual place. */
export type Use =
  | { readonly kind: 'whole'; readonly place: Place }
  | { readonly kind: 'part'; readonly name: string; readonly place: Place }
  /** Macros that importers call in other places than text. */
  | { readonly kind: 'macros'; readonly wanted: readonly (readonly [name: string, place: string])[] }

/** A place as text, the same for the same contexts. */
export function placeKey({ from, to }: Place): string {
  return `${shown(from.key)} ${shown(to.key)}`
}

/** A key without the characters that uses are put together with. */
function shown(key: string): string {
  return key.replace(/[%\s,]/g, encodeURIComponent)
}

/** The place that `placeKey` wrote. */
export function placeOf(key: string): Place {
  const [from = '', to = ''] = key.split(' ')
  return { from: contextOf(decodeURIComponent(from)), to: contextOf(decodeURIComponent(to)) }
}

/** The use of a whole template in a place, as text. */
export function wholeUse(place: string): string {
  return `whole ${place}`
}

/** The use of one block of a template in a place, as text. */
export function blockUse(name: string, place: string): string {
  return `part ${name} ${place}`
}

/** The use of a template for its macros, as text; empty when none are wanted. */
export function macrosUse(wanted: readonly (readonly [name: string, place: string])[]): string {
  const listed = [...new Set(wanted.map((one) => one.join(' ')))].sort()
  return listed.length === 0 ? '' : `macros ${listed.join(', ')}`
}

/** The use that a text says; null for the usual one. */
export function useOf(text: string): Use | null {
  const [, kind, rest = ''] = /^(\w+) (.*)$/s.exec(text) ?? []
  if (kind === 'whole') return { kind, place: placeOf(rest) }
  const cut = rest.indexOf(' ')
  if (kind === 'part') return { kind, name: rest.slice(0, cut), place: placeOf(rest.slice(cut + 1)) }
  if (kind !== 'macros') return null
  const wanted = rest.split(', ').map((one) => {
    const at = one.indexOf(' ')
    return [one.slice(0, at), one.slice(at + 1)] as const
  })
  return { kind, wanted }
}
