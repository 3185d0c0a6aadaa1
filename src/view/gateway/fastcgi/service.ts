import type { App } from '../../contract.js'
import type { GatewayOptions, GatewayRules } from '../options.js'
import type { Place } from '../serving.js'

/** Where and how an application is served over FastCGI. */
export interface FastCgiOptions extends GatewayOptions, Place {
  /** The most bytes of names and values in a request (1 MiB); more is answered with 431. */
  readonly maxParamBytes?: number
  /** The most connections at a time (1000); requests on more are answered with FCGI_OVERLOADED. */
  readonly maxConnections?: number
  /** The most requests at a time (1000); more are answered with FCGI_OVERLOADED. */
  readonly maxRequests?: number
  /** How long a request's variables may take to arrive, in milliseconds (60 000). */
  readonly headTimeout?: number
  /** How long requests may take to finish while the server closes, in milliseconds (10 000). */
  readonly grace?: number
}

/** What all connections of a server share: the application, its limits, and how much is going on. */
export class FastCgiService {
  readonly app: App
  readonly rules: GatewayRules
  readonly maxParamBytes: number
  readonly maxConnections: number
  readonly maxRequests: number
  readonly headTimeout: number
  /** Whether the server has started this program, and knows where it is mounted. */
  readonly spawned: boolean
  connections = 0
  /** Requests begun whose application has not come to an end. */
  requests = 0

  constructor(app: App, rules: GatewayRules, options: FastCgiOptions) {
    this.app = app
    this.rules = rules
    this.maxParamBytes = options.maxParamBytes ?? 2 ** 20
    this.maxConnections = options.maxConnections ?? 1000
    this.maxRequests = options.maxRequests ?? 1000
    this.headTimeout = options.headTimeout ?? 60_000
    this.spawned = options.fd === 0
  }

  get isOverloaded(): boolean {
    return this.requests >= this.maxRequests
  }

  /** What the service tells of itself (section 4.1). */
  value(name: string): string | null {
    if (name === 'FCGI_MAX_CONNS') return String(this.maxConnections)
    if (name === 'FCGI_MAX_REQS') return String(this.maxRequests)
    return name === 'FCGI_MPXS_CONNS' ? '1' : null
  }
}
