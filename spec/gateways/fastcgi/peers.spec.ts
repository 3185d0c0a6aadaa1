/** Peers that do not keep to FastCGI: whatever they send, the next one is served. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { memoryInUse } from '../memory.js'
import { begin, FastCgiClient, record, requestBytes } from './client.js'
import { Applications, asking, expectServed, hello } from './fixture.js'

const applications = new Applications()
let place: string

beforeAll(async () => {
  place = await applications.start(hello)
})

/** Sends bytes on a connection of their own; then another connection must be served as ever. */
async function survives(bytes: Uint8Array): Promise<FastCgiClient> {
  const client = await FastCgiClient.connect(place)
  client.socket.end(bytes)
  await client.until(() => false)
  await expectServed(place)
  return client
}

describe('peers that do not keep to the protocol', () => {
  it.each<[string, Buffer]>([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['zeros', Buffer.alloc(100_000)],
    ['a record of version 2', Buffer.from([2, 1, 0, 1, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])],
    ['half a head', Buffer.from([1, 1, 0])],
    ['half a record', begin(1).subarray(0, 12)],
    ['a request numbered 0', begin(0)],
    ['two requests of one number', Buffer.concat([begin(1), begin(1)])],
    ['a beginning that is too short', record(1, 1, 'x')],
    ['a beginning that is too long', record(1, 1, Buffer.alloc(60_000))],
    [
      'streams of no request',
      Buffer.concat([record(4, 9, 'x'), record(5, 9, 'x'), record(4, 9), record(5, 9)]),
    ],
    ['names and values that never end', Buffer.concat([begin(1), record(4, 1, Buffer.alloc(60_000))])],
    ['questions that are garbage', record(9, 0, Buffer.alloc(500, 0xff))],
    [
      'answers, as if it were the application',
      Buffer.concat([record(6, 1, 'x'), record(3, 1, Buffer.alloc(8))]),
    ],
    ['a FIN at once', Buffer.alloc(0)],
  ])('%s', async (_name, bytes) => {
    const client = await survives(bytes)
    expect(client.records.filter(({ type }) => type === 6)).toEqual([])
  })

  it('of all other kinds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
            fc
              .tuple(
                fc.integer({ min: 0, max: 14 }),
                fc.integer({ min: 0, max: 3 }),
                fc.uint8Array({ maxLength: 40 }),
              )
              .map(([type, id, content]) => record(type, id, content)),
            fc.constantFrom(begin(1), begin(2, { keep: true }), requestBytes(1, asking('/')), record(2, 1)),
          ),
          { maxLength: 12 },
        ),
        async (parts) => {
          const client = await FastCgiClient.connect(place)
          client.socket.end(Buffer.concat(parts))
          await client.until(() => false)
          expect(client.valid).toBe(true)
        },
      ),
      { numRuns: 80 },
    )
    await expectServed(place)
  })

  it('that do not send their names and values are given up', async () => {
    const impatient = await applications.start(hello, { headTimeout: 50 })
    const client = await FastCgiClient.connect(impatient)
    client.write(begin(1), record(4, 1, 'x'))
    await client.until(() => false)
    expect(client.records).toEqual([])
  })

  it('that ask a million times and never read are not listened to', async () => {
    const client = await FastCgiClient.connect(place)
    client.socket.pause()
    const question = Buffer.concat(Array.from({ length: 10_000 }, () => record(99, 0)))
    for (let turn = 0; turn < 100; turn++) client.socket.write(question)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(client.socket.writableLength).toBeGreaterThan(1_000_000)
    client.close()
    await expectServed(place)
  })

  it('that begin thousands of requests and leave take no memory', async () => {
    const before = await memoryInUse()
    for (let turn = 0; turn < 20; turn++) {
      const client = await FastCgiClient.connect(place)
      const beginnings = Array.from({ length: 900 }, (_, id) => [
        begin(id + 1),
        record(4, id + 1, Buffer.alloc(2000)),
      ])
      client.socket.write(Buffer.concat(beginnings.flat()))
      await new Promise((resolve) => setTimeout(resolve, 5))
      client.close()
      await client.until(() => false)
    }
    await expectServed(place)
    // 36 MB were sent.
    expect((await memoryInUse()) - before).toBeLessThan(10_000_000)
  })
})
