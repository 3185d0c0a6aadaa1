import { viewError } from '../../diagnostics/view-error.js'
import type { App, Environ, Headers, Reply } from '../contract.js'
import { failure } from '../failure/failure.js'
import { invalidHeader } from '../headers.js'
import { bytesOf, Chunks, isIterable, type Pieces } from './chunks.js'
import type { Exchange } from './exchange.js'

/** A reply that can be sent as it is: its head is valid, and the first chunk of its body is there. */
export interface Prepared {
  readonly status: number
  readonly headers: Headers
  /** All bytes, chunks to come, or null where there is to be no body. */
  readonly body: Uint8Array | Chunks | null
}

/**
 * What an application replies, made ready to be sent. Whatever goes wrong before the first chunk is there becomes an
 * error page, since nothing has been sent yet. Never rejects.
 */
export async function prepare(app: App, { environ, refusal, client }: Exchange): Promise<Prepared> {
  try {
    if (refusal !== null) throw refusal
    return await prepared(await app(environ), environ)
  } catch (error) {
    // Whoever has left reads no error page, and that they have left is no failure.
    if (client.gone) return LAST_RESORT
    return await failed(error, environ)
  }
}

const LAST_RESORT: Prepared = { status: 500, headers: { 'content-length': '0' }, body: new Uint8Array() }

async function failed(error: unknown, environ: Environ): Promise<Prepared> {
  try {
    return await prepared(await failure(error, environ), environ)
  } catch {
    return LAST_RESORT
  }
}

/** Writes a failure that no reply can tell of any more to the log. */
export async function logFailure(error: unknown, environ: Environ): Promise<void> {
  await failure(error, environ)
}

/** Statuses whose replies have no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
const BODYLESS = new Set([204, 205, 304])

async function prepared(reply: Reply, environ: Environ): Promise<Prepared> {
  const problem = problemOf(reply)
  if (problem !== null) {
    await closeBody(reply, environ)
    return viewError('bad-reply', { problem })
  }
  if (BODYLESS.has(reply.status)) return await bodyless(reply, environ)
  if (environ.REQUEST_METHOD === 'HEAD') return await headOnly(reply, environ)
  if (isIterable(reply.body)) return await streamed(reply, reply.body, environ)
  const body = bytesOf(reply.body ?? '')
  return { ...withLength(reply, body.length), body }
}

/** What is wrong with what an application gave, as a sentence, or null when nothing is. */
function problemOf(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null) return `it is ${reply === null ? 'null' : typeof reply}`
  if (reply instanceof Response) return 'it is a Response; put fromFetch() around the application'
  const { status, headers, body }: { status?: unknown; headers?: unknown; body?: unknown } = reply
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    return `its status is ${typeof status === 'number' ? status : typeof status}, not a number from 200 to 599`
  if (typeof headers !== 'object' || headers === null) return 'its headers are not an object'
  return headersProblem({ ...headers }) ?? bodyProblem(body)
}

function headersProblem(headers: Headers): string | null {
  const length = headers['content-length']
  if (length !== undefined && !/^\d{1,15}$/.test(String(length))) return 'its content-length is not a number'
  return invalidHeader(headers)
}

function bodyProblem(body: unknown): string | null {
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) return null
  if (typeof body === 'object' && (Symbol.asyncIterator in body || Symbol.iterator in body)) return null
  return `its body is ${typeof body}, not null, a string, bytes or something to iterate over`
}

async function bodyless(reply: Reply, environ: Environ): Promise<Prepared> {
  await closeBody(reply, environ)
  const { 'content-length': _length, 'content-type': _type, ...headers } = reply.headers
  return { status: reply.status, headers, body: null }
}

async function headOnly(reply: Reply, environ: Environ): Promise<Prepared> {
  const { status, headers, body } = reply
  await closeBody(reply, environ)
  const known = typeof body === 'string' || body instanceof Uint8Array
  const counted = known && body.length > 0 && headers['content-length'] === undefined
  return counted
    ? { ...withLength(reply, bytesOf(body).length), body: null }
    : { status, headers, body: null }
}

/** Tells a body that is not going to be sent, if it comes piece by piece. */
async function closeBody({ body }: Reply, environ: Environ): Promise<void> {
  if (isIterable(body)) await new Chunks(body, null).close((error) => void logFailure(error, environ))
}

async function streamed(reply: Reply, body: Pieces, environ: Environ): Promise<Prepared> {
  const { status, headers } = reply
  const length = headers['content-length']
  const chunks = new Chunks(body, length === undefined ? null : Number(length))
  try {
    if (await chunks.start()) return { status, headers, body: chunks }
  } catch (error) {
    await chunks.close((other) => void logFailure(other, environ))
    throw error
  }
  return { ...withLength(reply, 0), body: new Uint8Array() }
}

function withLength({ status, headers }: Reply, length: number): Omit<Prepared, 'body'> {
  const given = headers['content-length']
  if (given === undefined) return { status, headers: { ...headers, 'content-length': String(length) } }
  if (Number(given) === length) return { status, headers }
  return viewError('bad-reply', { problem: `its content-length is ${given}, its body has ${length} bytes` })
}
