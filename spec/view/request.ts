import type { Body, Environ, Reply } from '../../src/view/contract.js'

/** An environ as gateways make them, with some names changed or, where undefined, left out. */
export function request(changes: Readonly<Record<string, unknown>> = {}): Environ {
  const environ: Environ = Object.assign(Object.create(null), {
    REQUEST_METHOD: 'GET',
    SCRIPT_NAME: '',
    PATH_INFO: '/',
    QUERY_STRING: '',
    REQUEST_URI: '/',
    REQUEST_SCHEME: 'http',
    SERVER_NAME: 'localhost',
    SERVER_PORT: '80',
    SERVER_PROTOCOL: 'HTTP/1.1',
    HTTP_HOST: 'localhost',
    ...changes,
  })
  for (const [name, value] of Object.entries(changes)) if (value === undefined) delete environ[name]
  return environ
}

/** The text of a body, however it comes. */
export async function textOf(body: Body): Promise<string> {
  return (await piecesOf(body)).join('')
}

/** A body piece by piece. */
export async function piecesOf(body: Body): Promise<string[]> {
  if (body === null) return []
  if (typeof body === 'string') return [body]
  const decoder = new TextDecoder()
  if (body instanceof Uint8Array) return [decoder.decode(body)]
  const pieces: string[] = []
  for await (const piece of body) pieces.push(typeof piece === 'string' ? piece : decoder.decode(piece))
  return pieces
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof promise === 'function' ? promise() : promise)
  } catch (error) {
    return error
  }
  throw new TypeError('nothing was thrown')
}

/** A header's value as text. */
export function header({ headers }: Reply, name: string): string | undefined {
  return headers[name]?.toString()
}

/** A stream of bytes that tells how much of it was asked for and whether it was given up. */
export function input(...chunks: readonly (string | Uint8Array)[]): {
  readonly stream: ReadableStream<Uint8Array>
  readonly seen: { pulled: number; cancelled: boolean }
} {
  const seen = { pulled: 0, cancelled: false }
  const encoder = new TextEncoder()
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? encoder.encode(chunk) : chunk))
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = left.shift()
        if (chunk === undefined) return controller.close()
        seen.pulled++
        controller.enqueue(chunk)
      },
      cancel() {
        seen.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, seen }
}
