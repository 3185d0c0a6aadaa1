/** The most variables a request may have. */
export const MOST_PAIRS = 2000

/** Names and values that a server sends as one block, as text; null when it is not well-formed or has too many. */
export type Pairs = (readonly [string, string])[] | null

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Pairs of SCGI: name and value, each with a zero byte after it. */
export function scgiPairs(block: Uint8Array): Pairs {
  if (block.length === 0) return []
  const parts = decoder.decode(block).split('\0', 2 * MOST_PAIRS + 2)
  if (parts.pop() !== '' || parts.length % 2 === 1 || parts.length > 2 * MOST_PAIRS) return null
  return Array.from({ length: parts.length / 2 }, (_, index) => [
    parts[2 * index] ?? '',
    parts[2 * index + 1] ?? '',
  ])
}

/** Pairs of FastCGI (section 3.4): both lengths, in one byte or four, then name and value. */
export function fastcgiPairs(block: Buffer): Pairs {
  const pairs: (readonly [string, string])[] = []
  let at = 0
  while (at < block.length) {
    const name = lengthAt(block, at)
    const value = name && lengthAt(block, name.next)
    if (!name || !value || pairs.length === MOST_PAIRS) return null
    const middle = value.next + name.length
    const end = middle + value.length
    if (end > block.length) return null
    pairs.push([text(block, value.next, middle), text(block, middle, end)])
    at = end
  }
  return pairs
}

function text(block: Buffer, start: number, end: number): string {
  return decoder.decode(block.subarray(start, end))
}

function lengthAt(block: Buffer, at: number): { length: number; next: number } | null {
  const first = block[at]
  if (first === undefined) return null
  if (first < 0x80) return { length: first, next: at + 1 }
  return at + 4 > block.length ? null : { length: block.readUInt32BE(at) - 0x8000_0000, next: at + 4 }
}
