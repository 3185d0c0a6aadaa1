import { PassThrough, Readable, Writable } from 'node:stream'
import type { App } from '../../../src/view/contract.js'
import { answer, type GatewayOptions } from '../../../src/view/gateway/cgi.js'
import { answerIn, variablesOf } from './cgi-message.js'
import type { Transport } from './transport.js'

/** A transport that runs CGI in this process, with an input that stays open behind the body, as RFC 3875 lets it. */
export function cgiTransport(app: App, options: GatewayOptions): Transport {
  return {
    name: 'raw cgi',
    prefix: '',
    tells: true,
    async send(asked) {
      const parts: Buffer[] = []
      const output = new Writable({
        write(chunk: Buffer, _encoding, done) {
          parts.push(chunk)
          done()
        },
      })
      const env: Record<string, string> = {}
      for (const [name, value] of variablesOf(asked)) {
        const separator = name === 'HTTP_COOKIE' ? '; ' : ', '
        env[name] =
          env[name] !== undefined && /^HTTP_(?:X_|COOKIE)/.test(name)
            ? `${env[name]}${separator}${value}`
            : value
      }
      if (asked.chunked === true) env.HTTP_TRANSFER_ENCODING = 'chunked'
      const input =
        asked.chunked === true ? Readable.from([Buffer.from(asked.body ?? '')]) : new PassThrough()
      if (input instanceof PassThrough)
        input.write(Buffer.concat([Buffer.from(asked.body ?? ''), Buffer.from('beyond')]))
      const complete = await answer(app, { env, input: () => input, output }, options)
      return answerIn(Buffer.concat(parts), complete)
    },
  }
}
