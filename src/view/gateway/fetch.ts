/** `toriijs/view/fetch`: applications on Workers, Deno and Bun, and handlers of those on every gateway. */
import { viewFailure } from '../../diagnostics/view-error.js'
import type { App, Environ, Headers as ReplyHeaders } from '../contract.js'
import { Chunks } from './chunks.js'
import { type Exchange, exchangeOf } from './exchange.js'
import { noInput } from './input.js'
import { type GatewayOptions, rulesOf } from './options.js'
import { logFailure, prepare } from './prepare.js'
import { requestHeaders } from './request-headers.js'
import { localTarget } from './target.js'
import { headerVariables } from './variables.js'

export type { GatewayOptions } from './options.js'

/** What a platform gives a handler beside the request: `env` and `ctx` on Workers, the connection on Deno and Bun. */
type Platform = readonly unknown[]

/** What `toFetch` may be told. */
export interface FetchOptions extends GatewayOptions {
  /**
   * Who the client is, which a request does not say: the name of a header that the platform sets
   * (`cf-connecting-ip`), or a function of what the platform hands over.
   */
  readonly remoteAddress?: string | ((request: Request, ...platform: Platform) => string | null | undefined)
}

/**
 * An application as a handler of the Fetch API: `export default { fetch: toFetch(app) }`. Throws `ViewError`
 * (`bad-gateway-option`).
 */
export function toFetch(
  app: App,
  options: FetchOptions = {},
): (request: Request, ...platform: Platform) => Promise<Response> {
  const rules = rulesOf(options)
  return async (request, ...platform) => {
    const host = {
      gateway: 'fetch' as const,
      trusted: false,
      input: () => request.body?.[Symbol.asyncIterator]() ?? noInput(),
      errors: (text: string) => console.error(text),
      platform: { request, env: platform[0], ctx: platform[1] },
    }
    const variables = fetchVariables(request, addressOf(request, options, platform))
    const exchange = exchangeOf(variables, host, rules)
    const leave = () => exchange.client.leave()
    request.signal.addEventListener('abort', leave, { once: true })
    const { status, headers, body } = await prepare(app, exchange)
    if (!(body instanceof Chunks)) exchange.client.serve()
    const content = body instanceof Chunks ? streamOf(body, exchange) : body
    return new Response(content, { status, headers: headerPairs(headers) })
  }
}

function addressOf(request: Request, { remoteAddress }: FetchOptions, platform: Platform): string | null {
  if (typeof remoteAddress === 'string') return request.headers.get(remoteAddress)
  return remoteAddress?.(request, ...platform) ?? null
}

function* fetchVariables(request: Request, address: string | null): Generator<readonly [string, string]> {
  const url = new URL(request.url)
  const scheme = url.protocol.slice(0, -1)
  yield ['REQUEST_METHOD', request.method]
  yield ['REQUEST_URI', url.pathname + url.search]
  yield ['REQUEST_SCHEME', scheme]
  yield ['SERVER_PORT', url.port || (scheme === 'https' ? '443' : '80')]
  yield ['SERVER_PROTOCOL', 'HTTP/1.1']
  if (address !== null) yield ['REMOTE_ADDR', address]
  yield ['HTTP_HOST', url.host]
  for (const pair of headerVariables(request.headers)) if (pair[0] !== 'HTTP_HOST') yield pair
}

function headerPairs(headers: ReplyHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [name, each]),
  )
}

/** A body as a stream that asks for a chunk when one is wanted, and fails where the body does. */
function streamOf(chunks: Chunks, { client, environ }: Exchange): ReadableStream<Uint8Array> {
  const log = (error: unknown) => void logFailure(error, environ)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await client.orGone(chunks.next())
          if (chunk !== null) return controller.enqueue(chunk)
          // What has been read of it is not all of it.
          if (client.gone) throw viewFailure('client-gone', {})
          client.serve()
          controller.close()
        } catch (error) {
          await chunks.close(log)
          if (!client.gone) await logFailure(error, environ)
          controller.error(viewFailure('reply-broken', {}))
        }
      },
      async cancel() {
        client.leave()
        await chunks.close(log)
      },
    },
    { highWaterMark: 0 },
  )
}

/** A handler of the Fetch API, such as Hono's `app.fetch`. */
export type FetchHandler = (request: Request, environ: Environ) => Response | Promise<Response>

/**
 * A handler of the Fetch API as an application for every gateway. The URL it sees is that of the path below the mount;
 * the environ is its second argument (`c.env` of Hono).
 */
export function fromFetch(handler: FetchHandler): App {
  return async (environ) => {
    const response = await handler(requestOf(environ), environ)
    const headers: ReplyHeaders = {}
    for (const [name, value] of response.headers) headers[name] = value
    const cookies = response.headers.getSetCookie()
    if (cookies.length > 0) headers['set-cookie'] = cookies
    return { status: response.status, headers, body: response.body }
  }
}

/** Methods whose requests have no body in the Fetch API. */
const WITHOUT_BODY = new Set(['GET', 'HEAD'])

function requestOf(environ: Environ): Request {
  const { REQUEST_METHOD: method = 'GET', SCRIPT_NAME: script = '', PATH_INFO: info = '' } = environ
  const { REQUEST_SCHEME: scheme = 'http', HTTP_HOST: host = environ.SERVER_NAME ?? 'localhost' } = environ
  const url = `${scheme}://${host}${localTarget(environ.REQUEST_URI ?? info, script, info)}`
  const headers = [...requestHeaders(environ)]
  const { 'torii.signal': signal } = environ
  const init = { method, headers, ...(signal === undefined ? {} : { signal }) }
  const body = WITHOUT_BODY.has(method) ? undefined : environ['torii.input']
  return body === undefined ? new Request(url, init) : new Request(url, { ...init, body, duplex: 'half' })
}
