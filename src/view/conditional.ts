import type { Environ, Headers } from './contract.js'
import { base64url } from './nonce.js'

/** What tells one version of a page from another. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: Date | null
}

/**
 * Whether the client has the page already (RFC 9110, section 13): `If-None-Match`, compared weakly, or where that is
 * not sent `If-Modified-Since`. Only GET and HEAD ask this way.
 */
export function isCurrent(environ: Environ, { etag, lastModified }: Validators): boolean {
  const { REQUEST_METHOD: method = 'GET', HTTP_IF_NONE_MATCH: match, HTTP_IF_MODIFIED_SINCE: since } = environ
  if (method !== 'GET' && method !== 'HEAD') return false
  if (match !== undefined) return (etag ?? lastModified) !== null && matches(match, etag)
  if (since === undefined || lastModified === null) return false
  return Math.floor(lastModified.getTime() / 1000) * 1000 <= dateOf(since)
}

function matches(list: string, etag: string | null): boolean {
  if (list.trim() === '*') return true
  const own = etag?.replace(/^W\//, '')
  return Array.from(list.matchAll(/"[^"]*"/g), ([tag]) => tag).some((tag) => tag === own)
}

/** The three forms of a date (RFC 9110, section 5.6.7); the last has no zone and means GMT as well. */
const DATE =
  /^(?:\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT|\w+day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d GMT|(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}))$/

function dateOf(text: string): number {
  const found = DATE.exec(text.trim())
  if (found === null) return Number.NaN
  return Date.parse(found[1] === undefined ? found[0] : `${found[1]} GMT`)
}

/** Headers that tell a cache what it has; the others belong to a page. */
const KEPT = new Set([
  'etag',
  'last-modified',
  'vary',
  'cache-control',
  'expires',
  'content-location',
  'set-cookie',
])

/** Those headers of a page that its 304 has (RFC 9110, section 15.4.5). */
export function headersOf304(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT.has(name)))
}

/** An ETag of one of several pages at the same address: `"rev7"` as `json` is `"rev7;json"`. */
export function variantTag(etag: string, variant: string): string {
  return variant === '' ? etag : `${etag.slice(0, -1)};${encodeURIComponent(variant)}"`
}

/** A weak ETag of a page's text. */
export async function hashTag(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `W/"${base64url(new Uint8Array(digest, 0, 16))}"`
}
