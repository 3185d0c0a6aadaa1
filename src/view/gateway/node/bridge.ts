import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { type Duplex, pipeline } from 'node:stream'
import type { App, Environ, Headers, Reply } from '../../contract.js'
import { requestHeaders } from '../request-headers.js'
import { localTarget } from '../target.js'
import { latin1 } from '../variables.js'
import { duplexPair } from './duplex-pair.js'

/** What a server of Node calls for a request: an Express or Connect application, or a function. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * A Node application as an application for every gateway: Express, Connect and their middleware run behind FastCGI as
 * they do behind `node:http`. They see the path below the mount as `url`, and all of it as `originalUrl`.
 */
export function fromNode(listener: NodeListener): App {
  const targets = new WeakMap<object, string>()
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    // Date is for the gateway to send.
    response.sendDate = false
    const originalUrl = targets.get(request.socket)
    if (originalUrl !== undefined) Object.assign(request, { originalUrl })
    return listener(request, response)
  })
  return (environ) => {
    const [here, there] = duplexPair()
    const { REMOTE_ADDR: remoteAddress, REMOTE_PORT: port, SERVER_PORT: local } = environ
    Object.assign(there, {
      remoteAddress,
      remotePort: port === undefined ? undefined : Number(port),
      localPort: local === undefined ? undefined : Number(local),
      encrypted: environ.HTTPS === 'on',
    })
    if (environ.REQUEST_URI !== undefined) targets.set(there, environ.REQUEST_URI)
    server.emit('connection', there)
    return ask(here, environ)
  }
}

/** Sends a request to the server at the other end of a stream; gives its reply. */
function ask(socket: Duplex, environ: Environ): Promise<Reply> {
  const { REQUEST_METHOD: method = 'GET', SCRIPT_NAME: script = '', PATH_INFO: info = '' } = environ
  const path = localTarget(environ.REQUEST_URI ?? info, script, info)
  const headers = headersOf(environ)
  const request = httpRequest({
    createConnection: () => socket,
    method,
    path: latin1(path),
    headers,
    setHost: false,
  })
  const reply = new Promise<Reply>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => resolve(replyOf(response, method)))
  })
  environ['torii.signal']?.addEventListener('abort', () => request.destroy(), { once: true })
  const input = hasBody(environ, method) ? environ['torii.input'] : undefined
  if (input === undefined) request.end()
  // A listener that replies without reading breaks the pipe, which is no failure.
  else pipeline(input, request, () => undefined)
  return reply
}

function hasBody({ CONTENT_LENGTH: length }: Environ, method: string): boolean {
  return length !== undefined || (method !== 'GET' && method !== 'HEAD')
}

function headersOf(environ: Environ): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {}
  for (const [name, value] of requestHeaders(environ)) headers[name] = value
  return headers
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'trailer', 'upgrade'])

function replyOf(response: IncomingMessage, method: string): Reply {
  const headers: Headers = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) headers[name] = value
  }
  const { statusCode: status = 500 } = response
  // It may break before anybody reads it, and then tells whoever does.
  response.on('error', () => undefined)
  if (method !== 'HEAD') return { status, headers, body: response }
  response.resume()
  return { status, headers, body: null }
}
