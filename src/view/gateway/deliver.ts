import type { App, Headers } from '../contract.js'
import { Chunks } from './chunks.js'
import type { Exchange } from './exchange.js'
import { logFailure, prepare } from './prepare.js'

/** Status and headers of a reply, and how its body will come. */
export interface Head {
  readonly status: number
  readonly headers: Headers
  /** Whether chunks follow one by one. */
  readonly streamed: boolean
}

/** Where a reply goes: what a protocol makes of its parts. Calls come in this order. */
export interface Sink {
  /** Takes the head; it may wait for what follows. */
  head(head: Head): void
  /** Sends a chunk; a promise asks to wait for room before the next one. */
  write(chunk: Uint8Array): Promise<void> | undefined
  /** Completes the reply, perhaps with its whole body. */
  end(body?: Uint8Array): void
  /** Breaks the reply off so that whoever receives it can tell, as far as the protocol lets it. */
  abort(): void
}

/**
 * Answers a request: calls the application once and sends what it replies. Resolves when the reply is on its way or the
 * client has left; never rejects.
 */
export async function deliver(app: App, exchange: Exchange, sink: Sink): Promise<void> {
  const { client } = exchange
  const { status, headers, body } = await prepare(app, exchange)
  const chunks = body instanceof Chunks ? body : null
  try {
    if (!client.gone) {
      sink.head({ status, headers, streamed: chunks !== null })
      if (chunks !== null) await send(chunks, exchange, sink)
    }
    if (client.gone) return sink.abort()
    client.serve()
    sink.end(body instanceof Uint8Array ? body : undefined)
  } catch (error) {
    // First the log, since some protocols have it on the connection that is about to be broken off.
    if (!client.gone) await logFailure(error, exchange.environ)
    sink.abort()
  } finally {
    const closed = chunks?.close((error) => void logFailure(error, exchange.environ))
    // A body that waits for something itself may never answer; whoever left does not wait for it.
    if (!client.gone) await closed
  }
}

async function send(chunks: Chunks, { client }: Exchange, sink: Sink): Promise<void> {
  for (;;) {
    const chunk = await client.orGone(chunks.next())
    if (chunk === null) return
    const room = sink.write(chunk)
    if (room !== undefined) await client.orGone(room)
    if (client.gone) return
  }
}
