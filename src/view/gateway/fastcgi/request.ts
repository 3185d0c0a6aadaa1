import { type ViewError, viewFailure } from '../../../diagnostics/view-error.js'
import { BodyQueue, type Flow } from '../body-queue.js'
import { ByteBuffer } from '../byte-buffer.js'
import { cgiHead, unbuffered } from '../cgi-head.js'
import { deliver, type Head, type Sink } from '../deliver.js'
import { type Exchange, exchangeOf } from '../exchange.js'
import { fastcgiPairs, type Pairs } from '../pairs.js'
import { endRecord, PROTOCOL_STATUS, record, streamRecords, TYPE } from './records.js'
import type { FastCgiService } from './service.js'

/** What a request asks of the connection it came on. */
export interface Line {
  /** Told when the body's queue is full. */
  readonly flow: Flow
  /** Sends records; whether there is room for more. */
  send(records: readonly Uint8Array[]): boolean
  /** Resolves when there is room again. */
  drained(): Promise<void>
  /** Notes that a request has its reply. */
  finish(request: FastCgiRequest): void
  /** Breaks the connection off so that the server can tell. */
  breakOff(): void
  /** Closes the connection, whose peer does not keep to the protocol. */
  fail(): void
}

const EMPTY = new Uint8Array()

/**
 * How long a broken reply is held, in milliseconds. lighttpd takes what it has for the whole page when it learns of the
 * break before it has sent anything on itself.
 */
const BEFORE_BREAK = 100

/** A request of FastCGI, from its first record to its last. */
export class FastCgiRequest implements Sink {
  readonly id: number
  /** Whether the connection stays open behind it. */
  readonly keepsConnection: boolean
  readonly #line: Line
  readonly #service: FastCgiService
  readonly #params = new ByteBuffer()
  readonly #body: BodyQueue
  readonly #timer: NodeJS.Timeout
  #tooLarge = false
  #exchange: Exchange | null = null
  #head: Buffer | null = null
  #over = false

  constructor(
    line: Line,
    service: FastCgiService,
    { id, keepsConnection }: { id: number; keepsConnection: boolean },
  ) {
    this.id = id
    this.keepsConnection = keepsConnection
    this.#line = line
    this.#service = service
    this.#body = new BodyQueue(line.flow)
    this.#timer = setTimeout(() => line.fail(), service.headTimeout)
    service.requests++
  }

  /** Takes a piece of the names and values; an empty one is their end. */
  takeParams(slice: Buffer): void {
    if (this.#exchange !== null) return
    if (slice.length === 0) return this.#start()
    this.#tooLarge ||= this.#params.length + slice.length > this.#service.maxParamBytes
    if (this.#tooLarge) this.#params.clear()
    else this.#params.push(slice)
  }

  /** Takes a piece of the body; an empty one is its end. */
  takeBody(slice: Buffer): void {
    if (slice.length === 0) return this.#body.end()
    this.#body.push(slice)
    // The names and values that it waits for could never arrive.
    if (this.#exchange === null && this.#body.full) this.#line.fail()
  }

  /** Gives the request up, since the server asks for that: it ends at once, whatever its application does. */
  giveUp(): void {
    this.lose()
    this.#finish([])
  }

  /** Notes that the connection is lost. */
  lose(): void {
    clearTimeout(this.#timer)
    if (this.#exchange === null) this.#service.requests--
    this.#exchange?.client.leave()
    this.#body.lose()
  }

  #start(): void {
    clearTimeout(this.#timer)
    const pairs = this.#tooLarge ? null : fastcgiPairs(this.#params.bytes)
    this.#params.clear()
    const host = {
      gateway: 'fastcgi' as const,
      trusted: this.#service.spawned,
      input: () => this.#body,
      errors: (text: string) => this.#log(text),
      refusal: this.#refusal(pairs),
    }
    this.#exchange = exchangeOf(pairs ?? [], host, this.#service.rules)
    void deliver(this.#service.app, this.#exchange, this).finally(() => this.#service.requests--)
  }

  #refusal(pairs: Pairs): ViewError | null {
    if (this.#tooLarge) return viewFailure('request-too-large', { limit: this.#service.maxParamBytes })
    return pairs === null ? viewFailure('bad-request', { reason: 'its variables are not well-formed' }) : null
  }

  head(head: Head): void {
    this.#head = cgiHead(unbuffered(head))
    // A body that nobody has asked for by now, nobody will; kept back, it would keep the server from reading.
    if (this.#exchange?.inputAsked === false) this.#body.drop()
  }

  write(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#over || this.#line.send(this.#output(chunk))) return undefined
    return this.#line.drained()
  }

  end(body: Uint8Array = EMPTY): void {
    this.#finish([...this.#output(body), record(TYPE.stdout, this.id, EMPTY)])
  }

  abort(): void {
    if (this.#over) return
    if (this.#exchange?.client.gone === true) return this.#finish([])
    this.#over = true
    setTimeout(() => this.#line.breakOff(), BEFORE_BREAK)
  }

  /** Sends the last records, once. */
  #finish(records: readonly Uint8Array[]): void {
    if (this.#over) return
    this.#over = true
    this.#body.drop()
    this.#line.send([...records, endRecord(this.id, PROTOCOL_STATUS.complete)])
    this.#line.finish(this)
  }

  #output(chunk: Uint8Array): Uint8Array[] {
    const head = this.#head === null ? [] : streamRecords(TYPE.stdout, this.id, this.#head)
    this.#head = null
    return [...head, ...streamRecords(TYPE.stdout, this.id, chunk)]
  }

  #log(text: string): void {
    if (this.#over) process.stderr.write(`${text}\n`)
    else this.#line.send(streamRecords(TYPE.stderr, this.id, Buffer.from(text)))
  }
}
