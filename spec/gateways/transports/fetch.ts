import type { Answer, Case } from '../cases/case.js'
import { collected, linesOf, type Transport } from './transport.js'

/** A transport that calls a handler of the Fetch API, as Workers, Deno and Bun do. */
export function fetchTransport(handler: (request: Request) => Promise<Response>): Transport {
  return { name: 'fetch', prefix: '', tells: true, send: (asked) => ask(handler, asked) }
}

async function ask(handler: (request: Request) => Promise<Response>, asked: Case): Promise<Answer> {
  const { method = 'GET', target, body } = asked
  const headers = new Headers()
  for (const [name, value] of linesOf(asked)) headers.append(name, value)
  const init = { method, headers, ...(body === undefined ? {} : { body: new Uint8Array(Buffer.from(body)) }) }
  const response = await handler(new Request(`http://example.test${target}`, init))
  const parts: Uint8Array[] = []
  let complete = true
  try {
    for await (const part of response.body ?? []) parts.push(part)
  } catch {
    complete = false
  }
  return {
    status: response.status,
    headers: collected(response.headers),
    body: Buffer.concat(parts),
    complete,
  }
}
