/** What a gateway promises an application about its reply, and the server that `toriijs/view/node` starts. */
import { get, request } from 'node:http'
import { connect as connectHttp2, constants } from 'node:http2'
import { afterAll, describe, expect, it } from 'vitest'
import type { App, Body, Environ } from '../../src/view/contract.js'
import { toFetch } from '../../src/view/gateway/fetch.js'
import { type ServeOptions, serve } from '../../src/view/gateway/node.js'
import type { Serving } from '../../src/view/gateway/serving.js'
import { memoryInUse } from './memory.js'

const servings: Serving[] = []

afterAll(() => Promise.all(servings.map((serving) => serving.close())))

/** Starts a server; gives its address and what it has logged. */
async function started(
  app: App,
  options: ServeOptions = {},
): Promise<{ url: string; log: string[]; serving: Serving }> {
  const log: string[] = []
  const serving = await serve(app, { port: 0, grace: 500, errors: (text) => void log.push(text), ...options })
  servings.push(serving)
  return { url: `http://${serving.address}`, log, serving }
}

/** A body that tells what becomes of it. */
class Watched implements AsyncIterableIterator<string> {
  readonly events: string[] = []
  closed: Promise<void>
  #close: () => void = () => undefined
  readonly #most: number

  constructor(most: number) {
    this.#most = most
    this.closed = new Promise((resolve) => {
      this.#close = resolve
    })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<string>> {
    await new Promise(setImmediate)
    if (this.events.length === this.#most) return { done: true, value: undefined }
    this.events.push('next')
    return { done: false, value: 'x'.repeat(10_000) }
  }

  async return(): Promise<IteratorResult<string>> {
    this.events.push('return')
    this.#close()
    return { done: true, value: undefined }
  }
}

const replying =
  (body: Body, status = 200): App =>
  () => ({ status, headers: { 'content-type': 'text/plain' }, body })

describe('a body', () => {
  it.each([
    ['HEAD', 200, 'HEAD'],
    ['204', 204, 'GET'],
    ['304', 304, 'GET'],
  ])('of a reply to %s is closed without being asked', async (_name, status, method) => {
    const body = new Watched(3)
    const { url } = await started(replying(body, status))
    const response = await fetch(url, { method })
    expect([response.status, await response.text(), body.events]).toEqual([status, '', ['return']])
  })

  it('that came to its end is not closed', async () => {
    const body = new Watched(3)
    const { url } = await started(replying(body))
    expect(await (await fetch(url)).text()).toHaveLength(30_000)
    expect(body.events).toEqual(['next', 'next', 'next'])
  })

  it('is closed when the client leaves, and the signal fires', async () => {
    const body = new Watched(Number.POSITIVE_INFINITY)
    const signals: (AbortSignal | undefined)[] = []
    const { url, log } = await started((environ) => {
      signals.push(environ['torii.signal'])
      return { status: 200, headers: {}, body }
    })
    const outgoing = get(url)
    outgoing.on('response', (response) => response.once('data', () => outgoing.destroy()))
    await body.closed
    expect(signals[0]?.aborted).toBe(true)
    expect(log).toEqual([])
  })

  it('is pulled no faster than the client reads', async () => {
    const body = new Watched(Number.POSITIVE_INFINITY)
    const { url } = await started(replying(body))
    const outgoing = get(url)
    const response = await new Promise<NodeJS.ReadableStream>((resolve) => outgoing.on('response', resolve))
    response.pause()
    // The system keeps some megabytes; once those are full, nothing more may be pulled.
    let pulled = -1
    while (pulled !== body.events.length) {
      pulled = body.events.length
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(pulled).toBeLessThan(3000)
    outgoing.destroy()
    await body.closed
  })

  it('is pulled by the Fetch API chunk by chunk, and closed when it is cancelled', async () => {
    const body = new Watched(Number.POSITIVE_INFINITY)
    const response = await toFetch(replying(body))(new Request('http://a.test/'))
    expect(body.events).toEqual(['next'])
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.read()
    await reader?.cancel()
    expect(body.events).toEqual(['next', 'next', 'return'])
  })

  it('whose closing fails is told of in the log', async () => {
    const body = { async *[Symbol.asyncIterator]() {}, return: undefined }
    const failing = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false as const, value: 'x' }),
        return: () => Promise.reject(new Error('while closing')),
      }),
    }
    expect(body.return).toBeUndefined()
    const { url, log } = await started(replying(failing, 304))
    expect((await fetch(url)).status).toBe(304)
    expect(log.join()).toContain('while closing')
  })

  it('that fails half-way is reset over HTTP/2', async () => {
    const failing = (async function* () {
      yield 'half'
      await new Promise((resolve) => setTimeout(resolve, 20))
      throw new Error('half-way')
    })()
    const { serving, log } = await started(replying(failing), { http2: true })
    const session = connectHttp2(`http://${serving.address}`)
    const stream = session.request({ ':path': '/' })
    stream.resume()
    const code = await new Promise((resolve) => {
      stream.on('error', () => undefined)
      stream.on('close', () => resolve(stream.rstCode))
    })
    expect(code).toBe(constants.NGHTTP2_INTERNAL_ERROR)
    expect(log.join()).toContain('half-way')
    session.close()
  })
})

describe('clients that vanish', () => {
  it('leave nothing behind', async () => {
    let open = 0
    async function* endless(): AsyncGenerator<string> {
      open++
      try {
        for (;;) {
          yield 'x'.repeat(20_000)
          await new Promise(setImmediate)
        }
      } finally {
        open--
      }
    }
    const { url, log } = await started(() => ({ status: 200, headers: {}, body: endless() }))
    const vanish = () =>
      new Promise<void>((resolve) => {
        const outgoing = get(url, { agent: false }, (response) => {
          response.on('error', () => undefined)
          response.once('data', () => outgoing.destroy())
          response.on('close', resolve)
        })
        outgoing.on('error', () => undefined)
      })
    for (let turn = 0; turn < 20; turn++) await vanish()
    const before = await memoryInUse()
    for (let turn = 0; turn < 300; turn++) await vanish()
    expect((await memoryInUse()) - before).toBeLessThan(5_000_000)
    expect([open, log]).toEqual([0, []])
  })
})

describe('an application', () => {
  it('is called once, and its failure is logged once', async () => {
    let calls = 0
    const { url, log } = await started(() => {
      calls++
      throw new Error('for the log only')
    })
    const response = await fetch(url)
    const text = await response.text()
    expect([calls, response.status, log.length]).toEqual([1, 500, 1])
    expect(log[0]).toContain('for the log only')
    expect(text).not.toContain('for the log only')
  })

  it('whose client is gone is not logged for giving up', async () => {
    let gaveUp: () => void = () => undefined
    const over = new Promise<void>((resolve) => {
      gaveUp = resolve
    })
    const { url, log } = await started((environ) => {
      const signal = environ['torii.signal']
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Error('gave up'))
          setImmediate(gaveUp)
        })
      })
    })
    const outgoing = get(url)
    outgoing.on('error', () => undefined)
    setTimeout(() => outgoing.destroy(), 30)
    await over
    expect(log).toEqual([])
  })

  it('can send hints ahead of its reply', async () => {
    const { url } = await started((environ) => {
      environ['torii.early_hints']?.(['</style.css>; rel=preload; as=style'])
      return { status: 200, headers: {}, body: 'page' }
    })
    const links = await new Promise((resolve) => {
      get(url).on('information', (information) => resolve([information.statusCode, information.headers.link]))
    })
    expect(links).toEqual([103, '</style.css>; rel=preload; as=style'])
  })

  it('gets what is only made when asked for, in copies of the environ as well', async () => {
    const { url } = await started(async (environ: Environ) => {
      const copy = { ...environ }
      return { status: 200, headers: {}, body: await new Response(copy['torii.input']).text() }
    })
    expect(await (await fetch(url, { method: 'POST', body: 'a body' })).text()).toBe('a body')
  })

  it('tells all of a failure to this machine, with dev', async () => {
    const { url } = await started(() => Promise.reject(new Error('told to developers')), { dev: true })
    expect(await (await fetch(url, { headers: { accept: 'text/plain' } })).text()).toContain(
      'told to developers',
    )
    const forwarded = await fetch(url, { headers: { accept: 'text/plain', 'x-forwarded-for': '192.0.2.1' } })
    expect(await forwarded.text()).not.toContain('told to developers')
  })
})

describe('closing a server', () => {
  it('lets requests finish, ends connections kept alive, and takes no more', async () => {
    let answer: () => void = () => undefined
    const { serving, url } = await started(async () => {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return { status: 200, headers: {}, body: 'finished' }
    })
    const pending = fetch(url)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const closed = serving.close()
    await expect(fetch(url)).rejects.toThrow()
    answer()
    expect(await (await pending).text()).toBe('finished')
    await expect(closed).resolves.toBeUndefined()
  })

  it('ends requests that take longer than it waits', async () => {
    const { serving, url } = await started(() => new Promise(() => undefined), { grace: 50 })
    const outgoing = request(url)
    const failed = new Promise((resolve) => outgoing.on('error', resolve))
    outgoing.end()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await serving.close()
    await expect(failed).resolves.toMatchObject({ code: 'ECONNRESET' })
  })

  it('ends sessions of HTTP/2', async () => {
    const { serving } = await started(replying('page'), { http2: true })
    const session = connectHttp2(`http://${serving.address}`)
    const stream = session.request({ ':path': '/' })
    stream.resume()
    await new Promise((resolve) => stream.on('close', resolve))
    const over = new Promise((resolve) => session.on('close', resolve))
    await serving.close()
    await expect(over).resolves.toBeUndefined()
  })

  it('is for a port, a path or a socket, and says so when there is none', async () => {
    await expect(started(replying(''), { port: -1 })).rejects.toThrow()
    const { serving } = await started(replying('page'))
    await expect(started(replying(''), { port: Number(serving.address.split(':')[1]) })).rejects.toThrow(
      /EADDRINUSE/,
    )
  })
})
