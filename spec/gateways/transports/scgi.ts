import { connect } from 'node:net'
import { answerIn, variablesOf } from './cgi-message.js'
import type { Transport } from './transport.js'

/** A request of SCGI. */
export function scgiBytes(variables: readonly (readonly [string, string])[], body = Buffer.alloc(0)): Buffer {
  const others = variables.filter(([name]) => name !== 'CONTENT_LENGTH')
  const all = [['CONTENT_LENGTH', String(body.length)], ['SCGI', '1'], ...others]
  const block = Buffer.from(all.map(([name, value]) => `${name}\0${value}\0`).join(''))
  return Buffer.concat([Buffer.from(`${block.length}:`), block, Buffer.from(','), body])
}

/** A transport that speaks SCGI itself, over TCP, where a broken answer can be told. */
export function scgiTransport(port: number): Transport {
  return {
    name: 'raw scgi',
    prefix: '',
    tells: true,
    send: (asked) =>
      new Promise((resolve) => {
        const socket = connect(port, '127.0.0.1')
        const parts: Buffer[] = []
        let whole = true
        socket.on('data', (part: Buffer) => void parts.push(part))
        socket.on('error', () => {
          whole = false
        })
        socket.on('close', () => resolve(answerIn(Buffer.concat(parts), whole)))
        socket.write(scgiBytes(variablesOf(asked), Buffer.from(asked.body ?? '')))
      }),
  }
}
