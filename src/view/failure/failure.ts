/** What a client is told when an application throws. */
import { ViewError } from '../../diagnostics/view-error.js'
import { isThrown } from '../../runtime/fault.js'
import { preferred } from '../accept.js'
import type { Environ, Headers, Reply } from '../contract.js'
import { randomText } from '../nonce.js'
import { byteLength } from '../plain.js'
import type { Render } from '../view.js'
import { accountOf } from './account.js'
import { accountPage, accountText } from './page.js'
import { maskQuery } from './secrets.js'
import { titleOf } from './titles.js'
import { attempt, traceOf } from './trace.js'

/** How failures are answered. */
export interface FailureOptions {
  /** Whether peers on this machine are told everything (`environ['torii.dev']`, or false). */
  readonly dev?: boolean
  /** What a template `500.html` is rendered with, instead of the built-in page; its vars are `id` and `status`. */
  readonly render?: Render
}

/**
 * The reply to a request whose application threw. Clients get a status and an id, the log (`torii.errors`) the id and
 * everything else; an error with a status of 4xx is the client's and is answered with that status. With `dev`, and only
 * for peers on this machine, the page tells all but secrets. Never throws or rejects.
 */
export function failure(
  error: unknown,
  environ: Environ,
  options: FailureOptions = {},
): Reply | Promise<Reply> {
  try {
    const status = statusOf(error)
    if (status < 500) return clientReply(status, error, environ)
    const id = randomText(9)
    report(error, environ, id)
    const isDev = (options.dev ?? environ['torii.dev']) === true && isLocal(environ)
    const reply = productionReply(environ, id)
    if (isDev) return devReply(error, environ, id) ?? reply
    const isHtml = formOf(environ) === 'html'
    return options.render === undefined || !isHtml ? reply : ownPage(options.render, environ, { id, reply })
  } catch {
    return replyOf(500, 'text', 'Internal Server Error\n')
  }
}

/** The status that an error asks for itself, if it is the client's; otherwise 500. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500
  try {
    const status = 'status' in error ? error.status : 500
    return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500
      ? status
      : 500
  } catch {
    return 500
  }
}

/** A peer on this machine, that does not speak for another one. */
function isLocal(environ: Environ): boolean {
  const {
    REMOTE_ADDR: address = '',
    HTTP_X_FORWARDED_FOR,
    HTTP_FORWARDED,
    HTTP_VIA,
    HTTP_X_REAL_IP,
  } = environ
  const isForwarded = [HTTP_X_FORWARDED_FOR, HTTP_FORWARDED, HTTP_VIA, HTTP_X_REAL_IP].some(
    (header) => header !== undefined,
  )
  return !isForwarded && /^(?:::1|(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.test(address)
}

/** All of an error for the log, under an id. */
function report(error: unknown, environ: Environ, id: string): void {
  const { REQUEST_METHOD = '', REQUEST_URI = '', 'torii.signal': signal, 'torii.errors': log } = environ
  // Nobody waits any more, and what was given up is no failure.
  if (signal?.aborted === true && signal.reason === error) return
  const text = `[${id}] ${REQUEST_METHOD} ${maskQuery(REQUEST_URI)}\n${traceOf(error)}`
  // Indented, so that a message with line breaks in it cannot pass for another entry.
  const entry = `${text.replace(/\r\n?|\n/g, '\n  ')}\n`
  try {
    if (log === undefined) console.error(entry)
    else log(entry)
  } catch {
    // A log that fails must not take the reply with it.
  }
}

type Form = 'html' | 'problem' | 'text'

const FORMS: readonly { readonly type: string; readonly form: Form }[] = [
  { type: 'text/html', form: 'html' },
  { type: 'application/problem+json', form: 'problem' },
  { type: 'application/json', form: 'problem' },
  { type: 'text/plain', form: 'text' },
]

function formOf({ HTTP_ACCEPT: accept }: Environ): Form {
  return preferred(accept, FORMS)?.form ?? 'text'
}

/** All but secrets; null for an error that cannot be told of. */
function devReply(error: unknown, environ: Environ, id: string): Reply | null {
  const form = formOf(environ)
  const account = attempt(() => accountOf(error, environ))
  if (account === undefined) return null
  if (form === 'html')
    return replyOf(500, form, accountPage(account), { 'content-security-policy': DEV_POLICY })
  if (form === 'text') return replyOf(500, form, accountText(account))
  const { name, reason: detail, places, trace } = account
  return replyOf(500, form, JSON.stringify({ title: name, status: 500, detail, id, places, trace }))
}

const DEV_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** Nothing in it comes from the error or the request. */
function productionReply(environ: Environ, id: string): Reply {
  return shortReply(500, formOf(environ), { id })
}

/** Words are told only where they are ours; those of other errors are not meant for clients. */
function clientReply(status: number, error: unknown, environ: Environ): Reply {
  const detail = isThrown(error, ViewError) ? error.message : undefined
  return shortReply(status, formOf(environ), { detail })
}

interface Details {
  readonly id?: string
  readonly detail?: string | undefined
}

function shortReply(status: number, form: Form, { id, detail }: Details): Reply {
  const title = titleOf(status)
  if (form === 'problem') return replyOf(status, form, JSON.stringify({ title, status, detail, id }))
  const line = detail ?? (id === undefined ? '' : `Error ${id}`)
  if (form === 'text') return replyOf(status, form, `${title}\n${line === '' ? '' : `${line}\n`}`)
  const text = line.replace(/[&<>]/g, (unit) => `&#${unit.charCodeAt(0)};`)
  const page = `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title>\n<h1>${title}</h1>\n`
  return replyOf(status, form, `${page}${text === '' ? '' : `<p>${text}</p>\n`}</html>\n`, {
    'content-security-policy': "default-src 'none'",
  })
}

const TYPES: { readonly [K in Form]: string } = {
  html: 'text/html; charset=utf-8',
  problem: 'application/problem+json',
  text: 'text/plain; charset=utf-8',
}

function replyOf(status: number, form: Form, body: string, more: Headers = {}): Reply {
  const headers: Headers = {
    'content-type': TYPES[form],
    'content-length': String(byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...more,
  }
  return { status, headers, body }
}

/** The application's own page, or the built-in one where that fails as well. */
async function ownPage(
  render: Render,
  environ: Environ,
  { id, reply }: { readonly id: string; readonly reply: Reply },
): Promise<Reply> {
  try {
    // Without what could make it a part, a 304 or another type.
    const asked: Environ = { REQUEST_METHOD: 'GET', SCRIPT_NAME: environ.SCRIPT_NAME ?? '' }
    const page = await render(asked, '500.html', { id, status: 500 }, { status: 500 })
    return { ...page, headers: { ...page.headers, 'cache-control': 'no-store' } }
  } catch (error) {
    report(error, environ, id)
    return reply
  }
}
