import { byteLength } from '../plain.js'
import { type Check, quoted, type Teller } from './finding.js'

type Chunk = string | Uint8Array
type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>

/** Checks of the kind of a body. */
export const bodyShape: readonly Check<unknown>[] = [
  {
    check: 'body-kind',
    wrong: (body) =>
      !(body === null || isChunk(body) || isChunks(body)) &&
      `The body is ${quoted(body)}: it is null, a string, a Uint8Array, or gives these one after the other`,
  },
  {
    check: 'body-locked',
    wrong: (body) =>
      body instanceof ReadableStream &&
      body.locked &&
      'The body is a stream that somebody reads already: give a new one',
  },
]

function isChunk(value: unknown): value is Chunk {
  return typeof value === 'string' || value instanceof Uint8Array
}

function isChunks(value: unknown): value is Chunks {
  return (
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
  )
}

/** What a body is held against. */
export interface Expected {
  readonly tell: Teller
  /** Bytes that the header promises; null when it does not. */
  readonly length: number | null
  readonly signal: AbortSignal | undefined
  /** Told when the first piece is handed out. */
  readonly started: () => void
}

/** A body that is checked while it is read. Text and bytes are checked at once. */
export function lintBody(body: unknown, expected: Expected): Chunk | AsyncIterable<Chunk> | null {
  if (isChunk(body)) {
    checkLength(sizeOf(body), expected)
    return body
  }
  return isChunks(body) ? new LintedBody(body, expected) : null
}

function sizeOf(chunk: Chunk): number {
  return typeof chunk === 'string' ? byteLength(chunk) : chunk.length
}

function checkLength(bytes: number, { tell, length }: Expected): void {
  if (length === null || length === bytes) return
  const message = `The header content-length says ${length} bytes and the body has ${bytes}: leave the header out, or count bytes`
  tell.fail({ check: 'length-match', message })
}

/** How far a body was read; held by the registry below, which must not hold the body itself. */
interface Reading {
  isOver: boolean
  readonly tell: Teller
}

/** Tells of bodies that nobody read to their end or closed. */
const unclosed = new FinalizationRegistry<Reading>(({ isOver, tell }) => {
  if (isOver) return
  const message =
    'A body was neither read to its end nor closed: the gateway must call return() when it stops reading'
  tell.warn({ check: 'body-closed', message })
})

class LintedBody implements AsyncIterableIterator<Chunk> {
  readonly #iterator: Iterator<Chunk> | AsyncIterator<Chunk>
  readonly #expected: Expected
  readonly #reading: Reading
  #iterations = 0
  #bytes = 0
  #isClosed = false

  constructor(body: Chunks, expected: Expected) {
    this.#iterator = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]()
    this.#expected = expected
    this.#reading = { isOver: false, tell: expected.tell }
    unclosed.register(this, this.#reading)
  }

  [Symbol.asyncIterator](): this {
    if (++this.#iterations > 1)
      this.#fail('body-once', 'The body is read a second time: keep what the first reading gave')
    return this
  }

  async next(): Promise<IteratorResult<Chunk>> {
    if (this.#isClosed) this.#fail('body-after-return', 'next() is called after return(): the body is closed')
    if (this.#expected.signal?.aborted === true) this.#warnLate()
    const { done, value } = await this.#iterator.next()
    this.#expected.started()
    if (done === true) {
      this.#reading.isOver = true
      checkLength(this.#bytes, this.#expected)
      return { done: true, value: undefined }
    }
    if (!isChunk(value)) {
      this.#fail('body-chunks', `The body gave ${quoted(value)}: pieces are strings or Uint8Arrays`)
    }
    this.#bytes += sizeOf(value)
    return { done: false, value }
  }

  async return(): Promise<IteratorResult<Chunk>> {
    this.#isClosed = true
    this.#reading.isOver = true
    await this.#iterator.return?.()
    return { done: true, value: undefined }
  }

  #fail(check: string, message: string): never {
    return this.#expected.tell.fail({ check, message })
  }

  #warnLate(): void {
    const message = 'The body is read on after torii.signal fired: nobody waits for it; call return()'
    this.#expected.tell.warn({ check: 'body-after-signal', message })
  }
}
