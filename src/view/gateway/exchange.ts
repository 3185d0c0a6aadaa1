import type { ViewError } from '../../diagnostics/view-error.js'
import type { Environ } from '../contract.js'
import { Client } from './client.js'
import { type Arrival, arrivalOf, type Origin } from './environ.js'
import { inputOf, type OpenInput } from './input.js'
import type { GatewayRules } from './options.js'
import type { Variables } from './variables.js'

/** What a gateway gives an application beside the variables of a request. */
export interface Host extends Origin {
  /** The body of the request. */
  readonly input: OpenInput
  /** Writes to the log of the server. */
  readonly errors: (text: string) => void
  /** The host's own objects. */
  readonly platform?: unknown
  /** What the gateway itself has against the request. */
  readonly refusal?: ViewError | null
}

/** A request being answered. */
export interface Exchange extends Arrival {
  readonly client: Client
  /** Whether the application has asked for the body of the request. */
  readonly inputAsked: boolean
}

/** The exchange that a request begins: its environ with everything in it. */
export function exchangeOf(variables: Variables, host: Host, rules: GatewayRules): Exchange {
  const { environ, refusal } = arrivalOf(variables, host, rules)
  const exchange = { environ, refusal: host.refusal ?? refusal, client: new Client(), inputAsked: false }
  environ['torii.errors'] = rules.errors ?? host.errors
  if (host.platform !== undefined) environ['torii.platform'] = host.platform
  lazy(environ, 'torii.signal', () => exchange.client.signal)
  lazy(environ, 'torii.input', () => {
    exchange.inputAsked = true
    const { CONTENT_LENGTH: length } = environ
    return inputOf(host.input, length === undefined ? null : Number(length))
  })
  return exchange
}

/** A property made when it is first read; enumerable, so that copies of an environ have it too. */
function lazy(environ: Environ, name: string, make: () => unknown): void {
  Object.defineProperty(environ, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make()
      Object.defineProperty(environ, name, { configurable: true, enumerable: true, writable: true, value })
      return value
    },
    set(value: unknown) {
      Object.defineProperty(environ, name, { configurable: true, enumerable: true, writable: true, value })
    },
  })
}
