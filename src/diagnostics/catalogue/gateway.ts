import { quote } from '../quote.js'
import type { ViewRow } from './view-row.js'

/** What each failure of a gateway has to say, by id. */
export interface GatewayData {
  /** An option of a gateway is not as it must be; `reason` continues a sentence that starts with its name. */
  'bad-gateway-option': { option: string; reason: string }
  /** An application gave something that is no reply; `problem` is a sentence without its end. */
  'bad-reply': { problem: string }
  /** A request that no application could make sense of. */
  'bad-request': { reason: string }
  /** The names and values of a request are larger than the gateway takes. */
  'request-too-large': { limit: number }
  /** A request for a path at which the application is not. */
  'not-mounted': { path: string; mount: string }
  /** Whoever waits for the reply has left. */
  'client-gone': Record<never, never>
  /** A reply ended before its body was complete; why is in the log. */
  'reply-broken': Record<never, never>
  /** The client left before it had sent the whole body of its request. */
  'body-cut-short': { got: number; length: number }
  /** The body of the request was read too late. */
  'body-dropped': Record<never, never>
}

/** Wording of what can go wrong in a gateway. */
export const gatewayRows: { readonly [K in keyof GatewayData]: ViewRow<GatewayData[K]> } = {
  'bad-gateway-option': {
    status: 500,
    message: ({ option, reason }) => `The option ${quote(option)} ${reason}`,
    help: () => null,
  },
  'bad-reply': {
    status: 500,
    message: ({ problem }) => `The application's reply cannot be sent: ${problem}`,
    help: () => 'A reply is { status, headers, body }.',
  },
  'bad-request': {
    status: 400,
    message: ({ reason }) => `The request cannot be understood: ${reason}`,
    help: () => null,
  },
  'request-too-large': {
    status: 431,
    message: ({ limit }) => `The headers of the request are larger than ${limit} bytes`,
    help: () => null,
  },
  'not-mounted': {
    status: 404,
    message: ({ path, mount }) => `${quote(path)} is not below ${quote(mount)}`,
    help: () => null,
  },
  'client-gone': { status: 400, message: () => 'The client has gone away', help: () => null },
  'reply-broken': {
    status: 500,
    message: () => 'The reply broke off',
    help: () => 'The log of the server has the reason.',
  },
  'body-cut-short': {
    status: 400,
    message: ({ got, length }) => `The body of the request ended after ${got} of ${length} bytes`,
    help: () => null,
  },
  'body-dropped': {
    status: 500,
    message: () => 'The body of the request is gone, since the reply has begun',
    help: () => 'Ask for it before the first piece of the reply is made.',
  },
}
