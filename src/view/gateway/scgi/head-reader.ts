import { ByteBuffer } from '../byte-buffer.js'
import { type Pairs, scgiPairs } from '../pairs.js'

/** The variables of a request, and what of its body came with them. */
export interface ScgiHead {
  readonly pairs: NonNullable<Pairs>
  readonly rest: Buffer
}

/** What has been read so far: a head, nothing yet (`more`), or something that is none. */
export type ScgiReading = ScgiHead | 'more' | 'malformed' | 'too-large'

/** The most digits that the length of a block has. */
const DIGITS = 10

/** Reads the head of a request of SCGI, a netstring, from pieces split anywhere. */
export class HeadReader {
  readonly #limit: number
  readonly #read = new ByteBuffer()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes a piece; says what they all amount to. */
  push(piece: Buffer): ScgiReading {
    this.#read.push(piece)
    const { bytes } = this.#read
    const start = bytes.toString('latin1', 0, DIGITS + 1)
    const digits = /^\d*/.exec(start)?.[0] ?? ''
    if (digits.length === start.length && start.length <= DIGITS) return 'more'
    if (digits === '' || start[digits.length] !== ':') return 'malformed'
    const length = Number(digits)
    return length > this.#limit ? 'too-large' : headIn(bytes, digits.length + 1, length)
  }
}

function headIn(bytes: Buffer, start: number, length: number): ScgiReading {
  const end = start + length
  if (bytes.length <= end) return 'more'
  const pairs = scgiPairs(bytes.subarray(start, end))
  return pairs === null || bytes[end] !== COMMA ? 'malformed' : { pairs, rest: bytes.subarray(end + 1) }
}

const COMMA = 0x2c
