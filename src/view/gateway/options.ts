import { viewError } from '../../diagnostics/view-error.js'

/** What every gateway may be told. */
export interface GatewayOptions {
  /**
   * Where the application is mounted: `''` or `/name`; requests for other paths get 404. Without it the server's
   * SCRIPT_NAME decides where it can be trusted: under CGI, for programs a FastCGI server has started, and where
   * PATH_INFO comes with it.
   */
  readonly mount?: string
  /**
   * How many proxies in front may be believed (none): `X-Forwarded-For`, `-Proto` and `-Host` then say who the client
   * is and what it asked for. `true` is one.
   */
  readonly trustProxy?: boolean | number
  /** Believe REMOTE_USER without AUTH_TYPE (no): nginx fills it with a name that nobody has checked. */
  readonly trustRemoteUser?: boolean
  /** Let error pages tell all to a peer on this machine (no). */
  readonly dev?: boolean
  /** Where errors are written (the log of the server, where the protocol has one, or standard error). */
  readonly errors?: (text: string) => void
}

/** Options with everything decided. */
export interface GatewayRules {
  /** Without a slash at its end, or null where the server is to say. */
  readonly mount: string | null
  /** How many proxies in front may be believed. */
  readonly proxies: number
  readonly trustRemoteUser: boolean
  readonly dev: boolean
  /** Null means that the gateway writes them where it usually does. */
  readonly errors: ((text: string) => void) | null
}

/** Options, checked. Throws `ViewError` (`bad-gateway-option`). */
export function rulesOf(options: GatewayOptions): GatewayRules {
  const { mount, trustProxy, trustRemoteUser = false, dev = false, errors = null } = options
  const proxies = Number(trustProxy ?? 0)
  if (!Number.isInteger(proxies) || proxies < 0)
    viewError('bad-gateway-option', { option: 'trustProxy', reason: 'is true, false or a number of proxies' })
  return { mount: mount === undefined ? null : mountOf(mount), proxies, trustRemoteUser, dev, errors }
}

function mountOf(mount: string): string {
  const trimmed = mount.replace(/\/+$/, '')
  if (trimmed === '' || trimmed.startsWith('/')) return trimmed
  return viewError('bad-gateway-option', { option: 'mount', reason: "is '' or a path such as '/wiki'" })
}
