import type { Environ } from './contract.js'

/** Parameters of a query by name; a list repeats the name, null and undefined leave it out. */
export type Query = Readonly<Record<string, unknown>>

/**
 * The address of a path of the application, below where it is mounted: `url(environ, '/page', { q: 'a b' })` is
 * `/wiki/page?q=a+b` at `/wiki`. The path may have a query and a fragment. What may not stand in an address is encoded,
 * `%41` stays as it is. The result always leads to the same site.
 */
export function url(environ: Environ, path: string, query?: Query): string {
  const address = mountOf(environ) + encodeAddress(rooted(path))
  const more = query === undefined ? '' : queryText(query)
  if (more === '') return address
  const hash = address.indexOf('#')
  const [before, after] = hash < 0 ? [address, ''] : [address.slice(0, hash), address.slice(hash)]
  return `${before}${before.includes('?') ? '&' : '?'}${more}${after}`
}

/** The path below a root, with one slash in front: two would lead to another site. */
function rooted(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : `/${path}`.replace(/^[/\\]+/, '/')
}

/** Where the application is mounted. The environ has that decoded, so all of it is encoded. */
function mountOf({ SCRIPT_NAME: name = '' }: Environ): string {
  if (name === '') return ''
  return encodeAddress(name.replace(/^[/\\]+/, '/').replaceAll('%', '%25')).replace(
    /[?#]/g,
    encodeURIComponent,
  )
}

function queryText(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined) parameters.append(name, String(each))
    }
  }
  return parameters.toString()
}

/** What has no place in an address: other than ASCII, blanks, quotes, brackets, and a `%` that encodes nothing. */
const UNADDRESSABLE = /[^!#$%&'()*+,./0-9:;=?@A-Z[\]_a-z~-]+|%(?![0-9a-f]{2})/gi

/** Text as part of an address in ASCII; `%41` stays. Halves of surrogate pairs become U+FFFD. */
export function encodeAddress(text: string): string {
  return text.replace(UNADDRESSABLE, (part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')))
}
