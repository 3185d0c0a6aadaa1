/** `toriijs/web` with Hono, on the Fetch API and on Node, and with h3. */
import { createAdaptorServer } from '@hono/node-server'
import { build } from 'esbuild'
import { H3, HTTPError } from 'h3'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { type Page, pages as pagesOf } from '../../src/frameworks/web.js'
import { UndefinedError } from '../../src/index.js'
import { root } from '../architecture/source-tree.js'
import { pages } from './pages.js'
import { asking } from './served.js'

const POLICY = "script-src 'nonce-{nonce}'"

/** An application of a framework, and the errors that reached its error handler. */
interface Site {
  readonly app: { fetch(request: Request): Response | Promise<Response> }
  readonly errors: unknown[]
}

type Handle = (request: Request) => Promise<Response>

const routes = (page: Page): Readonly<Record<string, Handle>> => ({
  '/': (request) => page(request, 'page', { user: '<Zoë>', title: 'Shop' }, { etag: '"v1"' }),
  '/script': (request) => page(request, 'script.html', {}, { csp: POLICY }),
  '/early': (request) => page(request, 'early.html'),
  '/stream': (request) => page(request, 'early.html', {}, { stream: true }),
  '/missing': (request) => page(request, 'gone.html'),
  '/long': (request) => page(request, 'long.html', {}, { stream: true }),
  '/late': (request) => page(request, 'late.html', {}, { stream: true }),
})

function hono(page: Page): Site & { readonly app: Hono } {
  const app = new Hono()
  const errors: unknown[] = []
  app.use(async (context, next) => {
    await next()
    context.header('x-after', 'yes')
  })
  for (const [path, handle] of Object.entries(routes(page)))
    app.get(path, (context) => handle(context.req.raw))
  app.onError((error, context) => {
    errors.push(error)
    return context.text('failed', 500)
  })
  return { app, errors }
}

function h3(page: Page): Site {
  const errors: unknown[] = []
  const app = new H3({
    silent: true,
    onError(error) {
      errors.push(error instanceof HTTPError ? error.cause : error)
      return new Response('failed', { status: 500 })
    },
  })
  for (const [path, handle] of Object.entries(routes(page))) app.get(path, ({ req }) => handle(req))
  return { app, errors }
}

describe.each([
  ['Hono', hono],
  ['h3', h3],
])('%s', (_name, make) => {
  const get = (app: Site['app'], path: string, headers: Record<string, string> = {}) =>
    app.fetch(new Request(`http://localhost${path}`, { headers }))

  test('sends pages, 304, nonces and streams', async () => {
    const { app } = make(pagesOf(pages().render, { mount: '' }))
    const whole = await get(app, '/', { accept: 'text/html' })
    expect(await whole.text()).toBe('<title>Shop</title><p>&lt;Zoë&gt;</p><a href="/next">next</a>')
    expect(whole.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await (await get(app, '/', { accept: 'application/json' })).json()).toEqual({ user: '<Zoë>' })
    const known = { accept: 'text/html', 'if-none-match': whole.headers.get('etag') ?? '' }
    expect((await get(app, '/', known)).status).toBe(304)
    const script = await get(app, '/script')
    const nonce = /nonce="([\w-]+)"/.exec(await script.text())?.[1]
    expect(script.headers.get('content-security-policy')).toBe(`script-src 'nonce-${nonce}'`)
    expect(await (await get(app, '/long')).text()).toMatch(/^<p>0<\/p>.*<p>8999<\/p>$/)
  })

  test('hands what fails before the page to the error handler, and fails bodies on their way', async () => {
    const { render, folder } = pages()
    const log: string[] = []
    const { app, errors } = make(pagesOf(render, { errors: (text) => void log.push(text) }))
    for (const path of ['/early', '/stream', '/missing']) {
      const response = await get(app, path)
      expect([response.status, await response.text()]).toEqual([500, 'failed'])
    }
    expect(errors[0]).toBeInstanceOf(UndefinedError)
    expect(errors).toMatchObject([
      { template: 'early.html', line: 2, message: expect.stringContaining('early.html:2:') },
      { id: 'undefined-value' },
      { id: 'template-not-found', message: expect.stringContaining(`Looked in ${folder}`) },
    ])
    expect(log).toEqual([])
    const late = await get(app, '/late')
    expect(late.status).toBe(200)
    await expect(late.text()).rejects.toThrow()
    expect(log.join()).toContain('late.html:2:')
  })
})

test('Hono on Node', async () => {
  const log: string[] = []
  const { app, errors } = hono(
    pagesOf(pages().render, { mount: '/shop', errors: (text) => void log.push(text) }),
  )
  const server = createAdaptorServer({ fetch: new Hono().route('/shop', app).fetch })
  const ask = await asking(server as Parameters<typeof asking>[0])
  expect(await ask('/shop', { headers: { accept: 'text/html' } })).toMatchObject({
    status: 200,
    headers: { 'x-after': 'yes', 'content-type': 'text/html; charset=utf-8' },
    body: '<title>Shop</title><p>&lt;Zoë&gt;</p><a href="/shop/next">next</a>',
  })
  expect(await ask('/shop/early')).toMatchObject({ status: 500, body: 'failed' })
  expect(errors).toMatchObject([{ id: 'undefined-value' }])
  expect(await ask('/shop/late')).toMatchObject({ status: 200, complete: false })
})

test('what is sent to the edge has nothing of Node and nothing of the compiler', async () => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/frameworks/web.ts'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
  })
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([])
  expect(Object.keys(metafile.inputs).filter((path) => /parser|lexer|codegen/.test(path))).toEqual([])
})

test('options that cannot be are told of at once', () => {
  expect(() => pagesOf(pages().render, { mount: 'shop' })).toThrow("The option 'mount' is ''")
})
