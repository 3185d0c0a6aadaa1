/** Types of records (FastCGI 1.0, section 8). */
export const TYPE = {
  beginRequest: 1,
  abortRequest: 2,
  endRequest: 3,
  params: 4,
  stdin: 5,
  stdout: 6,
  stderr: 7,
  getValues: 9,
  getValuesResult: 10,
  unknownType: 11,
} as const

/** How a request ended, as far as the protocol is concerned. */
export const PROTOCOL_STATUS = { complete: 0, overloaded: 2, unknownRole: 3 } as const

/** The one role that is served: to answer requests. */
export const RESPONDER = 1

/** The flag of a request after which the connection stays open. */
export const KEEP_CONNECTION = 1

/** The version of the protocol. */
export const VERSION = 1

/** How long the head of a record is. */
export const HEAD_LENGTH = 8

/** The most bytes in one record, less a few so that contents stay aligned. */
const MOST_CONTENT = 65_528

/**
 * A record that no server takes for one. Where a reply has begun it is the only way to say that it will not be whole:
 * servers then break off what they send to the client, where they take a plain close for the end.
 */
export const INVALID_RECORD: Buffer = Buffer.alloc(HEAD_LENGTH)

/** A record with its content. */
export function record(type: number, id: number, content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(HEAD_LENGTH + content.length)
  writeHead(bytes, { type, id, length: content.length })
  bytes.set(content, HEAD_LENGTH)
  return bytes
}

/** Content of any length as records of a stream, in pieces that share its memory; nothing for no content. */
export function streamRecords(type: number, id: number, content: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < content.length; at += MOST_CONTENT) {
    const piece = content.subarray(at, at + MOST_CONTENT)
    const head = Buffer.alloc(HEAD_LENGTH)
    writeHead(head, { type, id, length: piece.length })
    pieces.push(head, piece)
  }
  return pieces
}

/** The record that ends a request. */
export function endRecord(id: number, protocolStatus: number): Buffer {
  const content = Buffer.alloc(8)
  content[4] = protocolStatus
  return record(TYPE.endRequest, id, content)
}

/** The record that answers one of a type nobody knows. */
export function unknownTypeRecord(type: number): Buffer {
  const content = Buffer.alloc(8)
  content[0] = type
  return record(TYPE.unknownType, 0, content)
}

/** The record that answers which values a server has asked for; all names and values are short. */
export function valuesRecord(values: readonly (readonly [string, string])[]): Buffer {
  const pairs = values.map(([name, value]) => Buffer.from(`\0\0${name}${value}`, 'latin1'))
  pairs.forEach((pair, index) => {
    pair[0] = values[index]?.[0].length ?? 0
    pair[1] = values[index]?.[1].length ?? 0
  })
  return record(TYPE.getValuesResult, 0, Buffer.concat(pairs))
}

/** What the head of a record says. */
export interface RecordHead {
  readonly type: number
  readonly id: number
  /** Bytes of content. */
  readonly length: number
}

function writeHead(bytes: Buffer, { type, id, length }: RecordHead): void {
  bytes[0] = VERSION
  bytes[1] = type
  bytes.writeUInt16BE(id, 2)
  bytes.writeUInt16BE(length, 4)
}
