import type { Scope } from '../scope.js'
import { wellFormed } from './css.js'
import { type Escaper, type Printing, plain } from './printing.js'
import { MARKER, NOWHERE, refuse } from './refuse.js'
import { SafeResourceUrl, SafeUrl } from './trusted.js'
import { trustedText } from './trusted-types.js'

/** Whether a URL may stand in a class of attributes. */
type Test = (url: string, scope: Scope | undefined) => boolean

const UNSAFE = /[^\w.~!#$&*+,/:;=?@[\]%-]|%(?![\da-f]{2})/i
const EACH_UNSAFE = /[^\w.~!#$&*+,/:;=?@[\]%-]+|%(?![\da-f]{2})/gi

/** A URL with everything percent-encoded that has no meaning in one; what is encoded already stays. */
export function normalised(url: string): string {
  return UNSAFE.test(url) ? wellFormed(url).replace(EACH_UNSAFE, percentEncoded) : url
}

function percentEncoded(part: string): string {
  return encodeURIComponent(part).replace(/['()]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`)
}

const ENDS = /^[\0- ]+|[\0- ]+$/g

/** A URL without what browsers strip from both of its ends. */
function trimmed(url: string): string {
  return url.charCodeAt(0) > 32 && url.charCodeAt(url.length - 1) > 32 ? url : url.replace(ENDS, '')
}

/** The scheme in lower case; empty for a relative URL. */
function schemeOf(url: string): string {
  const end = url.indexOf(':')
  return end < 0 || /[/?#]/.test(url.slice(0, end)) ? '' : url.slice(0, end).toLowerCase()
}

const FOLLOWED: ReadonlySet<string> = new Set(['', 'http', 'https', 'mailto', 'tel', 'sms', 'ftp'])

function isFollowed(url: string): boolean {
  return FOLLOWED.has(schemeOf(url)) && !url.startsWith(':')
}

/** Media in a `data:` URL; documents, which could run code, are none. */
const MEDIA = /^data:(?:image|audio|video|font)\//i

function isMedia(url: string): boolean {
  return isFollowed(url) || schemeOf(url) === 'blob' || MEDIA.test(url)
}

/** Whether content that runs in the page may come from a URL: from where the page does, or a trusted origin. */
function isResource(url: string, scope: Scope | undefined): boolean {
  if (!url.startsWith('//') && schemeOf(url) === '') return !url.startsWith(':')
  if (!/^(?:https?:)?\/\//i.test(url)) return false
  const origin = originOf(url)
  return origin !== null && (scope?.host.trustedOrigins ?? []).some((trusted) => originOf(trusted) === origin)
}

function originOf(url: string): string | null {
  try {
    return new URL(url, 'https://-').origin
  } catch {
    return null
  }
}

/** Nearly all links: of the web, or a path, in characters that stay as they are. */
const COMMON = /^(?:https?:\/)?\/[\w.~!#$*+,/:;=?@-]*$/

/** An escaper of the beginning of a URL: what passes is normalised, all else refused. */
function filter(escaper: string, test: Test): (printing: Printing) => Escaper {
  const passesCommon = test !== isResource
  return (printing) => (value, scope) => {
    if (passesCommon && typeof value === 'string' && COMMON.test(value)) return value
    if (isTrusted(value, escaper)) return normalised(trimmed(String(value)))
    const url = normalised(trimmed(plain(printing, value)))
    if (DANGEROUS.test(url)) return `%${url.charCodeAt(0).toString(16)}${url.slice(1)}`
    return test(url, scope) ? url : refuse(scope, { escaper, value, replacement: NOWHERE })
  }
}

/** The name of a scheme that a colon of the template may follow; with its first letter encoded it is none. */
const DANGEROUS = /^(?:javascript|vbscript|livescript|mocha|data|blob)$/i

function isTrusted(value: unknown, escaper: string): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof SafeResourceUrl || trustedText('TrustedScriptURL', value) !== null) return true
  return value instanceof SafeUrl && escaper !== 'resourceUrl'
}

/** A URL that is followed: of links, forms, citations. */
export const navUrl = /* @__PURE__ */ filter('navUrl', isFollowed)

/** A URL of an image, of sound or film. */
export const mediaUrl = /* @__PURE__ */ filter('mediaUrl', isMedia)

const anyResource = /* @__PURE__ */ filter('resourceUrl', isResource)

/** A URL whose content runs in the page: of scripts, styles, frames. Whatever follows it is part of its path. */
export function resourceUrl(printing: Printing): Escaper {
  const escape = anyResource(printing)
  return (value, scope) => closed(escape(value, scope))
}

/** A `/` alone or an origin could be continued to another host; with `/.` after it, it means the same and cannot. */
function closed(url: string): string {
  if (url === '/') return '/.'
  return /^(?:https?:)?\/\/[^/?#]*$/i.test(url) ? `${url}/.` : url
}

/** More of a URL, before which there may have been nothing: it neither makes a scheme nor ends one. */
export function urlRest(printing: Printing): Escaper {
  return (value) => withoutScheme(normalised(plain(printing, value)))
}

/** As `urlRest`, of a resource: it does not make a host either. */
export function resourceRest(printing: Printing): Escaper {
  return (value) => closed(withoutScheme(normalised(plain(printing, value))).replace(/^\/+/, '/'))
}

function withoutScheme(url: string): string {
  const end = url.search(/[/?#]/)
  return end < 0 ? url.replaceAll(':', '%3a') : url.slice(0, end).replaceAll(':', '%3a') + url.slice(end)
}

/** A value inside a path. */
export function urlPart(printing: Printing): Escaper {
  return (value) => normalised(plain(printing, value))
}

/** A value after the `/` that a URL begins with; it must not make that the start of a host. */
export function urlSlash(printing: Printing): Escaper {
  return (value) => normalised(plain(printing, value).replace(/^[\0- /\\]+/, ''))
}

/** A value as one component, such as a parameter or a fragment. */
export function urlComponent(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'number') return String(value)
    const text = plain(printing, value)
    return /^[\w.~-]*$/.test(text) ? text : component(text)
  }
}

function component(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A value inside the path of a resource; what could lead out of its folder is one segment. */
export function resourcePath(printing: Printing): Escaper {
  return (value, scope) => {
    const text = plain(printing, value)
    if (/^\.+$/.test(text)) return refuse(scope, { escaper: 'resourcePath', value, replacement: MARKER })
    return /\\|%2e|%5c|\.\.|(?:^|\/)\.(?:\/|$)/i.test(text) ? component(text) : normalised(text)
  }
}
