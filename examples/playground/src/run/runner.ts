import type { Answer, Request } from './messages.js'

/** How long a template may take, in milliseconds. */
const LIMIT = 2000

const LATE = `Stopped after ${LIMIT / 1000} seconds: does this template come to an end?`
const BROKEN = 'The worker broke down: does this template need too much memory?'

/** What a worker does: it loads, waits for work, or has it and is stopped at a time. */
type State = 'loading' | 'waiting' | { readonly request: Request; readonly timer: number }

/**
 * Renders in a worker, one request after the other; of those that come in the meantime only the last counts. A worker
 * that takes too long or breaks down is replaced, and the request fails.
 */
export class Runner {
  readonly #take: (answer: Answer) => void
  #worker: Worker
  #state: State = 'loading'
  #next: Request | null = null

  constructor(take: (answer: Answer) => void) {
    this.#take = take
    this.#worker = this.#start()
  }

  /** Answers to a request come to the function that the runner was made with. */
  run(request: Request): void {
    this.#next = request
    if (this.#state === 'waiting') this.#send()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      // What a worker said before it was stopped may still arrive.
      if (worker === this.#worker) this.#hear(data)
    })
    worker.addEventListener('error', () => {
      if (worker === this.#worker) this.#replace(BROKEN)
    })
    return worker
  }

  #hear(answer: Answer): void {
    this.#take(answer)
    // The page, or why there is none, comes last.
    if (answer.kind !== 'compiled') this.#send()
  }

  #send(): void {
    if (typeof this.#state === 'object') window.clearTimeout(this.#state.timer)
    this.#state = 'waiting'
    const request = this.#next
    if (request === null) return
    this.#next = null
    this.#state = { request, timer: window.setTimeout(() => this.#replace(LATE), LIMIT) }
    this.#worker.postMessage(request)
  }

  #replace(message: string): void {
    const stopped = this.#state
    this.#worker.terminate()
    this.#state = 'loading'
    // One that breaks down while it loads would do so again.
    if (typeof stopped !== 'object') return
    window.clearTimeout(stopped.timer)
    this.#take({ kind: 'failed', id: stopped.request.id, message, wrong: [] })
    this.#worker = this.#start()
  }
}
