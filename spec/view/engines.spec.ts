/** Other engines under `view`, while people migrate; and precompiled templates. */
import { pathToFileURL } from 'node:url'
import { Eta } from 'eta'
import nunjucks from 'nunjucks'
import { describe, expect, test } from 'vitest'
import { createRenderer, type Modules } from '../../src/runtime/renderer.js'
import { type Engine, view } from '../../src/view/api.js'
import { Project } from '../precompile/project.js'
import { piecesOf, rejection, request } from './request.js'

const nunjucksEngine: Engine = {
  load(name) {
    const environment = new nunjucks.Environment(null, { autoescape: true })
    const text = `<a href="{{ url('/' + name) }}" nonce="{{ csp_nonce }}">{{ name }} of ${name}</a>`
    const template = new nunjucks.Template(text, environment, name, true)
    return (vars) => template.render(vars)
  },
}

const eta = new Eta({ autoEscape: true })
eta.loadTemplate('@list', '<p><%= it.name %></p>')
const etaEngine: Engine = {
  load: async (name) => (vars) => eta.render(name.replace('.html', ''), vars),
  has: (name) => name === '@list.html',
}

describe('engines', () => {
  test('nunjucks', async () => {
    const render = view(nunjucksEngine)
    const init = { csp: "script-src 'nonce-{nonce}'" }
    const reply = await render(request({ SCRIPT_NAME: '/app' }), 'page.html', { name: '<Zoë>' }, init)
    const nonce = /nonce-([\w-]+)/.exec(String(reply.headers['content-security-policy']))?.[1]
    expect(reply.body).toBe(`<a href="/app/%3CZo%C3%AB%3E" nonce="${nonce}">&lt;Zoë&gt; of page.html</a>`)
  })

  test('eta, negotiated', async () => {
    const reply = await view(etaEngine)(request({ HTTP_ACCEPT: 'text/*' }), '@list', { name: '<' })
    expect(reply).toMatchObject({ body: '<p>&lt;</p>', headers: { vary: 'Accept' } })
    expect(await rejection(view(etaEngine)(request(), 'other'))).toMatchObject({ id: 'no-variant' })
  })

  test.each<[about: string, engine: Engine['load'], text: string]>([
    ['a string', () => () => 'ab', 'ab'],
    ['a promise', () => async () => 'ab', 'ab'],
    ['pieces', () => () => ['a', 'b'], 'ab'],
    [
      'pieces to come',
      async () =>
        async function* () {
          yield 'a'
          yield 'b'
        },
      'ab',
    ],
  ])('may give %s', async (_, load, text) => {
    expect((await view({ load })(request(), 'a.html')).body).toBe(text)
    const { body } = await view({ load })(request(), 'a.html', {}, { stream: true })
    expect((await piecesOf(body)).join('')).toBe(text)
  })

  test.each([7, null, undefined, {}])('may not give %s', async (given) => {
    const load = () => () => given as never
    const error = {
      id: 'no-text',
      message: expect.stringContaining("The template 'a.html' of the engine gave"),
    }
    expect(await rejection(view({ load })(request(), 'a.html'))).toMatchObject(error)
    expect(await rejection(view({ load })(request(), 'a.html', {}, { stream: true }))).toMatchObject(error)
  })

  test('give blocks if they can', async () => {
    const load = () => () => 'page'
    expect(await rejection(view({ load })(request(), 'a.html#b'))).toMatchObject({ id: 'no-fragments' })
    const block = async (name: string, part: string) => `${name} ${part}`
    expect((await view({ load, block })(request(), 'a.html#b')).body).toBe('a.html b')
  })

  test('fail with errors of their own', async () => {
    const error = new RangeError('mine')
    const load = (): never => {
      throw error
    }
    expect(await rejection(view({ load })(request(), 'a.html'))).toBe(error)
  })
})

describe('precompiled templates', async () => {
  const project = new Project({
    'page.html': '<h1>{{ x }}</h1>{% block b %}<b>{{ url("/p") }}</b>{% endblock %}',
    'page.xml': '<x>{{ x }}</x>',
  })
  await project.compile({ chunks: true })
  const modules: { default: Modules } = await import(pathToFileURL(project.path('dist/templates.js')).href)

  test('as modules: pages, blocks, negotiation, streams', async () => {
    const render = view(modules.default)
    const environ = request({ SCRIPT_NAME: '/a' })
    expect((await render(environ, 'page.html', { x: '<' })).body).toBe('<h1>&lt;</h1><b>/a/p</b>')
    expect((await render(environ, 'page.html#b')).body).toBe('<b>/a/p</b>')
    const xml = { ...environ, HTTP_ACCEPT: 'application/xml' }
    expect((await render(xml, 'page', { x: '<' })).body).toBe('<x>&lt;</x>')
    const { body } = await render(environ, 'page.html', { x: 1 }, { stream: true })
    expect((await piecesOf(body)).join('')).toBe('<h1>1</h1><b>/a/p</b>')
    expect(await rejection(render(environ, 'none.html'))).toMatchObject({ id: 'template-not-found' })
  })

  test('as a renderer with filters of the application', async () => {
    const render = view(createRenderer(modules.default))
    expect((await render(request(), 'page.html', { x: 1 })).body).toBe('<h1>1</h1><b>/p</b>')
  })
})
