import { viewError } from '../../diagnostics/view-error.js'
import type { Body } from '../contract.js'

/** A piece of a body as an application may give it. */
type Piece = string | Uint8Array

/** A body that comes piece by piece. */
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>

const encoder = new TextEncoder()

/** The bytes of a piece, text as UTF-8. */
export function bytesOf(piece: Piece): Uint8Array {
  return typeof piece === 'string' ? encoder.encode(piece) : piece
}

/** Whether a body comes piece by piece. */
export function isIterable(body: Body): body is Pieces {
  if (body === null || typeof body !== 'object' || body instanceof Uint8Array) return false
  return Symbol.asyncIterator in body || Symbol.iterator in body
}

/** The non-empty chunks of a body, pulled one by one, and held against the length that was promised. */
export class Chunks {
  readonly #pieces: AsyncIterator<Piece> | Iterator<Piece>
  #left: number | null
  #open = true
  #first: Promise<Uint8Array | null> | null = null

  constructor(body: Pieces, length: number | null) {
    this.#pieces = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]()
    this.#left = length
  }

  /** Pulls the first chunk, which `next` then gives; whether there is one. Throws what the body throws. */
  async start(): Promise<boolean> {
    const first = await this.next()
    this.#first = Promise.resolve(first)
    return first !== null
  }

  /** The next chunk, or null at the end. Throws what the body throws, and `ViewError` (`bad-reply`). */
  async next(): Promise<Uint8Array | null> {
    if (this.#first !== null) {
      const first = this.#first
      this.#first = null
      return first
    }
    for (;;) {
      const { done, value } = await this.#pull()
      if (done === true) return this.#end()
      const bytes = checked(value)
      if (bytes.length > 0) return this.#count(bytes)
    }
  }

  /** Tells the body that nobody asks for more. Never throws; what the body throws goes to `failed`. */
  async close(failed: (error: unknown) => void): Promise<void> {
    if (!this.#open) return
    this.#open = false
    try {
      await this.#pieces.return?.()
    } catch (error) {
      failed(error)
    }
  }

  async #pull(): Promise<IteratorResult<Piece>> {
    try {
      return await this.#pieces.next()
    } catch (error) {
      this.#open = false
      throw error
    }
  }

  #count(bytes: Uint8Array): Uint8Array {
    if (this.#left === null) return bytes
    this.#left -= bytes.length
    if (this.#left >= 0) return bytes
    return viewError('bad-reply', {
      problem: `its body is ${-this.#left} bytes longer than its content-length`,
    })
  }

  #end(): null {
    this.#open = false
    if (this.#left === null || this.#left === 0) return null
    return viewError('bad-reply', {
      problem: `its body is ${this.#left} bytes shorter than its content-length`,
    })
  }
}

function checked(piece: unknown): Uint8Array {
  if (typeof piece === 'string' || piece instanceof Uint8Array) return bytesOf(piece)
  return viewError('bad-reply', { problem: `its body gave ${typeof piece} where strings and bytes are` })
}
