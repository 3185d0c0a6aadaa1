import { viewFailure } from '../../diagnostics/view-error.js'

/** Where the bytes of a request come from; opened when they are first asked for. */
export type OpenInput = () => AsyncIterator<Uint8Array>

/**
 * The body of a request as a stream that reads on only when it is read from. It ends after `length` bytes even when
 * more arrive, and fails (`body-cut-short`) when fewer do; a null length means all there is.
 */
export function inputOf(open: OpenInput, length: number | null): ReadableStream<Uint8Array> {
  const limited = new LimitedInput(open, length)
  return new ReadableStream<Uint8Array>(
    { pull: (controller) => limited.pull(controller), cancel: () => limited.close() },
    { highWaterMark: 0 },
  )
}

class LimitedInput {
  readonly #open: OpenInput
  readonly #length: number | null
  #got = 0
  #iterator: AsyncIterator<Uint8Array> | null = null

  constructor(open: OpenInput, length: number | null) {
    this.#open = open
    this.#length = length
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const left = this.#length === null ? Number.POSITIVE_INFINITY : this.#length - this.#got
    if (left === 0) return controller.close()
    this.#iterator ??= this.#open()
    const { done, value } = await this.#iterator.next()
    if (done === true) return this.#end(controller)
    const chunk = value.length > left ? value.subarray(0, left) : value
    this.#got += chunk.length
    controller.enqueue(chunk)
    if (this.#got === this.#length) controller.close()
  }

  #end(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (this.#length === null) controller.close()
    else controller.error(viewFailure('body-cut-short', { got: this.#got, length: this.#length }))
  }

  async close(): Promise<void> {
    await this.#iterator?.return?.()
  }
}

/** A body without bytes. */
export async function* noInput(): AsyncGenerator<Uint8Array> {}
