/** Bodies over FastCGI: large ones, unread ones, and peers that are slow. */
import { beforeAll, describe, expect, it } from 'vitest'
import { begin, FastCgiClient, pairs, record, stream } from './client.js'
import { Applications, asking, bodyOf, echo, hello, posting } from './fixture.js'

const applications = new Applications()
let place: string

beforeAll(async () => {
  place = await applications.start(hello)
})

describe('bodies', () => {
  it('of 6 MB that nobody reads are taken, and the next request on the connection is answered', async () => {
    const client = await FastCgiClient.connect(place)
    client.request(1, posting(6_000_000), Buffer.alloc(6_000_000), true)
    await client.ended(1)
    client.request(2, asking('/next'), Buffer.alloc(0), true)
    await client.ended(2)
    expect(bodyOf(client, 2)).toBe('hello /next')
    client.close()
  })

  it('that nobody reads are not kept while the application takes its time', async () => {
    let answer: () => void = () => undefined
    const slow = await applications.start(async (environ) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return hello(environ)
    })
    const client = await FastCgiClient.connect(slow)
    client.write(begin(1), stream(4, 1, pairs(posting(50_000_000))))
    const sent = new Promise<void>((resolve) =>
      client.socket.write(stream(5, 1, Buffer.alloc(50_000_000)), () => resolve()),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    // What the peer still has is what the application did not take.
    expect(client.socket.writableLength).toBeGreaterThan(40_000_000)
    client.close()
    answer()
    await sent.catch(() => undefined)
  })

  it('end after their length, whatever follows', async () => {
    const address = await applications.start(echo)
    const client = await FastCgiClient.connect(address)
    client.request(1, posting(5), Buffer.from('12345678'))
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('12345')
  })

  it('that end too early fail where they are read', async () => {
    const address = await applications.start(echo)
    const client = await FastCgiClient.connect(address)
    client.request(1, posting(50), Buffer.from('12345678'))
    await client.ended(1)
    expect(client.answer(1).stdout.toString()).toMatch(/^Status: 400 [\s\S]*8 of 50 bytes/)
  })

  it('before the end of names and values are kept, up to a limit', async () => {
    const address = await applications.start(echo)
    const early = await FastCgiClient.connect(address)
    early.write(begin(1), record(5, 1, 'early'), record(5, 1), stream(4, 1, pairs(posting(5))))
    await early.ended(1)
    expect(bodyOf(early, 1)).toBe('early')
    const flood = await FastCgiClient.connect(address)
    flood.write(begin(1), ...Array.from({ length: 20 }, () => record(5, 1, Buffer.alloc(60_000))))
    await flood.until(() => false)
    expect(flood.records).toEqual([])
  })

  it('wait for a peer that reads slowly', async () => {
    let made = 0
    const large = await applications.start(() => ({
      status: 200,
      headers: {},
      body: (function* () {
        for (; made < 1000; made++) yield 'x'.repeat(65_536)
      })(),
    }))
    const client = await FastCgiClient.connect(large)
    client.socket.pause()
    client.request(1, asking('/'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(made).toBeLessThan(100)
    client.socket.resume()
    await client.ended(1)
    expect(client.answer(1).stdout.length).toBeGreaterThan(65_536_000)
  })
})
