import { Duplex } from 'node:stream'

/** Two streams, each of which reads what is written to the other. Where one is destroyed, the other ends. */
export function duplexPair(): readonly [Half, Half] {
  const left = new Half()
  const right = new Half()
  left.join(right)
  right.join(left)
  return [left, right]
}

/** One end of a pair; it takes the next write when the other end has been read. */
export class Half extends Duplex {
  #other: Half | null = null
  #taken: (() => void) | null = null

  /** Makes `other` read what is written here. */
  join(other: Half): void {
    this.#other = other
  }

  override _read(): void {
    const taken = this.#taken
    this.#taken = null
    taken?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#other === null) done()
    else this.#other.#receive(chunk, done)
  }

  override _final(done: () => void): void {
    this.#other?.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.#other
    this.#other = null
    this._read()
    // In a turn of its own, as with sockets: whoever destroys one end is not to meet the other's events at once.
    if (other !== null) setImmediate(() => other.#lose())
    done(error)
  }

  #receive(chunk: Buffer, taken: () => void): void {
    if (this.push(chunk)) taken()
    else this.#taken = taken
  }

  #lose(): void {
    this.#other = null
    if (!this.readableEnded) this.destroy()
  }
}
