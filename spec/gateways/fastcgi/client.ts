/** The server's side of FastCGI, written from the specification and not from what is tested. */
import { connect, type Socket } from 'node:net'

/** A record as it came. */
export interface ReceivedRecord {
  readonly version: number
  readonly type: number
  readonly id: number
  readonly content: Buffer
}

/** What a request got. */
export interface FastCgiAnswer {
  readonly stdout: Buffer
  readonly stderr: Buffer
  /** The protocol status of the last record, or null without one. */
  readonly status: number | null
}

/** A connection to an application. */
export class FastCgiClient {
  readonly socket: Socket
  readonly records: ReceivedRecord[] = []
  closed = false
  #read = Buffer.alloc(0)
  #wake: () => void = () => undefined

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => this.#take(bytes))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed = true
      this.#wake()
    })
  }

  /** A client that is connected to a path or port. */
  static connect(place: string | number): Promise<FastCgiClient> {
    return new Promise((resolve, reject) => {
      const socket = typeof place === 'number' ? connect(place, '127.0.0.1') : connect(place)
      socket.on('connect', () => resolve(new FastCgiClient(socket)))
      socket.on('error', reject)
    })
  }

  /** Whether all records so far are of version 1. */
  get valid(): boolean {
    return this.records.every(({ version }) => version === 1)
  }

  /** Sends a whole request. */
  request(
    id: number,
    variables: readonly (readonly [string, string])[],
    body = Buffer.alloc(0),
    keep = false,
  ): void {
    this.socket.write(requestBytes(id, variables, body, keep))
  }

  write(...records: Buffer[]): void {
    this.socket.write(Buffer.concat(records))
  }

  close(): void {
    this.socket.destroy()
  }

  /** Resolves when a condition holds or the connection is closed. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  /** Resolves with a request's last record, or when the connection is closed. */
  ended(id: number): Promise<void> {
    return this.until(() => this.records.some((each) => each.id === id && each.type === 3))
  }

  answer(id: number): FastCgiAnswer {
    const own = this.records.filter((each) => each.id === id)
    const joined = (type: number) =>
      Buffer.concat(own.filter((each) => each.type === type).map(({ content }) => content))
    return {
      stdout: joined(6),
      stderr: joined(7),
      status: own.find(({ type }) => type === 3)?.content[4] ?? null,
    }
  }

  #take(bytes: Buffer): void {
    this.#read = Buffer.concat([this.#read, bytes])
    while (this.#read.length >= 8) {
      const length = this.#read.readUInt16BE(4)
      const whole = 8 + length + (this.#read[6] ?? 0)
      if (this.#read.length < whole) break
      const [version = 0, type = 0] = this.#read
      const content = Buffer.from(this.#read.subarray(8, 8 + length))
      this.records.push({ version, type, id: this.#read.readUInt16BE(2), content })
      this.#read = this.#read.subarray(whole)
    }
    this.#wake()
  }
}

/** A record's bytes. */
export function record(type: number, id: number, content: Uint8Array | string = '', padding = 0): Buffer {
  const bytes = Buffer.from(content)
  const head = Buffer.from([1, type, id >> 8, id & 255, bytes.length >> 8, bytes.length & 255, padding, 0])
  return Buffer.concat([head, bytes, Buffer.alloc(padding, 0xaa)])
}

/** The record that begins a request. */
export function begin(id: number, { role = 1, keep = false } = {}): Buffer {
  return record(1, id, Buffer.from([role >> 8, role & 255, keep ? 1 : 0, 0, 0, 0, 0, 0]))
}

/** Names and values as one block. */
export function pairs(variables: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    variables.flatMap(([name, value]) => {
      const [left, right] = [Buffer.from(name), Buffer.from(value)]
      return [lengthBytes(left.length), lengthBytes(right.length), left, right]
    }),
  )
}

function lengthBytes(length: number): Buffer {
  if (length < 128) return Buffer.from([length])
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length + 2 ** 31)
  return bytes
}

/** A block of any length as records of a stream and its end. */
export function stream(type: number, id: number, content: Buffer, size = 65_535): Buffer {
  const records: Buffer[] = []
  for (let at = 0; at < content.length; at += size)
    records.push(record(type, id, content.subarray(at, at + size)))
  return Buffer.concat([...records, record(type, id)])
}

/** All of a request. */
export function requestBytes(
  id: number,
  variables: readonly (readonly [string, string])[],
  body = Buffer.alloc(0),
  keep = false,
): Buffer {
  return Buffer.concat([begin(id, { keep }), stream(4, id, pairs(variables)), stream(5, id, body)])
}
