import { chmodSync, unlinkSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import { viewError } from '../../diagnostics/view-error.js'

/** Where a server listens: at a port, at a path (a socket of the file system), or at a socket it was started with. */
export interface Place {
  /** A port; 0 means any that is free. */
  readonly port?: number
  /** The address of a port (`127.0.0.1`). */
  readonly host?: string
  /** The path of a socket; what a program that died has left there is removed. */
  readonly path?: string
  /** Who may connect to that path (what the umask leaves). */
  readonly mode?: number
  /** The number of an open, listening socket. */
  readonly fd?: number
}

/** A server that listens. */
export interface Serving {
  /** Where: `127.0.0.1:8080`, a path, or `fd 0`. */
  readonly address: string
  /** Takes no more requests, lets those being answered finish, and resolves when all connections are closed. */
  close(): Promise<void>
}

/** What a server has to do about its open connections when it closes. */
export interface Connections {
  /** Closes those without a request now, the others as soon as theirs is answered. */
  retire(): void
  /** Closes all of them at once. */
  destroy(): void
}

/** How long requests may take to finish while a server closes, in milliseconds. */
const GRACE = 10_000

/** Makes a server listen; rejects when it cannot. */
export async function listen(
  server: Server,
  place: Place,
  connections: Connections,
  grace = GRACE,
): Promise<Serving> {
  if (place.path !== undefined) await removeStale(place.path)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(target(place), () => {
      server.off('error', reject)
      resolve()
    })
  })
  if (place.path !== undefined && place.mode !== undefined) chmodSync(place.path, place.mode)
  return { address: addressOf(server, place), close: () => close(server, connections, grace) }
}

function target({ fd, path, port, host = '127.0.0.1' }: Place): { fd: number } | { path: string } | Port {
  if (fd !== undefined) return { fd }
  if (path !== undefined) return { path }
  if (port !== undefined) return { port, host }
  return viewError('bad-gateway-option', { option: 'port', reason: 'is missing, and so are path and fd' })
}

interface Port {
  readonly port: number
  readonly host: string
}

function addressOf(server: Server, { fd, path }: Place): string {
  const address = server.address()
  if (typeof address === 'object' && address !== null) {
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
    return `${host}:${address.port}`
  }
  return path ?? address ?? `fd ${fd}`
}

/** Removes a socket that nobody listens at; one that answers is left for `listen` to refuse. */
async function removeStale(path: string): Promise<void> {
  const code = await new Promise<string>((resolve) => {
    const socket = connect({ path }, () => resolve(''))
    socket.on('error', (error) => resolve('code' in error ? String(error.code) : ''))
    socket.on('connect', () => socket.destroy())
  })
  if (code === 'ECONNREFUSED') unlinkSync(path)
}

function close(server: Server, connections: Connections, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => connections.destroy(), grace)
    server.close(() => {
      clearTimeout(impatient)
      resolve()
    })
    connections.retire()
  })
}
