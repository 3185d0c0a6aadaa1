import { viewFailure } from '../../diagnostics/view-error.js'

/** Told when a queue has as much as it wants, and when it has room again. */
export interface Flow {
  hold(who: object): void
  release(who: object): void
}

/** The most bytes of a body that wait to be read; then the connection is not read from. */
const FULL = 65_536

/** Chunks below this many bytes are joined. */
const SMALL = 4096

/** The bytes of a request's body that have arrived and are not read yet. */
export class BodyQueue implements AsyncIterator<Uint8Array> {
  readonly #flow: Flow
  readonly #chunks: Uint8Array[] = []
  #size = 0
  #state: 'open' | 'ended' | 'gone' | 'dropped' = 'open'
  #wake: (() => void) | null = null

  constructor(flow: Flow) {
    this.#flow = flow
  }

  /** Whether it has as much as it wants. */
  get full(): boolean {
    return this.#size >= FULL
  }

  /** Takes bytes, unless nobody is going to read them. */
  push(bytes: Uint8Array): void {
    if (this.#state !== 'open' || bytes.length === 0) return
    this.#append(bytes)
    this.#size += bytes.length
    if (this.full) this.#flow.hold(this)
    this.#wake?.()
  }

  /** Small pieces are joined: each chunk costs more than a few bytes. */
  #append(bytes: Uint8Array): void {
    const last = this.#chunks.at(-1)
    if (last === undefined || last.length + bytes.length > SMALL) this.#chunks.push(bytes)
    else this.#chunks.splice(-1, 1, Buffer.concat([last, bytes]))
  }

  /** Notes that this is all. */
  end(): void {
    this.#settle('ended')
  }

  /** Makes reading fail (`client-gone`), since the rest will not come. */
  lose(): void {
    this.#settle('gone')
  }

  /** Throws away what is there and what is to come; reading it fails (`body-dropped`). */
  drop(): void {
    if (this.#state === 'open' || this.#chunks.length > 0) this.#state = 'dropped'
    this.#chunks.length = 0
    this.#size = 0
    this.#flow.release(this)
    this.#wake?.()
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    while (this.#chunks.length === 0 && this.#state === 'open') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    const chunk = this.#chunks.shift()
    if (chunk === undefined) return this.#over()
    const wasFull = this.full
    this.#size -= chunk.length
    if (wasFull && !this.full) this.#flow.release(this)
    return { done: false, value: chunk }
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    this.drop()
    return { done: true, value: undefined }
  }

  #settle(state: 'ended' | 'gone'): void {
    if (this.#state === 'open') this.#state = state
    this.#wake?.()
  }

  #over(): IteratorResult<Uint8Array> {
    if (this.#state === 'gone') throw viewFailure('client-gone', {})
    if (this.#state === 'dropped') throw viewFailure('body-dropped', {})
    return { done: true, value: undefined }
  }
}

/** What can be paused: a socket. */
interface Pausable {
  pause(): unknown
  resume(): unknown
}

/** Lets a socket be read from while nobody holds it. */
export class Valve implements Flow {
  readonly #socket: Pausable
  readonly #holders = new Set<object>()

  constructor(socket: Pausable) {
    this.#socket = socket
  }

  hold(who: object): void {
    this.#holders.add(who)
    this.#socket.pause()
  }

  release(who: object): void {
    if (this.#holders.delete(who) && this.#holders.size === 0) this.#socket.resume()
  }
}
