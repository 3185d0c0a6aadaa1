import type { Socket } from 'node:net'
import { Valve } from '../body-queue.js'
import { ByteBuffer } from '../byte-buffer.js'
import { fastcgiPairs } from '../pairs.js'
import { type Connection, closeGently } from '../sockets.js'
import { RecordReader } from './record-reader.js'
import {
  endRecord,
  INVALID_RECORD,
  KEEP_CONNECTION,
  PROTOCOL_STATUS,
  RESPONDER,
  type RecordHead,
  TYPE,
  unknownTypeRecord,
  valuesRecord,
} from './records.js'
import { FastCgiRequest, type Line } from './request.js'
import type { FastCgiService } from './service.js'

/** The most bytes of answers about the protocol that wait for a peer to read them; then it is not read from. */
const MOST_ANSWERS = 65_536

/** A connection of FastCGI, with any number of requests on it at a time. */
export class FastCgiConnection implements Connection, Line {
  readonly flow: Valve
  readonly #socket: Socket
  readonly #service: FastCgiService
  readonly #reader = new RecordReader((head, slice, isLast) => this.#take(head, slice, isLast))
  readonly #requests = new Map<number, FastCgiRequest>()
  readonly #content = new ByteBuffer()
  /** Whether it is one more than there may be. */
  readonly #isExtra: boolean
  #answers = 0
  #drained: Promise<void> | null = null
  #closing = false
  #over = false

  constructor(socket: Socket, service: FastCgiService) {
    this.#socket = socket
    this.#service = service
    this.flow = new Valve(socket)
    service.connections++
    this.#isExtra = service.connections > service.maxConnections
    socket.on('data', (piece: Buffer) => this.#read(piece))
    socket.on('end', () => this.#lose())
    socket.on('close', () => {
      service.connections--
      this.#lose()
    })
  }

  retire(): void {
    this.#closing = true
    this.#closeIfIdle()
  }

  send(records: readonly Uint8Array[]): boolean {
    if (this.#over) return true
    this.#socket.cork()
    let hasRoom = true
    for (const record of records) hasRoom = this.#socket.write(record)
    this.#socket.uncork()
    return hasRoom
  }

  drained(): Promise<void> {
    this.#drained ??= new Promise((resolve) => {
      this.#socket.once('drain', () => {
        this.#drained = null
        resolve()
      })
    })
    return this.#drained
  }

  finish({ id, keepsConnection }: Pick<FastCgiRequest, 'id' | 'keepsConnection'>): void {
    this.#requests.delete(id)
    this.#closing ||= !keepsConnection
    this.#closeIfIdle()
  }

  breakOff(): void {
    this.send([INVALID_RECORD])
    closeGently(this.#socket)
    this.#lose()
  }

  fail(): void {
    this.#socket.destroy()
    this.#lose()
  }

  #closeIfIdle(): void {
    if (!this.#closing || this.#requests.size > 0 || this.#over) return
    this.#over = true
    closeGently(this.#socket)
  }

  #lose(): void {
    this.#over = true
    const lost = [...this.#requests.values()]
    this.#requests.clear()
    for (const request of lost) request.lose()
  }

  #read(piece: Buffer): void {
    if (!this.#over && !this.#reader.push(piece)) this.fail()
  }

  #take(head: RecordHead, slice: Buffer, isLast: boolean): void {
    if (this.#over) return
    const isEnd = head.length === 0
    if (head.type === TYPE.params && (isEnd || slice.length > 0))
      this.#requests.get(head.id)?.takeParams(slice)
    else if (head.type === TYPE.stdin) this.#requests.get(head.id)?.takeBody(slice)
    else {
      this.#content.push(slice)
      if (isLast) this.#takeWhole(head)
    }
  }

  /** Takes a record of those that are no part of a stream. */
  #takeWhole({ type, id }: RecordHead): void {
    const content = Buffer.from(this.#content.bytes)
    this.#content.clear()
    if (type === TYPE.beginRequest) this.#begin(id, content)
    else if (type === TYPE.abortRequest) this.#requests.get(id)?.giveUp()
    else if (id !== 0) return
    else if (type === TYPE.getValues) this.#answer(this.#values(content))
    else this.#answer(unknownTypeRecord(type))
  }

  #begin(id: number, content: Buffer): void {
    if (id === 0 || content.length !== 8 || this.#requests.has(id)) return this.fail()
    const keepsConnection = ((content[2] ?? 0) & KEEP_CONNECTION) !== 0
    const refused = this.#refusal(content.readUInt16BE(0))
    if (refused === null) {
      this.#requests.set(id, new FastCgiRequest(this, this.#service, { id, keepsConnection }))
      return
    }
    this.#answer(endRecord(id, refused))
    this.finish({ id, keepsConnection: keepsConnection && !this.#isExtra })
  }

  #refusal(role: number): number | null {
    if (role !== RESPONDER) return PROTOCOL_STATUS.unknownRole
    return this.#isExtra || this.#service.isOverloaded ? PROTOCOL_STATUS.overloaded : null
  }

  #values(content: Buffer): Buffer {
    const known: [string, string][] = []
    for (const [name] of fastcgiPairs(content) ?? []) {
      const value = this.#service.value(name)
      if (value !== null && !known.some(([before]) => before === name)) known.push([name, value])
    }
    return valuesRecord(known)
  }

  /** Answers what is about the protocol. A peer that asks and never reads is not listened to any more. */
  #answer(record: Buffer): void {
    this.#answers += record.length
    if (this.#answers > MOST_ANSWERS) this.flow.hold(this)
    this.#socket.write(record, () => {
      this.#answers -= record.length
      if (this.#answers <= MOST_ANSWERS) this.flow.release(this)
    })
  }
}
