/** `toriijs/koa` with Koa 3, and templates in Koa without it. */
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import { views } from '../../src/frameworks/koa.js'
import { UndefinedError } from '../../src/index.js'
import { pages } from './pages.js'
import { served } from './served.js'

/** An application that sends a page per path, and keeps the errors that reach Koa. */
function application(routes: Readonly<Record<string, (context: Koa.Context) => unknown>>) {
  const { render, folder } = pages()
  const app = new Koa()
  const errors: unknown[] = []
  const log: string[] = []
  app.on('error', (error) => errors.push(error))
  app.use(views(render, { errors: (text) => void log.push(text) }))
  app.use((context) => routes[context.path]?.(context))
  return { errors, log, folder, serve: () => served(app.callback()) }
}

describe('context.view', () => {
  test('makes pages responses, with the state among the vars and headers set before', async () => {
    const { serve } = application({
      '/': async (context) => {
        context.vary('Cookie')
        context.cookies.set('a', '1')
        context.state = { user: 'Ann', title: 'Shop' }
        await context.view('page', { user: '<Zoë>' }, { status: 404, headers: { 'set-cookie': 'b=2' } })
      },
    })
    const ask = await serve()
    expect(await ask('/', { headers: { accept: 'text/html' } })).toMatchObject({
      status: 404,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        vary: 'Cookie, Accept',
        'set-cookie': ['a=1; path=/; httponly', 'b=2'],
      },
      body: '<title>Shop</title><p>&lt;Zoë&gt;</p><a href="/next">next</a>',
    })
    const json = await ask('/', { headers: { accept: 'application/json' } })
    expect(json.headers['content-type']).toBe('application/json')
    expect(JSON.parse(json.body)).toEqual({ user: '<Zoë>' })
  })

  test('answers 304 and HEAD without a body, and has a nonce for the policy', async () => {
    const { serve } = application({
      '/': (context) => context.view('page.html', {}, { etag: '"v1"' }),
      '/script': (context) => context.view('script.html', {}, { csp: "script-src 'nonce-{nonce}'" }),
    })
    const ask = await serve()
    const { headers } = await ask('/')
    const current = await ask('/', { headers: { 'if-none-match': '"v1"' } })
    expect(current).toMatchObject({ status: 304, body: '', headers: { etag: '"v1"' } })
    const head = await ask('/', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers['content-length']).toBe(headers['content-length'])
    const script = await ask('/script')
    const nonce = /nonce="([\w-]+)"/.exec(script.body)?.[1]
    expect(script.headers['content-security-policy']).toBe(`script-src 'nonce-${nonce}'`)
  })

  test('streams, and breaks off what fails on its way', async () => {
    const { errors, serve } = application({
      '/long': (context) => context.view('long.html', {}, { stream: true }),
      '/late': (context) => context.view('late.html', {}, { stream: true }),
    })
    const ask = await serve()
    expect((await ask('/long')).body).toMatch(/^<p>0<\/p>.*<p>8999<\/p>$/)
    expect(await ask('/late')).toMatchObject({ status: 200, complete: false })
    // Koa tells of it both as of an error of the body and as of one of the response.
    expect([...new Set(errors)]).toMatchObject([{ id: 'undefined-value', template: 'late.html' }])
  })

  test('rejects with what fails before the page, which Koa answers with 500', async () => {
    const { errors, folder, serve } = application({
      '/early': (context) => context.view('early.html'),
      '/stream': (context) => context.view('early.html', {}, { stream: true }),
      '/missing': (context) => context.view('gone.html'),
    })
    const ask = await serve()
    for (const path of ['/early', '/stream', '/missing']) {
      expect(await ask(path)).toMatchObject({ status: 500, body: 'Internal Server Error' })
    }
    expect(errors[0]).toBeInstanceOf(UndefinedError)
    expect(errors).toMatchObject([
      { template: 'early.html', line: 2, message: expect.stringContaining('early.html:2:') },
      { id: 'undefined-value' },
      { id: 'template-not-found', message: expect.stringContaining(`Looked in ${folder}`) },
    ])
  })
})
