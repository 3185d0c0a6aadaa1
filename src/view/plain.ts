import type { Headers, Reply } from './contract.js'

/** A short reply of plain text. */
export function plain(status: number, text: string, headers: Headers = {}): Reply {
  const body = `${text}\n`
  const length = String(byteLength(body))
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': length, ...headers },
    body,
  }
}

const encoder = new TextEncoder()

/** Where it is there, Node's count is faster than encoding. */
const { Buffer: buffer } = globalThis as { Buffer?: { byteLength(text: string): number } }

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return buffer === undefined ? encoder.encode(text).length : buffer.byteLength(text)
}
