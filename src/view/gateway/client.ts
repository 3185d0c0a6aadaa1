import { viewFailure } from '../../diagnostics/view-error.js'

/** Whether whoever waits for a reply is still there. */
export class Client {
  #state: 'waiting' | 'served' | 'gone' = 'waiting'
  #controller: AbortController | null = null
  #notice: (() => void) | null = null

  /** Whether it left before its reply was complete. */
  get gone(): boolean {
    return this.#state === 'gone'
  }

  /** Fires when it leaves; made when first asked for. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController()
      if (this.gone) this.#controller.abort(viewFailure('client-gone', {}))
    }
    return this.#controller.signal
  }

  /** Notes that it left, which means nothing once it has its reply. */
  leave(): void {
    if (this.#state !== 'waiting') return
    this.#state = 'gone'
    this.#controller?.abort(viewFailure('client-gone', {}))
    this.#notice?.()
  }

  /** Notes that its reply is complete. */
  serve(): void {
    if (this.#state === 'waiting') this.#state = 'served'
  }

  /** What a promise gives, or null as soon as the client leaves; one promise at a time. */
  orGone<T>(promise: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      this.#notice = () => resolve(null)
      promise.then(resolve, reject)
      if (this.gone) resolve(null)
    })
  }
}
