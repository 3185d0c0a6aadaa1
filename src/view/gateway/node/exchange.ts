import { type Exchange, exchangeOf } from '../exchange.js'
import type { GatewayRules } from '../options.js'
import type { NodeRequest, NodeResponse } from './handler.js'
import { nodeVariables } from './variables.js'

/** The exchange that a request of Node and the response to it are. */
export function nodeExchange(request: NodeRequest, response: NodeResponse, rules: GatewayRules): Exchange {
  const exchange = exchangeOf(
    nodeVariables(request),
    {
      gateway: 'http',
      trusted: false,
      input: () => request.iterator({ destroyOnReturn: false }),
      errors: (text) => void process.stderr.write(`${text}\n`),
      platform: { req: request, res: response },
    },
    rules,
  )
  response.on('close', () => exchange.client.leave())
  exchange.environ['torii.early_hints'] = (links) => {
    if (!response.headersSent) response.writeEarlyHints({ link: [...links] })
  }
  return exchange
}
