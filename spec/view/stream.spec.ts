/** `stream: true`: pulled by the gateway, first piece before the reply, closed whatever happens. */
import { describe, expect, test } from 'vitest'
import { Environment, MemoryLoader } from '../../src/index.js'
import { view } from '../../src/view/api.js'
import type { Environ, Reply } from '../../src/view/contract.js'
import { piecesOf, rejection, request, textOf } from './request.js'

const stream = (text: string, vars: object = {}, environ: Environ = {}): Promise<Reply> =>
  view(new Environment({ loader: new MemoryLoader({ 'a.html': text }) }))(
    request(environ),
    'a.html',
    { ...vars },
    { stream: true },
  )

function iteratorOf({ body }: Reply): AsyncIterator<unknown> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body))
    throw new TypeError('no stream')
  return body[Symbol.asyncIterator]()
}

/** An engine whose template gives pieces and tells what became of it. */
function source(pieces: Iterable<string>, isSync = true) {
  const seen = { pulled: 0, closed: false }
  function* now() {
    try {
      for (const piece of pieces) {
        seen.pulled++
        yield piece
      }
    } finally {
      seen.closed = true
    }
  }
  async function* late() {
    yield* now()
  }
  const render = view({ load: () => () => (isSync ? now() : late()) })
  const get = (environ: Environ = {}) => render(request(environ), 'a.html', {}, { stream: true })
  return { seen, get, render }
}

const rows = { rows: Array.from({ length: 20_000 }, (_, index) => `row ${index}`) }
const long = '{% for row in rows %}<p>{{ row }}</p>\n{% endfor %}'

describe('a streamed page', () => {
  test('is the page, in pieces of some 16 KB, without a length', async () => {
    const reply = await stream(long, rows)
    expect(reply.headers).toEqual({ 'content-type': 'text/html; charset=utf-8' })
    const pieces = await piecesOf(reply.body)
    const whole = rows.rows.map((row) => `<p>${row}</p>\n`).join('')
    expect(pieces.join('')).toBe(whole)
    expect(pieces.length).toBeLessThanOrEqual(Math.ceil(whole.length / 16_384))
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(40_000)
  })

  test('can be empty, and of one piece', async () => {
    expect(await piecesOf((await stream('')).body)).toEqual([])
    expect(await piecesOf((await stream('a')).body)).toEqual(['a'])
  })

  test('that fails before its first piece is an error, not a page', async () => {
    expect(await rejection(stream('<h1>{{ a.b.c }}</h1>'))).toMatchObject({ id: 'undefined-value' })
  })

  test('that fails later ends with the error, after what was made', async () => {
    const { body } = await stream(`${long}{{ a.b.c }}`, rows)
    expect(await rejection(textOf(body))).toMatchObject({ id: 'undefined-value' })
  })

  test('of one block comes in one piece', async () => {
    const render = view(
      new Environment({ loader: new MemoryLoader({ 'a.html': 'x{% block b %}b{% endblock %}' }) }),
    )
    expect(await piecesOf((await render({}, 'a.html#b', {}, { stream: true })).body)).toEqual(['b'])
  })
})

describe('a template behind it', () => {
  const forever = function* () {
    for (;;) yield 'x'.repeat(5000)
  }

  test('is asked only for what the gateway asks for', async () => {
    const { seen, get } = source(forever())
    const body = iteratorOf(await get())
    expect(seen.pulled).toBe(4)
    await body.next()
    expect(seen.pulled).toBe(4)
    await body.next()
    expect(seen.pulled).toBe(8)
    await body.return?.()
    expect(seen.closed).toBe(true)
    expect(await body.next()).toEqual({ done: true, value: undefined })
  })

  test.each([true, false])('is closed when the body is closed unread (sync: %s)', async (isSync) => {
    const { seen, get } = source(forever(), isSync)
    await iteratorOf(await get()).return?.()
    expect(seen.closed).toBe(true)
  })

  test.each([true, false])('is closed when reading stops half-way (sync: %s)', async (isSync) => {
    const { seen, get } = source(forever(), isSync)
    const { body } = await get()
    for await (const piece of body as AsyncIterable<string>) {
      expect(piece.length).toBeGreaterThanOrEqual(5000)
      break
    }
    expect(seen.closed).toBe(true)
  })

  test('is closed when the client is gone', async () => {
    const gone = new AbortController()
    const { seen, get } = source(forever())
    const body = iteratorOf(await get({ 'torii.signal': gone.signal }))
    await body.next()
    gone.abort()
    expect(await body.next()).toEqual({ done: true, value: undefined })
    expect(seen.closed).toBe(true)
  })

  test('that waits hands on each piece when it comes', async () => {
    const { get } = source(['a', '', 'b'], false)
    expect(await piecesOf((await get()).body)).toEqual(['a', 'b'])
  })

  test('is given up, buffered, when the client is gone', async () => {
    const gone = new AbortController()
    const endless = async function* () {
      for (;;) {
        yield 'x'
        gone.abort()
      }
    }
    const render = view({ load: () => () => endless() })
    const reason = await rejection(render(request({ 'torii.signal': gone.signal }), 'a.html'))
    expect(reason).toBe(gone.signal.reason)
  })
})
