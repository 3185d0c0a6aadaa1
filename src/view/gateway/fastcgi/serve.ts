import type { App } from '../../contract.js'
import { rulesOf } from '../options.js'
import { listen, type Serving } from '../serving.js'
import { socketServer } from '../sockets.js'
import { FastCgiConnection } from './connection.js'
import { type FastCgiOptions, FastCgiService } from './service.js'

/**
 * Serves an application over FastCGI, at a path, a port, or the open socket 0 where a server has started the program;
 * there, its SCRIPT_NAME is believed. Rejects where it cannot.
 */
export async function serve(app: App, options: FastCgiOptions): Promise<Serving> {
  const service = new FastCgiService(app, rulesOf(options), options)
  const [server, connections] = socketServer((socket) => new FastCgiConnection(socket, service))
  return listen(server, options, connections, options.grace)
}
