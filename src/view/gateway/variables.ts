import type { Environ } from '../contract.js'

/** The variables of a request as a server gives them: names of CGI, possibly several times. */
export type Variables = Iterable<readonly [name: string, value: string]>

/** What of a server's variables reaches an application; the rest of its environment may hold secrets. */
const PASSED = new Set([
  'AUTH_TYPE',
  'CONTENT_LENGTH',
  'CONTENT_TYPE',
  'GATEWAY_INTERFACE',
  'HTTPS',
  'PATH_INFO',
  'PATH_TRANSLATED',
  'QUERY_STRING',
  'REMOTE_ADDR',
  'REMOTE_HOST',
  'REMOTE_IDENT',
  'REMOTE_PORT',
  'REMOTE_USER',
  'REQUEST_METHOD',
  'REQUEST_SCHEME',
  'REQUEST_URI',
  'SCRIPT_NAME',
  'SERVER_NAME',
  'SERVER_PORT',
  'SERVER_PROTOCOL',
  'SERVER_SOFTWARE',
])

const HEADER = /^(?:HTTP|SSL)_\w+$/

/**
 * Headers that never arrive: HTTP_PROXY would be taken for a setting of this machine, the content's length and type
 * have names of their own, and the others are between the client and its server.
 */
const WITHHELD = new Set([
  'HTTP_PROXY',
  'HTTP_CONTENT_TYPE',
  'HTTP_CONTENT_LENGTH',
  'HTTP_CONNECTION',
  'HTTP_KEEP_ALIVE',
  'HTTP_PROXY_CONNECTION',
  'HTTP_TE',
  'HTTP_TRAILER',
  'HTTP_TRANSFER_ENCODING',
  'HTTP_UPGRADE',
])

/** The variables that may be passed on, headers sent in several lines joined (RFC 9110, section 5.3). */
export function passed(variables: Variables): Environ {
  const environ: Environ = Object.create(null)
  for (const [name, value] of variables) {
    if (!PASSED.has(name) && (!HEADER.test(name) || WITHHELD.has(name))) continue
    const before = name.startsWith('HTTP_') ? environ[name] : undefined
    environ[name] = before === undefined ? value : `${before}${name === 'HTTP_COOKIE' ? '; ' : ', '}${value}`
  }
  return environ
}

/** Headers as variables, less those whose names would be taken for others': `a_b` and `a-b` are one variable. */
export function* headerVariables(headers: Variables): Generator<readonly [string, string]> {
  for (const [name, value] of headers) {
    if (name.includes('_') || name.startsWith(':')) continue
    const variable = name.toUpperCase().replaceAll('-', '_')
    yield [OWN_NAME.has(variable) ? variable : `HTTP_${variable}`, utf8(value)]
  }
}

const OWN_NAME = new Set(['CONTENT_TYPE', 'CONTENT_LENGTH'])

/** Text of UTF-8 whose bytes came as characters, as they do in headers on Node and in `Headers`. */
export function utf8(text: string): string {
  if (!HIGH.test(text)) return text
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** The characters of the bytes that a text has in UTF-8. */
export function latin1(text: string): string {
  if (!HIGH.test(text)) return text
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')
}

const HIGH = /[^\0-\x7f]/
