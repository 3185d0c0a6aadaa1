import { viewError } from '../diagnostics/view-error.js'
import type { Reply } from './contract.js'
import { encodeAddress } from './url.js'

const STATUSES: readonly number[] = [301, 302, 303, 307, 308]

/**
 * A reply that sends the client elsewhere, by default to be asked for with GET. A string leads to a place of the same
 * site (`/page`, `?page=2`), so data cannot lead away from it; to another site leads a `URL`. Throws `ViewError`
 * (`bad-redirect`).
 */
export function redirect(location: string | URL, status = 303): Reply {
  if (!STATUSES.includes(status)) {
    viewError('bad-redirect', { location: String(location), reason: `cannot have status ${status}` })
  }
  const target = typeof location === 'string' ? local(location) : remote(location)
  return { status, headers: { location: target }, body: null }
}

/** `//host`, `/\host` and what has a scheme. */
const FOREIGN = /^[/\\]{2}|^[a-z][a-z0-9+.-]*:/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some of these, which changes the address
const CONTROL = /[\u0000-\u001f\u007f]/

function local(location: string): string {
  if (CONTROL.test(location)) {
    return viewError('bad-redirect', { location, reason: 'has control characters in it' })
  }
  if (location !== '' && !FOREIGN.test(location)) return encodeAddress(location)
  const reason =
    location === ''
      ? 'leads nowhere'
      : 'leads to another site; where that is on purpose, give it new URL(…) and not a string'
  return viewError('bad-redirect', { location, reason })
}

function remote({ href, protocol }: URL): string {
  if (protocol === 'https:' || protocol === 'http:') return href
  return viewError('bad-redirect', { location: href, reason: 'leads to no address of http or https' })
}
