import { FastCgiClient } from '../fastcgi/client.js'
import { answerIn, variablesOf } from './cgi-message.js'
import type { Transport } from './transport.js'

/** A transport that speaks FastCGI itself, a connection for each case. */
export function fastcgiTransport(path: string): Transport {
  return {
    name: 'raw fastcgi',
    prefix: '',
    tells: true,
    async send(asked) {
      const client = await FastCgiClient.connect(path)
      client.request(1, variablesOf(asked), Buffer.from(asked.body ?? ''))
      await client.ended(1)
      const { stdout, status } = client.answer(1)
      client.close()
      return answerIn(stdout, status === 0 && client.valid)
    },
  }
}
