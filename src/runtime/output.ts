import { fault } from './fault.js'
import { EMPTY_MARKUP, Markup } from './markup.js'
import type { Scope, Site } from './scope.js'

/** Rendered text as a safe value. */
export function markup(html: string): Markup {
  return html === '' ? EMPTY_MARKUP : new Markup(html)
}

/** `left ~ right`: text, or markup when escaping is on and either side is. */
export function concat(site: Site, left: unknown, right: unknown): unknown {
  const { values } = site.host
  if (site.autoescape && (isSafe(left) || isSafe(right)))
    return new Markup(values.escape(left) + values.escape(right))
  return values.concat(left, right)
}

function isSafe(value: unknown): boolean {
  return value instanceof Markup
}

/** What the filters of a filter block gave, which must be text. Fault: not-printable. */
export function filtered(scope: Scope, value: unknown): string {
  if (typeof value === 'string') return value
  const { values } = scope.host
  return isSafe(value) ? values.text(value) : fault('not-printable', { kind: values.kind(value) })
}

/** A printed value after the environment's finalizer. */
export function finalize(site: Site, value: unknown): unknown {
  const { finalize: finalizer } = site.host
  return finalizer === null ? value : finalizer(site, value)
}

/** The value of a variable that may not have been assigned yet. */
export function given(scope: Scope, value: unknown, name: string): unknown {
  return value === undefined ? scope.missing({ path: name, hint: null, owner: scope }) : value
}
