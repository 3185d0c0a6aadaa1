/** `toriijs/view/run`: one program for every way of being started. */
import { fstatSync } from 'node:fs'
import type { App } from '../contract.js'
import type { FastCgiOptions } from './fastcgi.js'
import type { ServeOptions } from './node.js'
import type { ScgiOptions } from './scgi.js'
import type { Place, Serving } from './serving.js'

/** What a socket that the program was started with speaks. */
export type Protocol = 'http' | 'fastcgi' | 'scgi'

/** What `run` may be told; where it listens is told by how it is started. */
export interface RunOptions
  extends Omit<ServeOptions, keyof Place>,
    Omit<FastCgiOptions, keyof Place>,
    Omit<ScgiOptions, keyof Place> {
  /** What the socket speaks that the program was started with (`fastcgi` on socket 0, `http` on one of systemd). */
  readonly protocol?: Protocol
  /** The port for HTTP where the environment has no PORT (8080). */
  readonly port?: number
  /** The address for HTTP where the environment has no HOST (127.0.0.1). */
  readonly host?: string
}

/**
 * Runs an application the way this program was started: as CGI where a web server has put a request into the
 * environment, on the socket of systemd (`LISTEN_FDS`) or socket 0 where that listens, otherwise over HTTP at `PORT`.
 * On SIGTERM and SIGINT it finishes what it has begun. Rejects where it cannot listen.
 */
export async function run(app: App, options: RunOptions = {}): Promise<Serving | null> {
  const { GATEWAY_INTERFACE: gateway = '', REQUEST_METHOD: method } = process.env
  if (gateway.startsWith('CGI/') && method !== undefined) {
    // Loaded one by one as needed: a program of CGI is started anew for each request.
    const { serve } = await import('./cgi.js')
    await serve(app, options)
    return null
  }
  return closedOnSignals(await start(app, options))
}

async function start(app: App, options: RunOptions): Promise<Serving> {
  const { LISTEN_FDS: count = '0', LISTEN_PID: pid } = process.env
  const { protocol } = options
  if (Number(count) > 0 && Number(pid) === process.pid)
    return serveAt(app, protocol ?? 'http', { ...options, fd: 3 })
  if (fstatSync(0).isSocket()) {
    try {
      return await serveAt(app, protocol ?? 'fastcgi', { ...options, fd: 0 })
    } catch {
      // A socket that is connected and does not listen is what a parent has put in place of a terminal.
    }
  }
  const { PORT: port = options.port ?? 8080, HOST: host = options.host ?? '127.0.0.1' } = process.env
  return serveAt(app, 'http', { ...options, port: Number(port), host })
}

/** The gateway of each protocol. */
const gateways = {
  http: () => import('./node.js'),
  fastcgi: () => import('./fastcgi.js'),
  scgi: () => import('./scgi.js'),
}

async function serveAt(app: App, protocol: Protocol, options: ServeOptions): Promise<Serving> {
  const { serve } = await gateways[protocol]()
  return serve(app, options)
}

function closedOnSignals(serving: Serving): Serving {
  const close = async () => {
    await serving.close()
    process.exit(0)
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
  return serving
}
