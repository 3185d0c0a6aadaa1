import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  createServer as createHttp2,
  createSecureServer,
  type Http2Server,
  type ServerHttp2Session,
} from 'node:http2'
import { createServer as createHttps } from 'node:https'
import type { Server as NetServer } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import type { App } from '../../contract.js'
import type { GatewayOptions } from '../options.js'
import { type Connections, listen, type Place, type Serving } from '../serving.js'
import { type NodeHandler, type NodeRequest, type NodeResponse, toNode } from './handler.js'

/** Where and how an application is served over HTTP. */
export interface ServeOptions extends GatewayOptions, Place {
  /** Key and certificate, as `node:tls` takes them: serves https. */
  readonly tls?: SecureContextOptions
  /** Serves HTTP/2 (no): with `tls` beside HTTP/1.1, without it to clients that speak nothing else. */
  readonly http2?: boolean
  /** How long requests may take to finish while the server closes, in milliseconds (10 000). */
  readonly grace?: number
}

/** Serves an application over HTTP, at port 8080 of this machine unless told otherwise. Rejects where it cannot. */
export function serve(app: App, options: ServeOptions = {}): Promise<Serving> {
  const handler = toNode(app, options)
  const [server, connections] = options.http2 === true ? http2(handler, options) : http1(handler, options)
  const isPlaced = options.port !== undefined || options.path !== undefined || options.fd !== undefined
  return listen(server, isPlaced ? options : { ...options, port: 8080 }, connections, options.grace)
}

function http1(handler: NodeHandler, { tls }: ServeOptions): [NetServer, Connections] {
  const server = tls === undefined ? createServer() : createHttps(tls)
  const retirement = new Retirement(server)
  server.on('request', (request, response) => {
    retirement.note(response)
    return handler(request, response)
  })
  return [server, retirement]
}

/** Closes connections that are kept alive once their last response is sent. */
class Retirement implements Connections {
  readonly #server: Server
  #closing = false

  constructor(server: Server) {
    this.#server = server
  }

  note(response: ServerResponse<IncomingMessage>): void {
    if (this.#closing) response.setHeader('connection', 'close')
    response.once('close', () => {
      // Only after this event does the server count the connection among those without a request.
      if (this.#closing) setImmediate(() => this.#server.closeIdleConnections())
    })
  }

  retire(): void {
    this.#closing = true
    this.#server.closeIdleConnections()
  }

  destroy(): void {
    this.#server.closeAllConnections()
  }
}

function http2(handler: NodeHandler, { tls }: ServeOptions): [NetServer, Connections] {
  const server: Http2Server =
    tls === undefined ? createHttp2() : createSecureServer({ ...tls, allowHTTP1: true })
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.once('close', () => sessions.delete(session))
  })
  server.on('request', (request: NodeRequest, response: NodeResponse) => handler(request, response))
  const each = (act: (session: ServerHttp2Session) => void) => () => sessions.forEach(act)
  return [
    server,
    { retire: each((session) => session.close()), destroy: each((session) => session.destroy()) },
  ]
}
