import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Vars } from '../../template.js'
import { strippedMount } from '../../view/gateway/node/variables.js'
import { type GatewayOptions, type GatewayRules, rulesOf } from '../../view/gateway/options.js'
import type { Init } from '../../view/init.js'
import type { Render } from '../../view/view.js'
import { withLocals } from '../locals.js'
import { exchangeFor, type Pair, send } from '../node-request.js'

declare global {
  namespace Express {
    interface Response {
      /**
       * Sends a page as `render` of `toriijs/view` makes it. What fails before anything is sent goes to the error handlers,
       * with nothing sent; the promise resolves in any case, when the reply is on its way.
       */
      view(name: string, vars?: Vars, init?: Init): Promise<void>
    }
  }
}

/** A middleware of Express and Connect. */
export type ViewsMiddleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void

/**
 * A middleware that gives responses the method `view(name, vars, init)`, in Express and Connect. The place where it is
 * mounted is where `url` starts from in templates; `app.locals` and `res.locals` are vars, too. Throws `ViewError`
 * (`bad-gateway-option`).
 */
export function views(render: Render, options: GatewayOptions = {}): ViewsMiddleware {
  const rules = rulesOf(options)
  return (request, response, next) => {
    const here = { ...rules, mount: rules.mount ?? strippedMount(request) ?? '' }
    const pair = { request, response }
    const view = async (name: string, vars: Vars = {}, init: Init = {}): Promise<void> => {
      const page = {
        name,
        vars: withLocals(vars, sharedVars(pair)),
        init: { status: response.statusCode, ...init },
      }
      const failure = await answer(render, pair, { page, rules: here })
      // Routers further in have a way on of their own.
      if (failure !== null) (nextOf(request) ?? next)(failure.error)
    }
    Object.assign(response, { view })
    next()
  }
}

interface Order {
  readonly page: { readonly name: string; readonly vars: Vars; readonly init: Init }
  readonly rules: GatewayRules
}

/** Sends a page, or gives what was in the way before anything was sent. */
async function answer(
  render: Render,
  pair: Pair,
  { page, rules }: Order,
): Promise<{ readonly error: unknown } | null> {
  try {
    const exchange = exchangeFor(pair, rules)
    const reply = await render(exchange.environ, page.name, page.vars, page.init)
    await send(reply, exchange, pair)
    return null
  } catch (error) {
    return { error }
  }
}

/** What the application and earlier middleware have for every page. */
function sharedVars({ request, response }: Pair): Readonly<Record<string, unknown>> {
  const app = 'app' in request ? localsOf(request.app) : {}
  const { settings: _settings, ...shared } = { ...app, ...localsOf(response) }
  return shared
}

function localsOf(owner: unknown): Readonly<Record<string, unknown>> {
  const has =
    (typeof owner === 'object' || typeof owner === 'function') && owner !== null && 'locals' in owner
  const locals = has ? owner.locals : null
  return typeof locals === 'object' && locals !== null ? { ...locals } : {}
}

function nextOf(request: IncomingMessage): ((error?: unknown) => void) | null {
  return 'next' in request && isNext(request.next) ? request.next : null
}

function isNext(value: unknown): value is (error?: unknown) => void {
  return typeof value === 'function'
}
