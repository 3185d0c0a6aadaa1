import { viewError } from '../diagnostics/view-error.js'
import type { Rendered } from './templates.js'

/** How much text is sent at once, where a page comes faster than it is sent. */
const PIECE = 16_384

/** A page that is or may be of an engine written in plain JavaScript, so nothing is sure about it. */
export interface Page {
  readonly name: string
  readonly rendered: Rendered | Promise<Rendered>
  /** Fires when nobody wants the page any more. */
  readonly signal: AbortSignal | undefined
}

/** All of a page as one text. Throws the signal's reason when it fires in between. */
export async function textOf({ name, rendered, signal }: Page): Promise<string> {
  const page = await rendered
  if (typeof page === 'string') return page
  let text = ''
  for await (const piece of iterableOf(page, name)) {
    signal?.throwIfAborted()
    text += piece
  }
  return text
}

/** A page's body while it is made; the first piece is there already. */
export class Pieces implements AsyncIterableIterator<string> {
  readonly #iterator: Iterator<string> | AsyncIterator<string>
  /** Whether pieces come at once; only such are put together, since others may be waited for. */
  readonly #isSync: boolean
  readonly #signal: AbortSignal | undefined
  readonly #failed: (error: unknown) => never
  #first: IteratorResult<string> | null = null
  #over = false

  private constructor(iterable: Iterable<string> | AsyncIterable<string>, options: PiecesOptions) {
    this.#isSync = Symbol.iterator in iterable
    this.#iterator =
      Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]()
    this.#signal = options.signal
    this.#failed = options.failed
  }

  /** The body of a page, once its first piece is made: what fails before that rejects here. */
  static async start({ name, rendered, signal }: Page, failed: (error: unknown) => never): Promise<Pieces> {
    const page = await rendered
    const pieces = new Pieces(typeof page === 'string' ? [page] : iterableOf(page, name), { signal, failed })
    pieces.#first = await pieces.next()
    return pieces
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** The next piece. The page ends early when the client is gone. */
  async next(): Promise<IteratorResult<string>> {
    const first = this.#first
    this.#first = null
    if (first !== null) return first
    if (this.#over || this.#signal?.aborted === true) return this.return()
    try {
      const value = await this.#pull()
      return value === '' ? { done: true, value: undefined } : { done: false, value }
    } catch (error) {
      this.#over = true
      return this.#failed(error)
    }
  }

  /** Closes the template, whose own clean-up then runs. */
  async return(): Promise<IteratorResult<string>> {
    const isOpen = !this.#over
    this.#over = true
    this.#first = null
    if (isOpen) await this.#iterator.return?.()
    return { done: true, value: undefined }
  }

  /** Text that is not empty, or empty text at the end. */
  async #pull(): Promise<string> {
    let text = ''
    while (text.length < PIECE && (this.#isSync || text === '')) {
      const step = this.#iterator.next()
      const { done, value } = 'then' in step ? await step : step
      if (done === true) {
        this.#over = true
        break
      }
      text += value
    }
    return text
  }
}

interface PiecesOptions {
  readonly signal: AbortSignal | undefined
  /** Throws what failed, after noting it. */
  readonly failed: (error: unknown) => never
}

function iterableOf(page: unknown, name: string): Iterable<string> | AsyncIterable<string> {
  if (isIterable(page)) return page
  return viewError('no-text', { name, kind: page === null ? 'null' : typeof page })
}

function isIterable(page: unknown): page is Iterable<string> | AsyncIterable<string> {
  return (
    typeof page === 'object' && page !== null && (Symbol.iterator in page || Symbol.asyncIterator in page)
  )
}
