/** Requests of FastCGI, in whatever order and pieces they come. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { begin, FastCgiClient, pairs, record, requestBytes, stream } from './client.js'
import { Applications, asking, bodyOf, echo, hello } from './fixture.js'

const applications = new Applications()
let place: string

beforeAll(async () => {
  place = await applications.start(hello)
})

describe('a request', () => {
  it('is answered with STDOUT, its end, and the end of the request', async () => {
    const client = await FastCgiClient.connect(place)
    client.request(7, asking('/a'))
    await client.ended(7)
    expect(client.records.map(({ type, id }) => [type, id])).toEqual([
      [6, 7],
      [6, 7],
      [6, 7],
      [3, 7],
    ])
    expect(client.records.at(-2)?.content).toHaveLength(0)
    expect(client.records.at(-1)?.content).toEqual(Buffer.alloc(8))
    expect(client.answer(7).stdout.toString()).toMatch(/^Status: 200 OK\r\n(?:.+\r\n)+\r\nhello \/a$/)
    await client.until(() => false)
    expect(client.closed).toBe(true)
  })

  it('keeps the connection when it asks for that, fifty times', async () => {
    const client = await FastCgiClient.connect(place)
    for (let id = 1; id <= 50; id++) {
      client.request(id, asking(`/${id}`), Buffer.alloc(0), true)
      await client.ended(id)
      expect(bodyOf(client, id)).toBe(`hello /${id}`)
    }
    client.close()
  })

  it('may use the id of one that is over', async () => {
    const client = await FastCgiClient.connect(place)
    client.request(1, asking('/one'), Buffer.alloc(0), true)
    await client.ended(1)
    client.records.length = 0
    client.request(1, asking('/two'))
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('hello /two')
  })

  it('may come in pieces of any size', async () => {
    const bytes = requestBytes(3, [...asking('/caf%C3%A9'), ['HTTP_X_LONG', 'v'.repeat(300)]])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (sizes) => {
        const client = await FastCgiClient.connect(place)
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          client.socket.write(bytes.subarray(at, at + size))
          at += size
          if (turn % 8 === 0) await new Promise(setImmediate)
        }
        await client.ended(3)
        expect(bodyOf(client, 3)).toBe('hello /café')
      }),
      { numRuns: 15 },
    )
  })

  it('may have its names and values split anywhere over records, with padding', async () => {
    const block = pairs([...asking('/split'), ['HTTP_X_LONG', 'v'.repeat(300)]])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 255 }),
        async (size, padding) => {
          const client = await FastCgiClient.connect(place)
          const records: Buffer[] = [begin(1)]
          for (let at = 0; at < block.length; at += size)
            records.push(record(4, 1, block.subarray(at, at + size), padding))
          client.write(...records, record(4, 1, '', padding), record(5, 1, '', padding))
          await client.ended(1)
          expect(bodyOf(client, 1)).toBe('hello /split')
        },
      ),
      { numRuns: 15 },
    )
  })

  it('may have 300 KB of names and values', async () => {
    const large = await applications.start(({ HTTP_X_BIG: big = '' }) => ({
      status: 200,
      headers: {},
      body: String(big.length),
    }))
    const client = await FastCgiClient.connect(large)
    client.request(1, [...asking('/'), ['HTTP_X_BIG', 'v'.repeat(300_000)]])
    await client.ended(1)
    expect(bodyOf(client, 1)).toBe('300000')
  })

  it('with more names and values than the limit gets 431, and the next one its answer', async () => {
    const small = await applications.start(hello, { maxParamBytes: 1000 })
    const client = await FastCgiClient.connect(small)
    client.request(1, [...asking('/'), ['HTTP_X_BIG', 'v'.repeat(200_000)]], Buffer.from('body'), true)
    await client.ended(1)
    expect(client.answer(1).stdout.toString()).toMatch(/^Status: 431 /)
    client.request(2, asking('/next'))
    await client.ended(2)
    expect(bodyOf(client, 2)).toBe('hello /next')
  })

  it.each([
    ['a length beyond the end', Buffer.from([200, 0, 0, 9, 1, 65])],
    ['a length that is cut off', Buffer.from([0x80, 0])],
    ['a name without a value', Buffer.from([4, 4, 65, 65, 65])],
    ['a length of four gigabytes', Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 65])],
  ])('with names and values that have %s gets 400', async (_what, block) => {
    const client = await FastCgiClient.connect(place)
    client.write(begin(1), stream(4, 1, block), record(5, 1))
    await client.ended(1)
    expect(client.answer(1).stdout.toString()).toMatch(/^Status: 400 /)
  })

  it('with ten thousand variables gets 400', async () => {
    const client = await FastCgiClient.connect(place)
    client.request(
      1,
      Array.from({ length: 10_000 }, (_, index) => [`HTTP_X_${index}`, '']),
    )
    await client.ended(1)
    expect(client.answer(1).stdout.toString()).toMatch(/^Status: 400 /)
  })

  it('with a variable called __proto__ harms nothing', async () => {
    const shown = await applications.start((environ) => ({
      status: 200,
      headers: {},
      body: Object.keys(environ).join(),
    }))
    const client = await FastCgiClient.connect(shown)
    client.request(1, [...asking('/'), ['__proto__', 'x'], ['HTTP___PROTO__', 'y'], ['constructor', 'z']])
    await client.ended(1)
    expect(bodyOf(client, 1)).toMatch(/HTTP___PROTO__/)
    expect(bodyOf(client, 1)).not.toMatch(/(?:^|,)(?:__proto__|constructor)/)
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })

  it('writes its errors to the log of the server', async () => {
    const { address } = await applications.serve(() => Promise.reject(new Error('for the log')))
    const client = await FastCgiClient.connect(address)
    client.request(1, asking('/'))
    await client.ended(1)
    expect(client.answer(1).stdout.toString()).toMatch(/^Status: 500 /)
    expect(client.answer(1).stdout.toString()).not.toContain('for the log')
    expect(client.answer(1).stderr.toString()).toContain('for the log')
  })
})

describe('several requests on a connection', () => {
  it('are answered as each is ready', async () => {
    const gates = new Map<string, () => void>()
    const slow = await applications.start(async ({ PATH_INFO: path = '' }) => {
      await new Promise<void>((resolve) => gates.set(path, resolve))
      return { status: 200, headers: {}, body: `done ${path}` }
    })
    const client = await FastCgiClient.connect(slow)
    for (const id of [1, 2, 3]) client.request(id, asking(`/${id}`), Buffer.alloc(0), true)
    while (gates.size < 3) await new Promise(setImmediate)
    for (const id of [3, 1, 2]) {
      gates.get(`/${id}`)?.()
      await client.ended(id)
      expect(bodyOf(client, id)).toBe(`done /${id}`)
    }
    client.close()
  })

  it('may be mixed record by record', async () => {
    const address = await applications.start(echo)
    const client = await FastCgiClient.connect(address)
    client.write(begin(1, { keep: true }), begin(2, { keep: true }))
    const post = pairs([
      ['REQUEST_METHOD', 'POST'],
      ['REQUEST_URI', '/'],
      ['CONTENT_LENGTH', '6'],
    ])
    client.write(record(4, 2, post), record(4, 1, post), record(4, 1), record(4, 2))
    client.write(
      record(5, 1, 'one'),
      record(5, 2, 'two'),
      record(5, 1, 'ONE'),
      record(5, 2, 'TWO'),
      record(5, 2),
      record(5, 1),
    )
    await client.ended(1)
    await client.ended(2)
    expect([bodyOf(client, 1), bodyOf(client, 2)]).toEqual(['oneONE', 'twoTWO'])
    client.close()
  })
})
