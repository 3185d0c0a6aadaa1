import { type ViewError, viewFailure } from '../../diagnostics/view-error.js'
import type { Environ, GatewayName } from '../contract.js'
import { believeProxy } from './forwarded.js'
import type { GatewayRules } from './options.js'
import { below, decodedPath, type Target, targetOf } from './target.js'
import { passed, type Variables } from './variables.js'

/** What a gateway knows besides the variables of a request. */
export interface Origin {
  readonly gateway: GatewayName
  /** Whether SCRIPT_NAME can be relied on, even without PATH_INFO. */
  readonly trusted: boolean
}

/** A request as applications see it, and why they do not get to see it, or null. */
export interface Arrival {
  readonly environ: Environ
  readonly refusal: ViewError | null
}

/** The target of a request, and the path it means. */
interface Asked extends Target {
  readonly decoded: string
}

/**
 * The environ of a request, the same whatever server it comes from. The target as it was sent is the truth about path,
 * query and host; a mount decides what of the path is SCRIPT_NAME.
 */
export function arrivalOf(variables: Variables, origin: Origin, rules: GatewayRules): Arrival {
  const environ = passed(variables)
  const target = targetOf(uriOf(environ))
  const asked = { ...target, decoded: decodedPath(target.path) }
  environ['torii.gateway'] = origin.gateway
  environ['torii.dev'] = rules.dev
  settleContent(environ)
  settleUser(environ, rules)
  if (target.authority !== null) environ.HTTP_HOST = target.authority
  settleServer(environ, rules)
  const mount = rules.mount ?? claimedMount(environ, origin, asked)
  return {
    environ,
    refusal: settlePath(environ, mount, asked) ?? methodProblem(environ) ?? lengthProblem(environ),
  }
}

/** Servers say "no body" in three ways: nothing, an empty length, and zero. */
function settleContent(environ: Environ): void {
  if (environ.CONTENT_LENGTH === '' || environ.CONTENT_LENGTH === '0') delete environ.CONTENT_LENGTH
  if (environ.CONTENT_TYPE === '') delete environ.CONTENT_TYPE
}

function settleUser(environ: Environ, { trustRemoteUser }: GatewayRules): void {
  if (!environ.AUTH_TYPE) delete environ.AUTH_TYPE
  const believed = environ.AUTH_TYPE !== undefined || trustRemoteUser
  if (!environ.REMOTE_USER || !believed) delete environ.REMOTE_USER
}

function settleServer(environ: Environ, { proxies }: GatewayRules): void {
  settleScheme(environ, /^(?:on|1|true|yes)$/i.test(environ.HTTPS ?? '') ? 'https' : environ.REQUEST_SCHEME)
  believeProxy(environ, proxies, settleScheme)
  const { HTTP_HOST: host = '', SERVER_NAME: name = '' } = environ
  const [, hostName = '', port] = HOST.exec(host) ?? []
  environ.SERVER_NAME = name === '' || name === '_' ? hostName || 'localhost' : name
  environ.SERVER_PORT ||= port ?? (environ.HTTPS === 'on' ? '443' : '80')
  environ.SERVER_PROTOCOL ||= 'HTTP/1.0'
}

/** A host, which is a name or an IPv6 address in brackets, and a port. */
const HOST = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/

function settleScheme(environ: Environ, scheme = 'http'): void {
  const secure = scheme.toLowerCase() === 'https'
  environ.REQUEST_SCHEME = secure ? 'https' : 'http'
  if (secure) environ.HTTPS = 'on'
  else delete environ.HTTPS
}

/** The target as it was sent; where a server does not tell, what its other variables amount to. */
function uriOf(environ: Environ): string {
  if (environ.REQUEST_URI) return environ.REQUEST_URI
  const { SCRIPT_NAME: script = '', PATH_INFO: info = '', QUERY_STRING: query = '' } = environ
  const path = encodeURI(`${script}${info}`).replace(/[?#]/g, encodeURIComponent)
  return `${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`
}

/** The mount as the server has it. Some put the whole path into SCRIPT_NAME, then without PATH_INFO. */
function claimedMount(environ: Environ, { trusted }: Origin, { decoded }: Asked): string {
  if (!trusted && environ.PATH_INFO === undefined) return ''
  const script = (environ.SCRIPT_NAME ?? '').replace(/\/+$/, '')
  // A rewritten address says nothing of where its script is: what the client sees begins at the root.
  return script.startsWith('/') && below(script, decoded) !== null ? script : ''
}

function settlePath(environ: Environ, mount: string, { path, query, decoded }: Asked): ViewError | null {
  const info = below(mount, decoded)
  environ.REQUEST_URI = query === '' ? path : `${path}?${query}`
  environ.QUERY_STRING = query
  environ.SCRIPT_NAME = info === null ? '' : mount
  environ.PATH_INFO = info ?? decoded
  // OPTIONS may be of the server as a whole.
  if (decoded === '*' && environ.REQUEST_METHOD === 'OPTIONS') return null
  if (!decoded.startsWith('/') || decoded.includes('\0'))
    return viewFailure('bad-request', { reason: 'its target is not a path' })
  return info === null ? viewFailure('not-mounted', { path: decoded, mount }) : null
}

function methodProblem({ REQUEST_METHOD: method = '' }: Environ): ViewError | null {
  if (/^[!#$%&'*+.^_`|~\dA-Za-z-]+$/.test(method)) return null
  return viewFailure('bad-request', { reason: 'its method is not a word' })
}

function lengthProblem({ CONTENT_LENGTH: length = '0' }: Environ): ViewError | null {
  if (/^\d{1,15}$/.test(length)) return null
  return viewFailure('bad-request', { reason: 'its content length is not a number' })
}
