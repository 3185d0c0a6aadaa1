/** Existing middleware and frameworks as applications, behind http, the Fetch API and FastCGI alike. */

import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import compression from 'compression'
import connect from 'connect'
import express from 'express'
import session from 'express-session'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/view/contract.js'
import { serve as serveFastCgi } from '../../src/view/gateway/fastcgi.js'
import { fromFetch, toFetch } from '../../src/view/gateway/fetch.js'
import { fromNode, serve as serveHttp, toNode } from '../../src/view/gateway/node.js'
import type { Serving } from '../../src/view/gateway/serving.js'
import type { Case } from './cases/case.js'
import { fastcgiTransport } from './transports/fastcgi.js'
import { fetchTransport } from './transports/fetch.js'
import { httpTransport } from './transports/http.js'
import type { Transport } from './transports/transport.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-bridges-'))
const servings: Serving[] = []
const quiet = { errors: () => undefined }

afterAll(async () => {
  await Promise.all(servings.map((serving) => serving.close()))
  rmSync(folder, { recursive: true })
})

/** Ways to an application without a web server. */
async function waysTo(app: App): Promise<Transport[]> {
  const http = await serveHttp(app, { port: 0, grace: 500, ...quiet })
  const fastcgi = await serveFastCgi(app, {
    path: join(folder, String(servings.length)),
    grace: 500,
    ...quiet,
  })
  servings.push(http, fastcgi)
  const port = Number(http.address.split(':').at(-1))
  return [
    httpTransport({ name: 'http', port }),
    fastcgiTransport(fastcgi.address),
    fetchTransport(toFetch(app, quiet)),
  ]
}

const names = ['http', 'fastcgi', 'fetch']
const get = (target: string, headers: Case['headers'] = {}): Case => ({
  name: '',
  target,
  headers,
  expected: { status: 200 },
})
const post = (target: string, type: string, body: string | Uint8Array, chunked = false): Case => ({
  ...get(target, { 'Content-Type': type }),
  method: 'POST',
  body,
  chunked,
})

function expressApp() {
  const app = express()
  app.use(compression({ threshold: 100 }))
  app.use(session({ secret: 'not very', resave: false, saveUninitialized: false }))
  app.use(express.json())
  app.get('/count', (request, response) => {
    const counted: { count?: number } = request.session as { count?: number }
    counted.count = (counted.count ?? 0) + 1
    response.json({ count: counted.count })
  })
  app.get('/large', (_request, response) => void response.type('text').send('large '.repeat(5000)))
  app.get('/seen/:name', ({ url, originalUrl, ip, protocol, params, query, headers }, response) => {
    response.json({ url, originalUrl, ip, protocol, params, query, host: headers.host })
  })
  app.post('/json', (request, response) => void response.status(201).json(request.body))
  app.post('/ignored', (_request, response) => void response.send('ignored'))
  app.get('/fail', () => {
    throw new Error('in the handler')
  })
  app.get('/half', (_request, response) => {
    response.write('half')
    setTimeout(() => response.destroy(), 20)
  })
  app.get('/stream', async (_request, response) => {
    for (const part of ['one ', 'two ', 'three']) {
      response.write(part)
      await new Promise(setImmediate)
    }
    response.end()
  })
  app.get('/nothing', (_request, response) => void response.status(204).end())
  app.get('/cookies', (_request, response) => void response.cookie('a', '1').cookie('b', '2').send('set'))
  // Express's own page for errors writes them to standard error.
  const failed: express.ErrorRequestHandler = (_error, _request, response, _next) =>
    void response.status(500).send('failed')
  app.use(failed)
  return app
}

describe.each(names)('Express with its middleware, through %s', (name) => {
  let way: Transport

  beforeAll(async () => {
    const ways = await waysTo(fromNode(expressApp()))
    const found = ways.find((each) => each.name.endsWith(name))
    if (found !== undefined) way = found
  })

  const textOf = async (asked: Case) => {
    const answer = await way.send(asked)
    return [answer.status, Buffer.from(answer.body).toString()]
  }

  it('keeps a session', async () => {
    const first = await way.send(get('/count'))
    const [cookie = ''] = [first.headers['set-cookie'] ?? ''].flat()
    expect(cookie).toMatch(/^connect\.sid=/)
    expect(await textOf(get('/count', { Cookie: cookie.split(';')[0] ?? '' }))).toEqual([200, '{"count":2}'])
    expect(await textOf(get('/count'))).toEqual([200, '{"count":1}'])
  })

  it('compresses', async () => {
    const answer = await way.send(get('/large', { 'Accept-Encoding': 'gzip' }))
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(answer.body).toString()).toBe('large '.repeat(5000))
    const plain = await way.send(get('/large'))
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body.length).toBe(30_000)
  })

  it('sees the request as it was sent', async () => {
    const [status, text] = await textOf(get('/seen/caf%C3%A9?a=1&a=2'))
    expect(status).toBe(200)
    expect(JSON.parse(String(text))).toMatchObject({
      url: '/seen/caf%C3%A9?a=1&a=2',
      originalUrl: '/seen/caf%C3%A9?a=1&a=2',
      protocol: 'http',
      params: { name: 'café' },
      query: { a: ['1', '2'] },
      host: 'example.test',
    })
  })

  it('reads bodies, and need not', async () => {
    const json = JSON.stringify({ text: 'ä€'.repeat(10_000) })
    expect(await textOf(post('/json', 'application/json', json))).toEqual([201, json])
    expect(await textOf(post('/json', 'application/json', json, name === 'http'))).toEqual([201, json])
    expect(await textOf(post('/ignored', 'text/plain', Buffer.alloc(500_000)))).toEqual([200, 'ignored'])
  })

  it('streams, sets cookies, sends nothing, answers HEAD', async () => {
    expect(await textOf(get('/stream'))).toEqual([200, 'one two three'])
    expect((await way.send(get('/cookies'))).headers['set-cookie']).toEqual(['a=1; Path=/', 'b=2; Path=/'])
    expect(await textOf(get('/nothing'))).toEqual([204, ''])
    const head = await way.send({ ...get('/large'), method: 'HEAD' })
    expect([head.status, head.headers['content-type'], head.body.length]).toEqual([
      200,
      'text/plain; charset=utf-8',
      0,
    ])
  })

  it('fails as it does, before a reply and within', async () => {
    expect(await textOf(get('/fail'))).toEqual([500, 'failed'])
    expect(await textOf(get('/none'))).toEqual([404, expect.stringContaining('Cannot GET /none')])
    expect(await way.send(get('/half'))).toMatchObject({ complete: false })
    expect(await textOf(get('/stream'))).toEqual([200, 'one two three'])
  })
})

describe.each(names)('Hono with its middleware, through %s', (name) => {
  let way: Transport

  beforeAll(async () => {
    const app = new Hono<{ Bindings: { REMOTE_ADDR?: string } }>()
    app.use(compress())
    app.use(secureHeaders())
    app.get('/hello/:name', (context) => context.text(`hello ${context.req.param('name')}`))
    app.get('/large', (context) => context.text('large '.repeat(5000)))
    app.get('/url', (context) => context.text(context.req.url))
    app.post('/json', async (context) => context.json(await context.req.json(), 201))
    app.get('/address', (context) => context.text(context.env.REMOTE_ADDR ?? 'unknown'))
    const ways = await waysTo(fromFetch((request, environ) => app.fetch(request, environ)))
    const found = ways.find((each) => each.name.endsWith(name))
    if (found !== undefined) way = found
  })

  it('answers', async () => {
    const answer = await way.send(get('/hello/caf%C3%A9'))
    expect(Buffer.from(answer.body).toString()).toBe('hello café')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect((await way.send(get('/none'))).status).toBe(404)
    const url = await way.send(get('/url?q=%20'))
    expect(Buffer.from(url.body).toString()).toBe('http://example.test/url?q=%20')
  })

  it('compresses and reads bodies', async () => {
    const answer = await way.send(get('/large', { 'Accept-Encoding': 'gzip' }))
    expect(gunzipSync(answer.body).toString()).toBe('large '.repeat(5000))
    const json = await way.send(post('/json', 'application/json', '{"a":"ä"}'))
    expect([json.status, Buffer.from(json.body).toString()]).toEqual([201, '{"a":"ä"}'])
  })

  it('finds the environ beside the request', async () => {
    const { body } = await way.send(get('/address'))
    const expected = { http: '127.0.0.1', fastcgi: '192.0.2.1', fetch: 'unknown' }
    expect(Buffer.from(body).toString()).toBe(Object.entries(expected).find(([key]) => key === name)?.[1])
  })
})

describe('an application below frameworks', () => {
  const shows: App = ({ SCRIPT_NAME: script, PATH_INFO: info, REQUEST_URI: uri, QUERY_STRING: query }) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([script, info, uri, query]),
  })

  let server: Server

  afterAll(() => void server.close())

  it.each([
    ['Express', () => express().use('/at%20one', toNode(shows)).use(toNode(shows))],
    ['Connect', () => connect().use('/at%20one', toNode(shows)).use(toNode(shows))],
  ])('is mounted where %s has it', async (_name, make) => {
    server = await new Promise<Server>((resolve) => {
      const { createServer } = { createServer: make() }
      const listening: Server = createServer.listen(0, '127.0.0.1', () => resolve(listening))
    })
    const address = server.address()
    const way = httpTransport({ name: 'http', port: typeof address === 'object' ? (address?.port ?? 0) : 0 })
    const seen = async (target: string) =>
      JSON.parse(Buffer.from((await way.send(get(target))).body).toString())
    expect(await seen('/at%20one/a%2Fb?q')).toEqual(['/at one', '/a/b', '/at%20one/a%2Fb?q', 'q'])
    expect(await seen('/at%20one?q')).toEqual(['/at one', '', '/at%20one?q', 'q'])
    expect(await seen('/at%20one/')).toEqual(['/at one', '/', '/at%20one/', ''])
    expect(await seen('/else?q')).toEqual(['', '/else', '/else?q', 'q'])
    server.close()
  })
})

describe('a Node application below a mount', () => {
  it('sees its own part of the address, and all of it', async () => {
    const app = fromNode(({ url, ...request }, response) => {
      const originalUrl = 'originalUrl' in request ? request.originalUrl : null
      response.end(JSON.stringify([url, originalUrl]))
    })
    const reply = await app({
      REQUEST_METHOD: 'GET',
      SCRIPT_NAME: '/wiki',
      PATH_INFO: '/a/b',
      REQUEST_URI: '/wiki/a%2Fb?q',
    })
    const text = await new Response(ReadableStream.from(reply.body as AsyncIterable<Uint8Array>)).text()
    expect(JSON.parse(text)).toEqual(['/a%2Fb?q', '/wiki/a%2Fb?q'])
  })

  it('is told when the client leaves', async () => {
    let closed: () => void = () => undefined
    const left = new Promise<void>((resolve) => {
      closed = resolve
    })
    const controller = new AbortController()
    const app = fromNode((_request, response) => {
      response.on('close', closed)
      controller.abort()
    })
    const reply = app({ REQUEST_METHOD: 'GET', PATH_INFO: '/', 'torii.signal': controller.signal })
    await expect(reply).rejects.toThrow()
    await expect(left).resolves.toBeUndefined()
  })

  it('is closed with a body that nobody reads on', async () => {
    let closed: () => void = () => undefined
    const left = new Promise<void>((resolve) => {
      closed = resolve
    })
    const app = fromNode((_request, response) => {
      response.on('close', closed)
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
      response.on('close', () => clearInterval(timer))
    })
    const { body } = await app({ REQUEST_METHOD: 'GET', PATH_INFO: '/' })
    for await (const _chunk of body as AsyncIterable<Uint8Array>) break
    await expect(left).resolves.toBeUndefined()
  })
})
