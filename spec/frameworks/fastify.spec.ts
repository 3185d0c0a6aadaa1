/** `toriijs/fastify` with Fastify 5. */
import fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { views } from '../../src/frameworks/fastify.js'
import { UndefinedError } from '../../src/index.js'
import { pages } from './pages.js'
import { type Ask, ask } from './served.js'

/** An application with the plugin and an error handler that keeps what reaches it. */
async function application() {
  const { render, folder } = pages()
  const app = fastify()
  const errors: unknown[] = []
  app.setErrorHandler((error, _request, reply) => {
    errors.push(error)
    return reply.send('failed')
  })
  await app.register(views, { render })
  return { app, errors, folder, render }
}

async function served(app: FastifyInstance): Promise<Ask> {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  return (path, asked) => ask(`${address}${path}`, asked)
}

describe('reply.view', () => {
  test('sends pages from every kind of handler, with the status and headers set before', async () => {
    const { app } = await application()
    const vars = { user: '<Zoë>', title: 'Shop' }
    app.get('/returned', async (_request, reply) =>
      reply.code(404).header('vary', 'Cookie').view('page', vars),
    )
    app.get('/awaited', async (_request, reply) => {
      await reply.view('page.html', vars)
    })
    app.get('/called', (_request, reply) => {
      reply.view('page.html', vars)
    })
    const get = await served(app)
    const body = '<title>Shop</title><p>&lt;Zoë&gt;</p><a href="/next">next</a>'
    expect(await get('/returned', { headers: { accept: 'text/html' } })).toMatchObject({
      status: 404,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        vary: 'Cookie, Accept',
      },
      body,
    })
    for (const path of ['/awaited', '/called']) expect(await get(path)).toMatchObject({ status: 200, body })
    const json = await get('/returned', { headers: { accept: 'application/json' } })
    expect(JSON.parse(json.body)).toEqual({ user: '<Zoë>' })
  })

  test('answers 304 and HEAD without a body, sends blocks, and has a nonce for the policy', async () => {
    const { app } = await application()
    app.get('/', (_request, reply) => reply.view('page.html', { user: 'Ann' }, { etag: '"v1"' }))
    app.get('/part', (_request, reply) => reply.viewBlock('page.html', 'main', { user: 'Ann' }))
    app.get('/script', (_request, reply) =>
      reply.view('script.html', {}, { csp: "script-src 'nonce-{nonce}'" }),
    )
    const get = await served(app)
    const { headers, body } = await get('/')
    const current = await get('/', { headers: { 'if-none-match': '"v1"' } })
    expect(current).toMatchObject({ status: 304, body: '' })
    expect(current.headers).not.toHaveProperty('content-type')
    const head = await get('/', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': String(body.length) } })
    expect(headers['content-length']).toBe(String(body.length))
    expect((await get('/part')).body).toBe('<p>Ann</p><a href="/next">next</a>')
    const script = await get('/script')
    const nonce = /nonce="([\w-]+)"/.exec(script.body)?.[1]
    expect(script.headers['content-security-policy']).toBe(`script-src 'nonce-${nonce}'`)
  })

  test('starts addresses at the prefix where it is registered, and is there for its siblings', async () => {
    const { render } = pages()
    const app = fastify()
    await app.register(
      async (shop) => {
        await shop.register(views, { render })
        shop.get('/a', (_request, reply) => reply.view('page.html'))
        shop.register(async (deep) => void deep.get('/a', (_request, reply) => reply.view('page.html')), {
          prefix: '/deep',
        })
      },
      { prefix: '/shop' },
    )
    const get = await served(app)
    expect((await get('/shop/a')).body).toContain('href="/shop/next"')
    expect((await get('/shop/deep/a')).body).toContain('href="/shop/next"')
  })

  test('knows what a prefix with parameters stands for', async () => {
    const { render } = pages()
    const app = fastify()
    await app.register(
      async (shop) => {
        await shop.register(views, { render })
        shop.get('/a', (_request, reply) => reply.view('page.html'))
      },
      { prefix: '/shops/:name' },
    )
    expect((await (await served(app))('/shops/caf%C3%A9/a')).body).toContain('href="/shops/caf%C3%A9/next"')
  })

  test('goes through hooks', async () => {
    const { app } = await application()
    app.addHook('onSend', async (_request, reply, payload) => {
      reply.removeHeader('content-length')
      return `${String(payload)}<!-- hooked -->`
    })
    app.get('/', (_request, reply) => reply.viewBlock('page.html', 'main'))
    expect((await (await served(app))('/')).body).toMatch(/<!-- hooked -->$/)
  })

  test('streams, and breaks off what fails on its way', async () => {
    const { app, errors } = await application()
    app.get('/long', (_request, reply) => reply.view('long.html', {}, { stream: true }))
    app.get('/late', (_request, reply) => reply.view('late.html', {}, { stream: true }))
    const get = await served(app)
    const long = await get('/long')
    expect(long).toMatchObject({ status: 200, complete: true, headers: { 'transfer-encoding': 'chunked' } })
    expect(long.body).toMatch(/^<p>0<\/p>.*<p>8999<\/p>$/)
    expect(await get('/late')).toMatchObject({ status: 200, complete: false })
    expect(errors).toEqual([])
  })

  test('hands what fails before the page to the error handler', async () => {
    const { app, errors, folder } = await application()
    app.get('/early', (_request, reply) => reply.view('early.html'))
    app.get('/stream', async (_request, reply) => reply.view('early.html', {}, { stream: true }))
    app.get('/missing', (_request, reply) => reply.view('gone.html'))
    app.get('/field', (_request, reply) => reply.view('page.html', {}, { status: 99 }))
    const get = await served(app)
    for (const path of ['/early', '/stream', '/missing', '/field']) {
      expect(await get(path)).toMatchObject({ status: 500, body: 'failed' })
    }
    expect(errors[0]).toBeInstanceOf(UndefinedError)
    expect(errors).toMatchObject([
      { template: 'early.html', line: 2, message: expect.stringContaining('early.html:2:') },
      { id: 'undefined-value' },
      { id: 'template-not-found', message: expect.stringContaining(`Looked in ${folder}`) },
      { id: 'bad-init' },
    ])
  })

  test('refuses options that cannot be', async () => {
    const app = fastify()
    const { render } = pages()
    await expect(app.register(views, { render, mount: 'shop' })).rejects.toMatchObject({
      id: 'bad-gateway-option',
    })
  })
})
