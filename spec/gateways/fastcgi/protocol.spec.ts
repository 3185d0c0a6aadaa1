/** What FastCGI has besides requests: questions, refusals, giving up, closing. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { App, Environ } from '../../../src/view/contract.js'
import { begin, FastCgiClient, pairs, record } from './client.js'
import { Applications, asking, bodyOf, hello } from './fixture.js'

const applications = new Applications()
let place: string

beforeAll(async () => {
  place = await applications.start(hello)
})

describe('what is about the protocol', () => {
  it('names what the application can take', async () => {
    const client = await FastCgiClient.connect(place)
    client.write(
      record(
        9,
        0,
        pairs([
          ['FCGI_MAX_CONNS', ''],
          ['FCGI_MPXS_CONNS', ''],
          ['FCGI_MAX_REQS', ''],
          ['OTHER', ''],
        ]),
      ),
    )
    await client.until(() => client.records.length > 0)
    expect(client.records[0]).toMatchObject({ type: 10, id: 0 })
    expect(client.records[0]?.content).toEqual(
      pairs([
        ['FCGI_MAX_CONNS', '1000'],
        ['FCGI_MPXS_CONNS', '1'],
        ['FCGI_MAX_REQS', '1000'],
      ]),
    )
    client.close()
  })

  it.each([0, 8, 12, 77, 255])('answers type %i, which nobody knows', async (type) => {
    const client = await FastCgiClient.connect(place)
    client.write(record(type, 0, 'whatever'))
    await client.until(() => client.records.length > 0)
    expect(client.records[0]).toMatchObject({ type: 11, id: 0 })
    expect(client.records[0]?.content[0]).toBe(type)
    client.request(1, asking('/after'))
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('hello /after')
  })

  it('refuses roles it has not', async () => {
    const client = await FastCgiClient.connect(place)
    client.write(begin(1, { role: 2, keep: true }), begin(2, { role: 3, keep: true }))
    await client.ended(2)
    expect([client.answer(1).status, client.answer(2).status]).toEqual([3, 3])
    client.close()
  })

  it('refuses requests beyond the most at a time, and takes more when those are over', async () => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const busy = await applications.start(
      async (environ) => {
        await gate
        return hello(environ)
      },
      { maxRequests: 2 },
    )
    const client = await FastCgiClient.connect(busy)
    for (const id of [1, 2, 3]) client.request(id, asking(`/${id}`), Buffer.alloc(0), true)
    await client.ended(3)
    expect(client.answer(3).status).toBe(2)
    open()
    await client.ended(1)
    await client.ended(2)
    client.request(4, asking('/4'), Buffer.alloc(0), true)
    await client.ended(4)
    expect([1, 2, 4].map((id) => bodyOf(client, id))).toEqual(['hello /1', 'hello /2', 'hello /4'])
    client.close()
  })

  it('refuses requests on more connections than the most', async () => {
    const few = await applications.start(hello, { maxConnections: 1 })
    const first = await FastCgiClient.connect(few)
    const second = await FastCgiClient.connect(few)
    second.request(1, asking('/'))
    await second.ended(1)
    expect(second.answer(1).status).toBe(2)
    first.request(1, asking('/first'))
    await first.ended(1)
    expect(bodyOf(first, 1)).toBe('hello /first')
  })
})

describe('giving up', () => {
  it('ends a request at once, and tells its application', async () => {
    const told: string[] = []
    const waiting = await applications.start(
      (environ) =>
        new Promise((resolve) => {
          environ['torii.signal']?.addEventListener('abort', () => {
            told.push(environ.PATH_INFO ?? '')
            resolve({ status: 200, headers: {}, body: 'too late' })
          })
        }),
    )
    const client = await FastCgiClient.connect(waiting)
    client.request(1, asking('/given-up'), Buffer.alloc(0), true)
    client.write(record(2, 1))
    await client.ended(1)
    expect(client.answer(1)).toMatchObject({ stdout: Buffer.alloc(0), status: 0 })
    expect(told).toEqual(['/given-up'])
    client.close()
  })

  it('ends a request whose names and values are not there yet', async () => {
    const client = await FastCgiClient.connect(place)
    client.write(begin(1, { keep: true }), record(4, 1, 'x'), record(2, 1))
    await client.ended(1)
    expect(client.answer(1).status).toBe(0)
    client.close()
  })

  it('of a request that is none changes nothing', async () => {
    const client = await FastCgiClient.connect(place)
    client.write(record(2, 5), record(2, 0))
    client.request(1, asking('/a'))
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('hello /a')
  })

  it('by closing the connection closes the body', async () => {
    let closed: () => void = () => undefined
    const over = new Promise<void>((resolve) => {
      closed = resolve
    })
    async function* forever(): AsyncGenerator<string> {
      try {
        for (;;) {
          yield 'chunk'.repeat(1000)
          await new Promise(setImmediate)
        }
      } finally {
        closed()
      }
    }
    const endless = await applications.start(() => ({ status: 200, headers: {}, body: forever() }))
    const client = await FastCgiClient.connect(endless)
    client.request(1, asking('/'))
    await client.until(() => client.records.length > 5)
    client.close()
    await over
    expect(client.answer(1).status).toBeNull()
  })

  it('a reply that fails half-way is broken off with a record that is none', async () => {
    const broken = await applications.start(() => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield 'half'
        await new Promise(setImmediate)
        throw new Error('half-way')
      })(),
    }))
    const client = await FastCgiClient.connect(broken)
    client.request(1, asking('/'), Buffer.alloc(0), true)
    await client.until(() => false)
    expect(bodyOf(client, 1)).toBe('half')
    expect(client.records.at(-1)?.version).toBe(0)
    expect(client.answer(1).status).toBeNull()
  })
})

describe('closing the server', () => {
  it('lets requests finish, and closes connections that have none', async () => {
    let answer: () => void = () => undefined
    const app: App = async (environ: Environ) => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return hello(environ)
    }
    const serving = await applications.serve(app)
    const idle = await FastCgiClient.connect(serving.address)
    const busy = await FastCgiClient.connect(serving.address)
    busy.request(1, asking('/last'), Buffer.alloc(0), true)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const closed = serving.close()
    await idle.until(() => false)
    answer()
    await busy.until(() => false)
    await closed
    expect(bodyOf(busy, 1)).toBe('hello /last')
  })
})
