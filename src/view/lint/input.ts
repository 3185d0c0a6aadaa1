import type { Environ } from '../contract.js'
import { quoted, type Teller } from './finding.js'

/** What reading the body of a request is held against. */
export interface InputRules {
  readonly tell: Teller
  /** Whether the reply is under way, after which nothing may be read. */
  readonly isAnswering: () => boolean
}

/** The body of a request, checked while it is read. Pulls from the gateway's stream only what is asked for. */
export function lintInput(environ: Environ, rules: InputRules): ReadableStream<Uint8Array> | undefined {
  const input: unknown = environ['torii.input']
  if (input === undefined) return undefined
  if (!(input instanceof ReadableStream)) {
    const message = `torii.input is ${quoted(input)}: it must be a ReadableStream of bytes`
    return rules.tell.fail({ check: 'torii-types', message })
  }
  return readOnce(checked(input, environ, rules), rules)
}

function checked(
  input: ReadableStream<Uint8Array>,
  { CONTENT_LENGTH: promised }: Environ,
  { tell, isAnswering }: InputRules,
): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  let bytes = 0
  const fail = (check: string, message: string): never => tell.fail({ check, message })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (isAnswering())
          fail(
            'input-late',
            'The body of the request is read after the reply began: read it before the first piece',
          )
        reader ??= input.getReader()
        const { done, value } = await reader.read()
        if (done) return controller.close()
        bytes += value.length
        if (promised !== undefined && bytes > Number(promised)) {
          fail(
            'input-length',
            `torii.input gives more than the ${promised} bytes of CONTENT_LENGTH: end it there`,
          )
        }
        controller.enqueue(value)
      },
      cancel: (reason) => (reader === null ? input.cancel(reason) : reader.cancel(reason)),
    },
    { highWaterMark: 0 },
  )
}

/** The stream, whose second reader is a violation even where the first one was given back. */
function readOnce(stream: ReadableStream<Uint8Array>, { tell }: InputRules): ReadableStream<Uint8Array> {
  const { getReader } = stream
  let readers = 0
  const value = (...args: unknown[]): unknown => {
    if (++readers > 1) {
      const message = 'torii.input is read a second time: read it once and hand on what it gave'
      return tell.fail({ check: 'input-once', message })
    }
    return Reflect.apply(getReader, stream, args)
  }
  return Object.defineProperty(stream, 'getReader', { value })
}
