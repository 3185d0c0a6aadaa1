import type { App } from '../../contract.js'
import { type GatewayOptions, rulesOf } from '../options.js'
import { listen, type Place, type Serving } from '../serving.js'
import { socketServer } from '../sockets.js'
import { ScgiConnection, type ScgiService } from './connection.js'

/** Where and how an application is served over SCGI. */
export interface ScgiOptions extends GatewayOptions, Place {
  /** The most bytes of names and values in a request (1 MiB); more is answered with 431. */
  readonly maxHeaderBytes?: number
  /** The most connections at a time (1000); others wait to be accepted, then are closed. */
  readonly maxConnections?: number
  /** How long a request's variables may take to arrive, in milliseconds (60 000). */
  readonly headTimeout?: number
  /** How long requests may take to finish while the server closes, in milliseconds (10 000). */
  readonly grace?: number
}

/** Serves an application over SCGI, at a path, a port or an open socket. Rejects where it cannot. */
export async function serve(app: App, options: ScgiOptions): Promise<Serving> {
  const { maxHeaderBytes = 2 ** 20, maxConnections = 1000, headTimeout = 60_000 } = options
  const service: ScgiService = { app, rules: rulesOf(options), maxHeaderBytes, headTimeout }
  const [server, connections] = socketServer((socket) => new ScgiConnection(socket, service))
  server.maxConnections = maxConnections
  return listen(server, options, connections, options.grace)
}
