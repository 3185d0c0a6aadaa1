/** Bytes that arrive in pieces of any size, kept in one place that doubles as it fills. */
export class ByteBuffer {
  #space = Buffer.alloc(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** All bytes so far; a view, valid until the next piece. */
  get bytes(): Buffer {
    return this.#space.subarray(0, this.#length)
  }

  push(piece: Uint8Array): void {
    const length = this.#length + piece.length
    if (length > this.#space.length) {
      const space = Buffer.alloc(Math.max(length, 2 * this.#space.length, 256))
      space.set(this.bytes)
      this.#space = space
    }
    this.#space.set(piece, this.#length)
    this.#length = length
  }

  /** Forgets everything. */
  clear(): void {
    this.#space = Buffer.alloc(0)
    this.#length = 0
  }
}
