import type { Socket } from 'node:net'
import { type ViewError, viewFailure } from '../../../diagnostics/view-error.js'
import type { App } from '../../contract.js'
import { BodyQueue, Valve } from '../body-queue.js'
import { cgiHead, unbuffered } from '../cgi-head.js'
import { deliver, type Head, type Sink } from '../deliver.js'
import { type Exchange, exchangeOf } from '../exchange.js'
import type { GatewayRules } from '../options.js'
import { breakConnection, type Connection, closeGently } from '../sockets.js'
import type { Variables } from '../variables.js'
import { HeadReader } from './head-reader.js'

/** What all connections of a server share. */
export interface ScgiService {
  readonly app: App
  readonly rules: GatewayRules
  readonly maxHeaderBytes: number
  readonly headTimeout: number
}

/** A connection of SCGI, which is one request. */
export class ScgiConnection implements Connection, Sink {
  readonly #socket: Socket
  readonly #service: ScgiService
  readonly #reader: HeadReader
  readonly #body: BodyQueue
  readonly #timer: NodeJS.Timeout
  #exchange: Exchange | null = null
  #bodyLeft = 0
  #head: Buffer | null = null

  constructor(socket: Socket, service: ScgiService) {
    this.#socket = socket
    this.#service = service
    this.#reader = new HeadReader(service.maxHeaderBytes)
    this.#body = new BodyQueue(new Valve(socket))
    this.#timer = setTimeout(() => socket.destroy(), service.headTimeout)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.#lose())
    socket.on('close', () => this.#lose())
  }

  retire(): void {
    if (this.#exchange === null) this.#socket.destroy()
  }

  head(head: Head): void {
    this.#head = cgiHead(unbuffered(head))
    // A body that nobody has asked for by now, nobody will; kept back, it would keep the server from reading.
    if (this.#exchange?.inputAsked === false) this.#body.drop()
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#send(chunk)) return undefined
    return new Promise((resolve) => void this.#socket.once('drain', resolve))
  }

  end(body: Uint8Array = new Uint8Array()): void {
    this.#send(body)
    this.#body.drop()
    closeGently(this.#socket)
  }

  abort(): void {
    breakConnection(this.#socket)
  }

  #send(chunk: Uint8Array): boolean {
    const bytes = this.#head === null ? chunk : Buffer.concat([this.#head, chunk])
    this.#head = null
    return this.#socket.write(bytes)
  }

  #take(chunk: Buffer): void {
    if (this.#exchange !== null) return this.#takeBody(chunk)
    const reading = this.#reader.push(chunk)
    if (reading === 'more') return
    clearTimeout(this.#timer)
    if (reading === 'malformed') this.#socket.destroy()
    else if (reading === 'too-large') this.#refuse()
    else this.#begin(reading.pairs, reading.rest)
  }

  #begin(variables: Variables, rest: Buffer, refusal: ViewError | null = null): void {
    const host = {
      gateway: 'scgi' as const,
      trusted: false,
      input: () => this.#body,
      errors: (text: string) => void process.stderr.write(`${text}\n`),
      refusal,
    }
    const exchange = exchangeOf(variables, host, this.#service.rules)
    this.#exchange = exchange
    this.#bodyLeft = Number(exchange.environ.CONTENT_LENGTH ?? 0)
    this.#takeBody(rest)
    void deliver(this.#service.app, exchange, this)
  }

  #refuse(): void {
    const { maxHeaderBytes: limit } = this.#service
    this.#begin([], Buffer.alloc(0), viewFailure('request-too-large', { limit }))
    this.#body.drop()
  }

  #takeBody(chunk: Buffer): void {
    const own = chunk.subarray(0, this.#bodyLeft)
    this.#bodyLeft -= own.length
    this.#body.push(own)
    if (this.#bodyLeft === 0) this.#body.end()
  }

  #lose(): void {
    clearTimeout(this.#timer)
    this.#exchange?.client.leave()
    this.#body.lose()
  }
}
