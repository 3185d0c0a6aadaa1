import { type IncomingMessage, request } from 'node:http'
import { connect, constants } from 'node:http2'
import type { Answer, Case } from '../cases/case.js'
import { collected, linesOf, type Transport } from './transport.js'

/** Where a server is to be found. */
export interface HttpPlace {
  readonly name: string
  readonly port: number
  readonly prefix?: string
  readonly tells?: boolean
}

/** A transport over HTTP/1.1. */
export function httpTransport({ name, port, prefix = '', tells = true }: HttpPlace): Transport {
  return { name, prefix, tells, send: (asked) => askHttp(port, prefix, asked) }
}

function askHttp(port: number, prefix: string, asked: Case): Promise<Answer> {
  const { method = 'GET', target, body, chunked = false } = asked
  const headers: Record<string, string[]> = {}
  for (const [name, value] of linesOf(asked)) headers[name] = [...(headers[name] ?? []), value]
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method, path: prefix + target, agent: false })
    for (const [name, [first = '', ...more]] of Object.entries(headers))
      outgoing.setHeader(name, more.length === 0 ? first : [first, ...more])
    if (chunked) outgoing.setHeader('Transfer-Encoding', 'chunked')
    let answered = false
    outgoing.on('response', (response) => {
      answered = true
      resolve(answerOf(response))
    })
    outgoing.on('error', (error) => {
      // A server that has answered may close while it is still being sent a body.
      if (answered) return
      if ('code' in error && error.code === 'ECONNRESET') resolve(NOTHING)
      else reject(error)
    })
    if (chunked) outgoing.flushHeaders()
    outgoing.end(body)
  })
}

/** What a client has that was hung up on. */
const NOTHING: Answer = { status: 0, headers: {}, body: new Uint8Array(), complete: false }

async function answerOf(response: IncomingMessage): Promise<Answer> {
  const { rawHeaders } = response
  const lines = Array.from({ length: rawHeaders.length / 2 }, (_, index): [string, string] => [
    rawHeaders[2 * index] ?? '',
    rawHeaders[2 * index + 1] ?? '',
  ])
  const parts: Uint8Array[] = []
  const complete = await read(response, parts)
  return { status: response.statusCode ?? 0, headers: collected(lines), body: Buffer.concat(parts), complete }
}

/** Reads all there is; whether it came to its end. */
async function read(source: AsyncIterable<Uint8Array>, parts: Uint8Array[]): Promise<boolean> {
  try {
    for await (const part of source) parts.push(part)
    return true
  } catch {
    return false
  }
}

/** A transport over HTTP/2, a connection for each case. */
export function http2Transport(port: number): Transport {
  return { name: 'http2', prefix: '', tells: true, send: (asked) => askHttp2(port, asked) }
}

async function askHttp2(port: number, asked: Case): Promise<Answer> {
  const session = connect(`http://127.0.0.1:${port}`)
  const { method = 'GET', target, body } = asked
  const headers: Record<string, string | string[]> = { ':method': method, ':path': target }
  for (const [name, value] of linesOf(asked)) {
    const key = name === 'Host' ? ':authority' : name.toLowerCase()
    const before = headers[key]
    headers[key] = before === undefined ? value : [...[before].flat(), value]
  }
  const stream = session.request(headers, { endStream: body === undefined })
  if (body !== undefined) stream.end(body)
  try {
    const head = await new Promise<Record<string, string | string[] | number | undefined>>(
      (resolve, reject) => {
        stream.on('response', resolve)
        stream.on('error', reject)
      },
    )
    const parts: Uint8Array[] = []
    const whole = await read(stream, parts)
    const lines = Object.entries(head).flatMap(([name, value]) =>
      name.startsWith(':') ? [] : [value].flat().map((each): [string, string] => [name, String(each)]),
    )
    const complete = whole && stream.rstCode === constants.NGHTTP2_NO_ERROR
    return {
      status: Number(head[':status']),
      headers: collected(lines),
      body: Buffer.concat(parts),
      complete,
    }
  } finally {
    session.destroy()
  }
}
