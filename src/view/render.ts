import { viewError } from '../diagnostics/view-error.js'
import type { Vars } from '../template.js'
import type { Choice, Chooser, NoChoice } from './choose.js'
import { hashTag, headersOf304, isCurrent, type Validators, variantTag } from './conditional.js'
import type { Environ, Headers, Reply } from './contract.js'
import { invalidHeader } from './headers.js'
import { checkInit, type Init } from './init.js'
import { Nonce } from './nonce.js'
import { type Page, Pieces, textOf } from './pieces.js'
import { byteLength, plain } from './plain.js'
import { remember } from './scene.js'
import type { PageVars, Templates } from './templates.js'
import { pageVars } from './vars.js'

/** What a page is asked for with. */
export interface Asked {
  readonly environ: Environ
  readonly name: string
  readonly vars: Vars
  readonly init: Init
}

/** A page that is going to be made. */
interface Draft extends Omit<Asked, 'name'> {
  readonly choice: Choice
  readonly nonce: Nonce
  readonly validators: Validators
}

/** The reply with a page, or that the client has it already (304), or that there is none it accepts (406). */
export async function renderReply(templates: Templates, chooser: Chooser, asked: Asked): Promise<Reply> {
  const { environ, name, vars, init } = asked
  checkInit(init)
  const chosen = chooser.choose(environ, name, init)
  const choice = chosen instanceof Promise ? await chosen : chosen
  if ('offered' in choice) return notAcceptable(choice)
  const draft = { environ, vars, init, choice, nonce: new Nonce(), validators: validatorsOf(choice, init) }
  const headers = headersOf(draft)
  const { status = 200 } = init
  if (status === 200 && isCurrent(environ, draft.validators)) return notModified(headers)
  const made = bodyOf(templates, draft)
  const body = typeof made === 'string' ? made : await made
  if (draft.nonce.isUsed) forbidKeeping(headers, init)
  if (typeof body !== 'string') return { status, headers, body }
  if (init.etag === true && !draft.nonce.isUsed) {
    const etag = (headers.etag = variantTag(await hashTag(body), choice.variant))
    if (status === 200 && isCurrent(environ, { ...draft.validators, etag })) return notModified(headers)
  }
  headers['content-length'] = String(byteLength(body))
  return { status, headers, body }
}

/** What the client's copy is compared with: nothing for pages that have a nonce, which is another one each time. */
function validatorsOf({ variant }: Choice, { etag, lastModified, csp }: Init): Validators {
  if (hasNonce(csp)) return { etag: null, lastModified: null }
  return {
    etag: typeof etag === 'string' ? variantTag(etag, variant) : null,
    lastModified: lastModified ?? null,
  }
}

function hasNonce(csp: string | undefined): boolean {
  return csp?.includes('{nonce}') ?? false
}

/** The page's text, or its pieces; at once where the engine has it at once. */
function bodyOf(templates: Templates, draft: Draft): string | Promise<string | Pieces> {
  const vars = pageVars(draft.environ, draft.vars, draft.nonce)
  // What fails is remembered with what the page was made of.
  const failed = (error: unknown): never => {
    remember(error, { vars: draft.vars, source: (name) => templates.source(name) })
    throw error
  }
  const { init, choice, environ } = draft
  try {
    const rendered = renderedOf(templates, draft, vars)
    if (typeof rendered === 'string' && init.stream !== true) return rendered
    const page: Page = { name: choice.template, rendered, signal: environ['torii.signal'] }
    const made = init.stream === true ? Pieces.start(page, failed) : textOf(page)
    return made.catch(failed)
  } catch (error) {
    return failed(error)
  }
}

function renderedOf(templates: Templates, { choice, init }: Draft, vars: PageVars): Page['rendered'] {
  return choice.block === null
    ? templates.render(choice.template, vars, init.stream ?? false)
    : templates.block(choice.template, choice.block, vars)
}

/** All headers but those that need the page. Checked before it is made. Throws `ViewError` (`bad-header`). */
function headersOf({ choice, init, nonce, validators }: Draft): Headers {
  const headers: Headers = {}
  if (choice.contentType !== undefined) headers['content-type'] = choice.contentType
  if (init.csp !== undefined) headers['content-security-policy'] = policyOf(init.csp, nonce)
  if (validators.etag !== null) headers.etag = validators.etag
  if (validators.lastModified !== null) headers['last-modified'] = validators.lastModified.toUTCString()
  if (init.headers !== undefined) Object.assign(headers, init.headers)
  if (choice.vary.length > 0) headers.vary = [headers.vary ?? [], choice.vary].flat(2).join(', ')
  const problem = invalidHeader(headers)
  return problem === null ? headers : viewError('bad-header', { problem })
}

function policyOf(csp: string, nonce: Nonce): string {
  return hasNonce(csp) ? csp.replaceAll('{nonce}', nonce.toString()) : csp
}

/** For pages with a nonce: from a cache, their scripts would not run under the policy of a later reply. */
function forbidKeeping(headers: Headers, init: Init): void {
  delete headers.etag
  delete headers['last-modified']
  headers['cache-control'] = init.headers?.['cache-control'] ?? 'no-store'
}

function notModified(headers: Headers): Reply {
  return { status: 304, headers: headersOf304(headers), body: null }
}

/** What there is, for people (RFC 9110, section 15.5.7, leaves the form open). */
function notAcceptable({ offered }: NoChoice): Reply {
  const types = offered.map(({ type }) => type).join(', ')
  return plain(406, `Not Acceptable. There is: ${types}`, { vary: 'Accept' })
}
