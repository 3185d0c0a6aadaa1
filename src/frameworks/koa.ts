/** `toriijs/koa`: pages of the view layer as responses of Koa. */
import { Readable } from 'node:stream'
import type { Context, Next } from 'koa'
import type { Vars } from '../template.js'
import type { Reply } from '../view/contract.js'
import { type GatewayOptions, rulesOf } from '../view/gateway/options.js'
import type { Init } from '../view/init.js'
import type { Render } from '../view/view.js'
import { withLocals } from './locals.js'
import { exchangeFor } from './node-request.js'

declare module 'koa' {
  interface DefaultContext {
    /**
     * Makes a page the response, as `render` of `toriijs/view` makes it; `ctx.state` are vars, too. Rejects with what
     * fails, which Koa then handles as what middleware throws.
     */
    view(name: string, vars?: Vars, init?: Init): Promise<void>
  }
}

/** A middleware of Koa. */
export type ViewsMiddleware = (context: Context, next: Next) => Promise<unknown>

/**
 * A middleware that gives contexts the method `view(name, vars, init)`. The option `mount` says where `url` starts from in
 * templates. Throws `ViewError` (`bad-gateway-option`).
 */
export function views(render: Render, options: GatewayOptions = {}): ViewsMiddleware {
  const rules = rulesOf({ mount: '', ...options })
  return (context, next) => {
    context.view = async (name, vars = {}, init = {}) => {
      const { environ } = exchangeFor({ request: context.req, response: context.res }, rules)
      put(await render(environ, name, withLocals(vars, context.state), init), context)
    }
    return next()
  }
}

function put({ status, headers, body }: Reply, context: Context): void {
  const { vary = [], 'set-cookie': cookies = [], ...others } = headers
  context.status = status
  // Koa chooses headers for a body it is given; those of the page come after that.
  context.body =
    body === null || typeof body === 'string' || body instanceof Uint8Array ? body : Readable.from(body)
  context.set(others)
  if (vary.length > 0) context.vary(vary)
  if (cookies.length > 0) context.append('Set-Cookie', cookies)
}
