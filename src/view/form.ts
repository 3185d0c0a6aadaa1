import { viewError } from '../diagnostics/view-error.js'
import type { Environ } from './contract.js'

/** How a form is read. */
export interface FormOptions {
  /** Most bytes that are read, files included (1 MiB). */
  readonly limit?: number
}

const DEFAULT_LIMIT = 2 ** 20

const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i

/**
 * The fields of the form in a request's body. Throws `ViewError`, whose status is the answer when nobody catches it:
 * `form-type` (415), `form-too-large` (413, without reading on), `form-malformed` (400). A body can be read once.
 */
export async function form(environ: Environ, { limit = DEFAULT_LIMIT }: FormOptions = {}): Promise<FormData> {
  const type = environ.CONTENT_TYPE
  if (type === undefined || !FORM.test(type)) return viewError('form-type', { type: type ?? null })
  if (Number(environ.CONTENT_LENGTH ?? 0) > limit) return viewError('form-too-large', { limit })
  const bytes = await read(environ['torii.input'], limit)
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch (error) {
    const reason = /^multipart/i.test(type) ? 'its parts are not as they must be' : 'it is not UTF-8'
    return viewError('form-malformed', { reason }, error)
  }
}

async function read(
  input: ReadableStream<Uint8Array> | undefined,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (input === undefined) return new Uint8Array()
  if (input.locked) return viewError('form-read', {})
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = input.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length
    if (length > limit) {
      // The gateway is told that nobody reads on; whether that works is not the form's business.
      reader.cancel().catch(() => undefined)
      return viewError('form-too-large', { limit })
    }
    chunks.push(next.value)
  }
  return joined(chunks, length)
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
