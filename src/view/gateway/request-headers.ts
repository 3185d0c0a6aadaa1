import type { Environ } from '../contract.js'
import { latin1 } from './variables.js'

/** The headers of a request that its environ tells of, in lower case, each value as the characters of its bytes. */
export function* requestHeaders(environ: Environ): Generator<[string, string]> {
  if (environ.CONTENT_TYPE !== undefined) yield ['content-type', latin1(environ.CONTENT_TYPE)]
  if (environ.CONTENT_LENGTH !== undefined) yield ['content-length', environ.CONTENT_LENGTH]
  for (const [name, value] of Object.entries(environ)) {
    if (name.startsWith('HTTP_') && typeof value === 'string')
      yield [name.slice('HTTP_'.length).toLowerCase().replaceAll('_', '-'), latin1(value)]
  }
}
