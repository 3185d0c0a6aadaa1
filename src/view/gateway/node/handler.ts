import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import type { App } from '../../contract.js'
import { deliver } from '../deliver.js'
import { type GatewayOptions, rulesOf } from '../options.js'
import { nodeExchange } from './exchange.js'
import { nodeSink } from './sink.js'
import { strippedMount } from './variables.js'

/** A request of `node:http` or `node:http2`. */
export type NodeRequest = IncomingMessage | Http2ServerRequest

/** A response of `node:http` or `node:http2`. */
export type NodeResponse = ServerResponse | Http2ServerResponse

/** A handler for `node:http`, `node:https`, `node:http2`, Connect and Express. Resolves when the reply is on its way. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>

/**
 * An application as a handler of Node's servers. Below a Connect or Express mount it is mounted there, unless `mount`
 * says otherwise. Throws `ViewError` (`bad-gateway-option`).
 */
export function toNode(app: App, options: GatewayOptions = {}): NodeHandler {
  const rules = rulesOf(options)
  return (request, response) => {
    const mount = rules.mount ?? strippedMount(request) ?? ''
    const exchange = nodeExchange(request, response, { ...rules, mount })
    // A connection that breaks is an event of both; without listeners it would end the program.
    for (const side of [request, response]) side.on('error', () => exchange.client.leave())
    return deliver(app, exchange, nodeSink(request, response))
  }
}
