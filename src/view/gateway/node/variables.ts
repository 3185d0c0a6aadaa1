import { TLSSocket } from 'node:tls'
import { decodedPath, targetOf } from '../target.js'
import { headerVariables, utf8 } from '../variables.js'
import type { NodeRequest } from './handler.js'

/** The variables of CGI that a request of Node amounts to. */
export function* nodeVariables(request: NodeRequest): Generator<readonly [string, string]> {
  yield ['REQUEST_METHOD', request.method ?? 'GET']
  yield ['REQUEST_URI', utf8(originalUrl(request) ?? request.url ?? '/')]
  yield ['SERVER_PROTOCOL', `HTTP/${request.httpVersion}`]
  yield* connection(request)
  yield* headerVariables(rawHeaders(request))
  const authority = 'authority' in request ? request.authority : ''
  if (authority !== '' && request.headers.host === undefined) yield ['HTTP_HOST', authority]
}

function* connection({ socket }: NodeRequest): Generator<readonly [string, string]> {
  yield ['REQUEST_SCHEME', socket instanceof TLSSocket || isEncrypted(socket) ? 'https' : 'http']
  if (socket.localPort !== undefined) yield ['SERVER_PORT', String(socket.localPort)]
  if (socket.remoteAddress !== undefined) yield ['REMOTE_ADDR', socket.remoteAddress]
  if (socket.remotePort !== undefined) yield ['REMOTE_PORT', String(socket.remotePort)]
}

/** Sockets made by others, such as the bridge's, say so themselves. */
function isEncrypted(socket: object): boolean {
  return 'encrypted' in socket && socket.encrypted === true
}

function* rawHeaders({ rawHeaders: raw }: NodeRequest): Generator<readonly [string, string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? '']
}

/** The whole target where a framework has cut a mount off `url`. */
function originalUrl(request: NodeRequest): string | null {
  const original = 'originalUrl' in request ? request.originalUrl : null
  return typeof original === 'string' && original !== '' ? original : null
}

/** What a framework has cut off the path of a request, or null. */
export function strippedMount(request: NodeRequest): string | null {
  const original = originalUrl(request)
  if (original === null) return null
  const { path: whole } = targetOf(original)
  const { path: rest } = targetOf(request.url ?? '/')
  if (whole.endsWith(rest)) return decodedPath(whole.slice(0, -rest.length))
  return rest === '/' ? decodedPath(whole) : null
}
