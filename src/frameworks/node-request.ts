import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Headers, Reply } from '../view/contract.js'
import { deliver } from '../view/gateway/deliver.js'
import type { Exchange } from '../view/gateway/exchange.js'
import { nodeExchange } from '../view/gateway/node/exchange.js'
import { nodeSink } from '../view/gateway/node/sink.js'
import type { GatewayRules } from '../view/gateway/options.js'

/** A request that a framework has, and the response to it. */
export interface Pair {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** The exchange of a request that came through a framework. Throws `ViewError` for a request that cannot be. */
export function exchangeFor({ request, response }: Pair, rules: GatewayRules): Exchange {
  const exchange = nodeExchange(request, response, rules)
  if (exchange.refusal !== null) throw exchange.refusal
  response.on('finish', () => exchange.client.serve())
  return exchange
}

/** Sends a reply; where its body fails on the way, the connection is broken off and the log told. Never rejects. */
export function send(reply: Reply, exchange: Exchange, { request, response }: Pair): Promise<void> {
  const present = (name: string): unknown => response.getHeader(name)
  return deliver(
    () => ({ ...reply, headers: besides(reply.headers, present) }),
    exchange,
    nodeSink(request, response),
  )
}

/** Headers that go beside those a response has already: the two that are lists keep what is in them. */
export function besides(headers: Headers, present: (name: string) => unknown): Headers {
  const joined: Headers = { ...headers }
  if (headers.vary !== undefined)
    joined.vary = [...listed(present('vary')), ...listed(headers.vary)].join(', ')
  const cookies = headers['set-cookie']
  if (cookies !== undefined) joined['set-cookie'] = [...listed(present('set-cookie')), ...listed(cookies)]
  return joined
}

function listed(value: unknown): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}
