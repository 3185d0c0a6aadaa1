/** Who asks: the name they signed with, and whether a form came from this wiki's own pages. */

const YEAR = 31_536_000

/** The name that was last signed with in this browser, or ''. */
export function nameOf({ HTTP_COOKIE: cookies = '' }) {
  const found = /(?:^|;\s*)wiki_name=([^;]*)/.exec(cookies)
  try {
    return found === null ? '' : decodeURIComponent(found[1])
  } catch {
    return ''
  }
}

/** The header that makes a browser remember a name. */
export function nameCookie({ SCRIPT_NAME: mount, REQUEST_SCHEME: scheme }, name) {
  const path = encodeURI(mount ?? '').replaceAll(';', '%3B') || '/'
  const secure = scheme === 'https' ? '; Secure' : ''
  const age = name === '' ? 0 : YEAR
  return `wiki_name=${encodeURIComponent(name)}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

/**
 * Whether a form was sent by a page of this wiki and not by another site. Browsers say so with `Sec-Fetch-Site`, older
 * ones with `Origin`; programs that are no browsers send neither, and have no visitor's cookies to misuse.
 */
export function isOwnForm({ HTTP_SEC_FETCH_SITE: site, HTTP_ORIGIN: origin, HTTP_HOST: host }) {
  if (site !== undefined) return site === 'same-origin'
  return origin === undefined || /^https?:\/\/(.*)$/.exec(origin)?.[1] === host
}
