/** `toriijs/web`: pages of the view layer as responses of frameworks made of Request and Response: Hono, h3 and others. */
import type { Vars } from '../template.js'
import type { Reply } from '../view/contract.js'
import { type FetchOptions, toFetch } from '../view/gateway/fetch.js'
import { rulesOf } from '../view/gateway/options.js'
import type { Init } from '../view/init.js'
import type { Render } from '../view/view.js'

/** Makes the response with a page to a request. Rejects with what fails before there is one, which the framework handles. */
export type Page = (request: Request, name: string, vars?: Vars, init?: Init) => Promise<Response>

/**
 * A function that makes pages responses: `page(request, 'page.html', vars, init)`. The option `mount` says where `url`
 * starts from in templates. Throws `ViewError` (`bad-gateway-option`).
 */
export function pages(render: Render, options: FetchOptions = {}): Page {
  // Wrong options are to be told where they are written.
  rulesOf(options)
  return async (request, name, vars, init) => {
    let failure: { readonly error: unknown } | null = null
    const respond = toFetch(
      (environ) =>
        render(environ, name, vars, init).catch((error: unknown): Reply => {
          failure = { error }
          return NOTHING
        }),
      options,
    )
    const response = await respond(request)
    return failure === null ? response : rethrow(failure)
  }
}

/** Stands for a page that failed, and is not seen by anybody. */
const NOTHING: Reply = { status: 500, headers: {}, body: null }

function rethrow({ error }: { readonly error: unknown }): never {
  throw error
}
