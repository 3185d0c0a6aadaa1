/** `toriijs/fastify`: pages of the view layer as replies of Fastify. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ViewError } from '../diagnostics/view-error.js'
import type { Vars } from '../template.js'
import type { Body, Reply } from '../view/contract.js'
import { type GatewayOptions, type GatewayRules, rulesOf } from '../view/gateway/options.js'
import { decodedPath, targetOf } from '../view/gateway/target.js'
import type { Init } from '../view/init.js'
import type { Render } from '../view/view.js'
import { besides, exchangeFor } from './node-request.js'

declare module 'fastify' {
  interface FastifyReply {
    /**
     * Sends a page as `render` of `toriijs/view` makes it, through Fastify's hooks. What fails before anything is sent
     * goes to the error handler.
     */
    view(name: string, vars?: Vars, init?: Init): FastifyReply
    /** Sends one block of a page. */
    viewBlock(name: string, block: string, vars?: Vars, init?: Init): FastifyReply
  }
}

/** What the plugin is told. */
export interface ViewsOptions extends GatewayOptions {
  /** Renders the pages: `view('views')`. */
  readonly render: Render
}

/**
 * A plugin that gives replies the methods `view` and `viewBlock`. Where it is registered, with the prefix there, is where
 * `url` starts from in templates. Rejects with `ViewError` (`bad-gateway-option`).
 */
export const views = Object.assign(
  async (fastify: FastifyInstance, { render, ...options }: ViewsOptions): Promise<void> => {
    const rules = rulesOf(options)
    const { prefix } = fastify
    function view(this: FastifyReply, name: string, vars?: Vars, init?: Init): FastifyReply {
      const mount = rules.mount ?? mountOf(prefix, this.request.originalUrl)
      void answer(this, render, { name, vars, init, rules: { ...rules, mount } })
      return this
    }
    fastify.decorateReply('view', view)
    fastify.decorateReply('viewBlock', function (name, block, ...rest) {
      return view.call(this, `${name}#${block}`, ...rest)
    })
  },
  // Replies get the methods where the plugin is registered, and not only inside of it.
  { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: 'toriijs/fastify' },
)

/** As much of a path as a prefix stands for, which may have parameters in it. */
function mountOf(prefix: string, url: string): string {
  const depth = prefix.replace(/\/+$/, '').split('/').length
  return decodedPath(targetOf(url).path).split('/').slice(0, depth).join('/')
}

interface Order {
  readonly name: string
  readonly vars: Vars | undefined
  readonly init: Init | undefined
  readonly rules: GatewayRules
}

async function answer(reply: FastifyReply, render: Render, order: Order): Promise<void> {
  try {
    const { environ } = exchangeFor({ request: reply.request.raw, response: reply.raw }, order.rules)
    const page = await render(environ, order.name, order.vars, { status: reply.statusCode, ...order.init })
    hand(page, reply)
  } catch (error) {
    // A status that says something is wrong already stays, as with errors that handlers throw.
    if (reply.statusCode < 400) reply.code(error instanceof ViewError ? error.status : 500)
    reply.send(error)
  }
}

function hand({ status, headers, body }: Reply, reply: FastifyReply): void {
  reply
    .code(status)
    .headers(besides(headers, (name) => (name === 'vary' ? reply.getHeader(name) : undefined)))
  // Without a payload Fastify adds no content type.
  if (body === null) reply.send()
  else reply.send(isWhole(body) ? body : Readable.from(body))
}

function isWhole(body: Body): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array
}
