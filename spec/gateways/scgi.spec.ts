/** SCGI, in whatever pieces it comes, and peers that do not keep to it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/view/contract.js'
import { type ScgiOptions, serve } from '../../src/view/gateway/scgi.js'
import type { Serving } from '../../src/view/gateway/serving.js'
import { memoryInUse } from './memory.js'
import { scgiBytes } from './transports/scgi.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-scgi-'))
const servings: Serving[] = []

async function started(app: App, options: Partial<ScgiOptions> = {}): Promise<string> {
  const path = join(folder, String(servings.length))
  const serving = await serve(app, { path, errors: () => undefined, grace: 500, ...options })
  servings.push(serving)
  return path
}

const hello: App = async (environ) => ({
  status: 200,
  headers: {},
  body: `${environ.PATH_INFO} ${await new Response(environ['torii.input']).text()}`,
})

let place: string

beforeAll(async () => {
  place = await started(hello)
})

afterAll(async () => {
  await Promise.all(servings.map((serving) => serving.close()))
  rmSync(folder, { recursive: true })
})

const variables: [string, string][] = [
  ['REQUEST_METHOD', 'POST'],
  ['REQUEST_URI', '/caf%C3%A9?q'],
  ['HTTP_X_LONG', 'v'.repeat(500)],
]

/** What comes back on a connection of its own until it is closed. */
async function answer(path: string, send: (socket: Socket) => unknown): Promise<string> {
  const socket = connect(path)
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => void parts.push(part))
  socket.on('error', () => undefined)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  await send(socket)
  await closed
  return Buffer.concat(parts).toString()
}

const write = (bytes: Uint8Array | string) => (socket: Socket) => void socket.write(bytes)

describe('a request', () => {
  it('is answered, and the connection closed', async () => {
    const text = await answer(place, write(scgiBytes(variables, Buffer.from('body'))))
    expect(text).toBe('Status: 200 OK\r\ncontent-length: 11\r\n\r\n/café body')
  })

  it('may come in pieces of any size', async () => {
    const bytes = scgiBytes(variables, Buffer.from('a body in pieces'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), async (sizes) => {
        const text = await answer(place, async (socket) => {
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1
            socket.write(bytes.subarray(at, at + size))
            at += size
            if (turn % 8 === 0) await new Promise(setImmediate)
          }
        })
        expect(text).toContain('\r\n\r\n/café a body in pieces')
      }),
      { numRuns: 15 },
    )
  })

  it('may have 300 KB of names and values, but not more than the limit', async () => {
    const bytes = scgiBytes([...variables, ['HTTP_X_BIG', 'v'.repeat(300_000)]])
    expect(await answer(place, write(bytes))).toContain('/café ')
    const small = await started(hello, { maxHeaderBytes: 1000 })
    expect(await answer(small, write(bytes))).toMatch(/^Status: 431 /)
  })

  it('with a body that nobody reads is answered', async () => {
    const unread = await started(() => ({ status: 200, headers: {}, body: 'not read' }))
    expect(await answer(unread, write(scgiBytes(variables, Buffer.alloc(6_000_000))))).toContain('not read')
  })

  it('whose client leaves tells its application, and closes the body', async () => {
    let leave: () => void = () => undefined
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    async function* forever(signal: AbortSignal | undefined): AsyncGenerator<string> {
      try {
        for (;;) {
          yield 'chunk'
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      } finally {
        if (signal?.aborted === true) leave()
      }
    }
    const endless = await started((environ) => ({
      status: 200,
      headers: {},
      body: forever(environ['torii.signal']),
    }))
    const socket = connect(endless)
    socket.write(scgiBytes(variables))
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
    await expect(left).resolves.toBeUndefined()
  })

  it('waits for a peer that reads slowly', async () => {
    let made = 0
    const large = await started(() => ({
      status: 200,
      headers: {},
      body: (function* () {
        for (; made < 500; made++) yield 'x'.repeat(65_536)
      })(),
    }))
    const text = await answer(large, async (socket) => {
      socket.pause()
      socket.write(scgiBytes(variables))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(made).toBeLessThan(100)
      socket.resume()
    })
    expect(text.length).toBeGreaterThan(500 * 65_536)
  })

  it('is not read faster than its application does', async () => {
    let answerNow: () => void = () => undefined
    const slow = await started(async (environ) => {
      await new Promise<void>((resolve) => {
        answerNow = resolve
      })
      return hello(environ)
    })
    const socket = connect(slow)
    socket.on('error', () => undefined)
    socket.write(scgiBytes(variables, Buffer.alloc(50_000_000)))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(socket.writableLength).toBeGreaterThan(40_000_000)
    socket.destroy()
    answerNow()
  })
})

describe('peers that do not keep to the protocol', () => {
  it.each([
    ['nothing', ''],
    ['HTTP', 'GET / HTTP/1.1\r\n\r\n'],
    ['a length that is none', 'abc:def,'],
    ['a negative length', '-5:abc,'],
    ['a length without an end', '1'.repeat(100)],
    ['a colon only', ':'],
    ['a block without its comma', '4:a\0b\0;'],
    ['a block that is no pairs', '3:abc,'],
    ['a name without a value', '2:a\0,'],
    ['half a block', '100:CONTENT_LENGTH\x000\0'],
  ])('%s', async (_name, text) => {
    expect(await answer(place, (socket) => socket.end(text))).toBe('')
    expect(await answer(place, write(scgiBytes(variables)))).toContain('/café ')
  })

  it.each([
    ['an empty block', '0:,'],
    ['a method that is none', '28:REQUEST_METHOD\0G T\0SCGI\x001\0\0\0,'],
    ['a length that is no number', '23:CONTENT_LENGTH\0abc\0a\0b\0,'],
  ])('%s gets 400', async (_name, text) => {
    expect(await answer(place, write(text))).toMatch(/^Status: 400 /)
  })

  it('of all other kinds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 100 }),
        fc.integer({ min: 0, max: 120 }),
        async (bytes, length) => {
          const text = await answer(place, (socket) =>
            socket.end(Buffer.concat([Buffer.from(`${length}:`), bytes])),
          )
          expect(text).toMatch(/^(?:$|Status: 400 )/)
        },
      ),
      { numRuns: 60 },
    )
    expect(await answer(place, write(scgiBytes(variables)))).toContain('/café ')
  })

  it('that do not send their names and values are given up', async () => {
    const impatient = await started(hello, { headTimeout: 50 })
    expect(await answer(impatient, write('500:CONTENT'))).toBe('')
  })

  it('that announce large requests and leave take no memory', async () => {
    const before = await memoryInUse()
    for (let turn = 0; turn < 100; turn++) {
      const socket = connect(place)
      socket.on('error', () => undefined)
      socket.write(`1000000:${'x'.repeat(400_000)}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
      socket.destroy()
    }
    expect(await answer(place, write(scgiBytes(variables)))).toContain('/café ')
    // 40 MB were sent.
    expect((await memoryInUse()) - before).toBeLessThan(10_000_000)
  })
})
