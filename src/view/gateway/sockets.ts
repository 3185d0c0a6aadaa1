import { createServer, type Server, type Socket } from 'node:net'
import type { Connections } from './serving.js'

/** A connection of a server that knows when it has nothing to do. */
export interface Connection {
  /** Closes when there is nothing to do, now or later. */
  retire(): void
}

/** A server whose connections are what `open` makes of its sockets, and those connections. */
export function socketServer(open: (socket: Socket) => Connection): [Server, Connections] {
  const all = new Map<Socket, Connection>()
  const server = createServer({ noDelay: true }, (socket) => {
    // What breaks also closes, and that is where it is noticed; without a listener it would end the program.
    socket.on('error', () => undefined)
    all.set(socket, open(socket))
    socket.once('close', () => all.delete(socket))
  })
  return [
    server,
    {
      retire() {
        for (const connection of all.values()) connection.retire()
      },
      destroy() {
        for (const socket of all.keys()) socket.destroy()
      },
    },
  ]
}

/** How long a peer may take to read the end of a reply and close, in milliseconds. */
const LINGER = 5_000

/**
 * Ends a connection so that the peer can read what it was sent: what it still sends itself is thrown away, since
 * closing with bytes unread would make its system discard ours.
 */
export function closeGently(socket: Socket): void {
  socket.end()
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
}

/** Breaks a connection so that the peer can tell, which only TCP has a way for. */
export function breakConnection(socket: Socket): void {
  // On sockets of the file system the method is there, and throws.
  if (socket.remoteAddress === undefined) socket.destroy()
  else socket.resetAndDestroy()
}
