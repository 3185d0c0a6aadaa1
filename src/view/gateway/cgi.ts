/** `toriijs/view/cgi`: an application as a program that a web server starts for each request. */
import type { Readable, Writable } from 'node:stream'
import type { App } from '../contract.js'
import { cgiHead } from './cgi-head.js'
import { deliver, type Sink } from './deliver.js'
import { type Exchange, exchangeOf } from './exchange.js'
import { type GatewayOptions, rulesOf } from './options.js'

export type { GatewayOptions } from './options.js'

/** What a program is started with. */
export interface CgiProgram {
  /** Its environment variables; the proxy that a client may have put there is removed. */
  readonly env: Record<string, string | undefined>
  readonly input: () => Readable
  readonly output: Writable
}

/**
 * Answers the request this program was started for, then ends it: with code 0, or 1 when the reply broke off. Throws
 * `ViewError` (`bad-gateway-option`).
 */
export async function serve(app: App, options: GatewayOptions = {}): Promise<void> {
  const { env, stdout: output } = process
  // Opened only for a request with a body, since that takes time.
  const complete = await answer(app, { env, input: () => process.stdin, output }, options)
  process.exit(complete ? 0 : 1)
}

/** Answers one request of CGI; whether the reply was sent whole. */
export async function answer(app: App, program: CgiProgram, options: GatewayOptions = {}): Promise<boolean> {
  const { env, output } = program
  const rules = rulesOf(options)
  const body = new CgiBody(program)
  delete env.HTTP_PROXY
  const errors = (text: string) => void process.stderr.write(`${text}\n`)
  const variables = Object.entries(env).map(([name, value = '']) => [name, value] as const)
  const exchange = exchangeOf(
    variables,
    { gateway: 'cgi', trusted: true, input: () => body.read(), errors },
    rules,
  )
  const sink = new CgiSink(output)
  const unwatch = watch(exchange, output)
  await deliver(app, exchange, sink)
  await sink.sent
  if (sink.complete) await body.drain()
  unwatch()
  return sink.complete
}

/** The body of the request on a program's input, which may stay open behind it. */
class CgiBody {
  readonly #input: () => Readable
  /** How many bytes are still to come. A request has a body only when it says so; else, reading would never end. */
  #left: number

  constructor({ env, input }: CgiProgram) {
    this.#input = input
    const isChunked = !env.CONTENT_LENGTH && /\bchunked\b/i.test(env.HTTP_TRANSFER_ENCODING ?? '')
    this.#left = isChunked ? Number.POSITIVE_INFINITY : Number(env.CONTENT_LENGTH || 0)
  }

  async *read(): AsyncGenerator<Uint8Array> {
    if (!(this.#left > 0)) return
    for await (const chunk of this.#input().iterator({ destroyOnReturn: false })) {
      this.#left -= chunk.length
      yield chunk
      if (this.#left <= 0) return
    }
  }

  /** Takes what nobody has read: a server that cannot get rid of it may drop the reply. */
  async drain(): Promise<void> {
    try {
      for await (const _chunk of this.read());
    } catch {
      // It ended too early, which is no news any more.
    }
  }
}

/** Clients leave by closing the output, and servers tell by a signal. */
function watch({ client }: Exchange, output: Writable): () => void {
  const leave = () => client.leave()
  output.on('error', leave)
  process.on('SIGTERM', leave)
  return () => void process.off('SIGTERM', leave)
}

class CgiSink implements Sink {
  readonly #output: Writable
  #head: Buffer | null = null
  /** Resolves when all is written that can be. */
  sent: Promise<void> = Promise.resolve()
  /** Whether the reply is whole. */
  complete = false

  constructor(output: Writable) {
    this.#output = output
  }

  head(head: Parameters<Sink['head']>[0]): void {
    this.#head = cgiHead(head)
  }

  write(chunk: Uint8Array): Promise<void> {
    return this.#send(chunk)
  }

  end(body: Uint8Array = new Uint8Array()): void {
    this.complete = true
    this.sent = this.#send(body)
  }

  abort(): void {
    this.#head = null
  }

  #send(chunk: Uint8Array): Promise<void> {
    const bytes = this.#head === null ? chunk : Buffer.concat([this.#head, chunk])
    this.#head = null
    return new Promise((resolve) => {
      this.#output.write(bytes, (error) => {
        this.complete &&= !error
        resolve()
      })
    })
  }
}
