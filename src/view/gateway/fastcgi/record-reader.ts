import { HEAD_LENGTH, type RecordHead, VERSION } from './records.js'

/** Takes the content of a record in slices, as they arrive; a record without content is one empty slice. */
export type TakeSlice = (head: RecordHead, slice: Buffer, isLast: boolean) => void

/** Reads records from pieces split anywhere, and keeps nothing of them but a head that is not complete. */
export class RecordReader {
  readonly #take: TakeSlice
  readonly #bytes = Buffer.alloc(HEAD_LENGTH)
  #filled = 0
  #head: RecordHead | null = null
  #left = 0
  #padding = 0

  constructor(take: TakeSlice) {
    this.#take = take
  }

  /** Reads a piece; false when it has a record of another version, after which nothing can be made sense of. */
  push(piece: Buffer): boolean {
    let at = 0
    while (at < piece.length) {
      if (this.#head !== null) at += this.#content(this.#head, piece.subarray(at))
      else if (this.#padding > 0) at += this.#skip(piece.length - at)
      else at += this.#fill(piece.subarray(at))
      if (this.#filled > 0 && this.#bytes[0] !== VERSION) return false
    }
    return true
  }

  #fill(piece: Buffer): number {
    const taken = piece.copy(this.#bytes, this.#filled, 0, HEAD_LENGTH - this.#filled)
    this.#filled += taken
    if (this.#filled < HEAD_LENGTH || this.#bytes[0] !== VERSION) return taken
    const [, type = 0] = this.#bytes
    this.#left = this.#bytes.readUInt16BE(4)
    this.#padding = this.#bytes[6] ?? 0
    this.#filled = 0
    const head = { type, id: this.#bytes.readUInt16BE(2), length: this.#left }
    if (this.#left === 0) this.#take(head, Buffer.alloc(0), true)
    else this.#head = head
    return taken
  }

  #content(head: RecordHead, piece: Buffer): number {
    const slice = piece.subarray(0, this.#left)
    this.#left -= slice.length
    if (this.#left === 0) this.#head = null
    this.#take(head, slice, this.#left === 0)
    return slice.length
  }

  #skip(available: number): number {
    const skipped = Math.min(this.#padding, available)
    this.#padding -= skipped
    return skipped
  }
}
