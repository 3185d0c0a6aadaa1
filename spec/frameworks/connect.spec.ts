/** Pages of the view layer in Connect: the middleware of `toriijs/express`, and an application of Torii mounted in it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import connect from 'connect'
import { expect, test } from 'vitest'
import { views } from '../../src/frameworks/express.js'
import { toNode } from '../../src/view/gateway/node.js'
import { pages } from './pages.js'
import { served } from './served.js'

type Next = (error?: unknown) => void

/** A handler that sends a page; the types of Connect do not know what middleware adds. */
const sends = (name: string, vars = {}) =>
  function handler(_request: IncomingMessage, response: ServerResponse): void {
    void (response as ServerResponse & Pick<Express.Response, 'view'>).view(name, vars)
  }

test('response.view sends pages, and hands failures to the error handlers', async () => {
  const { render, folder } = pages()
  const errors: unknown[] = []
  const app = connect()
  app.use(views(render))
  app.use('/early', sends('early.html'))
  app.use('/gone', sends('gone.html'))
  app.use(sends('page.html', { user: '<Zoë>' }))
  app.use((error: unknown, _request: IncomingMessage, response: ServerResponse, _next: Next) => {
    errors.push(error)
    response.writeHead(500).end('failed')
  })
  const ask = await served(app)
  expect(await ask('/')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<title></title><p>&lt;Zoë&gt;</p><a href="/next">next</a>',
  })
  expect(await ask('/early')).toMatchObject({ status: 500, body: 'failed' })
  expect(await ask('/gone')).toMatchObject({ status: 500, body: 'failed' })
  expect(errors).toMatchObject([
    { id: 'undefined-value', template: 'early.html', message: expect.stringContaining('early.html:2:') },
    { id: 'template-not-found', message: expect.stringContaining(`Looked in ${folder}`) },
  ])
})

test('an application of Torii is a handler, mounted where Connect has it', async () => {
  const { render } = pages()
  const app = connect()
  app.use(
    '/shop',
    toNode((environ) => render(environ, 'page.html', { title: environ.PATH_INFO })),
  )
  const { body } = await (await served(app))('/shop/cart')
  expect(body).toBe('<title>/cart</title><p></p><a href="/shop/next">next</a>')
})
