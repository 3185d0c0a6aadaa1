/** `toriijs/express` with Express 5 and 4: the same tests for both. */
import { writeFileSync } from 'node:fs'
import express5, { type Express, type NextFunction, type Request, type Response } from 'express'
import express4 from 'express4'
import nunjucks from 'nunjucks'
import { describe, expect, test } from 'vitest'
import { engine, type ViewOptions, views } from '../../src/frameworks/express.js'
import { Environment, TemplateError, UndefinedError } from '../../src/index.js'
import { FileLoader } from '../../src/loader/file.js'
import { type Engine, view } from '../../src/view/api.js'
import { Project } from '../precompile/project.js'
import { served } from './served.js'

const LAYOUT = '<title>{{ title }}</title>{% block main %}{% endblock %}'
const PAGES = {
  'base.html': LAYOUT,
  'index.html': "{% extends 'base.html' %}{% block main %}<p>{{ user }}</p>{% endblock %}",
  'admin/list.html': "{% extends 'base.html' %}{% block main %}{% include './row.html' %}{% endblock %}",
  'admin/row.html': '<b>{{ user }}</b>',
  'note.txt': 'Dear {{ user }}',
  'broken.html': '<h1>Head</h1>\n{{ user.name.first }}',
  'syntax.html': '{% if %}',
  'orphan.html': "{% extends 'gone.html' %}",
}

/** An application with an error handler that keeps what reaches it. */
function application(express: typeof express5): { readonly app: Express; readonly errors: unknown[] } {
  const app = express()
  const errors: unknown[] = []
  return { app, errors }
}

/** Adds the error handler, which has to be the last. */
function handled({ app, errors }: ReturnType<typeof application>): Express {
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    errors.push(error)
    if (response.headersSent) return next(error)
    response.status(500).send('failed')
  })
  return app
}

describe.each([
  ['Express 5', express5],
  ['Express 4', express4],
])('%s', (_name, express) => {
  describe('engine', () => {
    /** Serves `/NAME` as the view of that name. */
    async function site(
      folders: string | string[],
      options?: ViewOptions | Environment,
      settings: object = {},
    ) {
      const setting = application(express)
      const { app, errors } = setting
      app.engine('html', engine(options))
      app.engine('txt', engine(options))
      app.set('view engine', 'html')
      app.set('views', folders)
      for (const [name, value] of Object.entries(settings)) app.set(name, value)
      app.locals.title = 'Shop & Co'
      app.use((request, response) => {
        response.locals.user = '<Zoë>'
        response.render(
          String(request.query.name ?? request.path.slice(1)),
          JSON.parse(String(request.query.vars ?? '{}')),
        )
      })
      return { errors, ask: await served(handled(setting)) }
    }

    test('renders views that inherit and include, with locals as vars', async () => {
      const { ask } = await site(new Project(PAGES).views)
      expect(await ask('/index')).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<title>Shop &amp; Co</title><p>&lt;Zoë&gt;</p>',
      })
      expect((await ask('/admin/list')).body).toBe('<title>Shop &amp; Co</title><b>&lt;Zoë&gt;</b>')
      expect((await ask('/note.txt')).body).toBe('Dear <Zoë>')
    })

    test('leaves out what is Express’s own among the vars', async () => {
      const project = new Project({
        'vars.html': '{{ settings is defined }} {{ _locals is defined }} {{ cache is defined }}',
        'own.html': '{{ settings.theme }}',
      })
      const { ask } = await site(project.views)
      expect((await ask('/vars')).body).toBe('false false false')
      const vars = encodeURIComponent(JSON.stringify({ settings: { theme: 'dark' } }))
      expect((await ask(`/own?vars=${vars}`)).body).toBe('dark')
    })

    test('looks through several folders in their order', async () => {
      const project = new Project({ 'base.html': 'base ', 'page.html': "{% include 'base.html' %}page" })
      project.write('theme/base.html', 'themed ')
      const { ask } = await site([project.path('theme'), project.views])
      expect((await ask('/page')).body).toBe('themed page')
    })

    test('refuses a view that is in none of them, or whose name means another one', async () => {
      const project = new Project({ 'page.html': 'page' })
      project.write('theme/page.html', 'themed')
      project.write('elsewhere/page.html', 'elsewhere')
      const { ask, errors } = await site([project.path('theme'), project.views])
      expect(await ask('/?name=../elsewhere/page')).toMatchObject({ status: 500, body: 'failed' })
      expect(errors).toMatchObject([
        {
          id: 'outside-views',
          message: expect.stringContaining(`Looked in ${project.path('theme')}, ${project.views}`),
        },
      ])
      expect(await ask(`/?name=${project.views}/page`)).toMatchObject({ status: 500 })
      expect(errors[1]).toMatchObject({ id: 'outside-views' })
    })

    test('notices changed files unless views are cached', async () => {
      const project = new Project({ 'a.html': "{% include 'b.html' %}", 'b.html': 'old' })
      const { ask } = await site(project.views)
      const cached = await site(project.views, {}, { 'view cache': true })
      expect([(await ask('/a')).body, (await cached.ask('/a')).body]).toEqual(['old', 'old'])
      writeFileSync(project.path('views/b.html'), 'newer')
      expect([(await ask('/a')).body, (await cached.ask('/a')).body]).toEqual(['newer', 'old'])
      const vars = encodeURIComponent('{"cache":true}')
      expect((await ask(`/a?vars=${vars}`)).body).toBe('newer')
    })

    test('takes options, presets and environments', async () => {
      const project = new Project({ 'a.html': "{{ 'x' | loud }}{{ [1, 2] }}", 'b.html': '{{ list[0] }}' })
      const loud = (value: string): string => `${value}!`
      const { ask } = await site(project.views, { filters: { loud }, compat: 'nunjucks' })
      expect((await ask('/a')).body).toBe('x!1,2')
      const environment = new Environment({
        loader: new FileLoader(project.views),
        filters: { loud },
        globals: { list: ['mine'] },
      })
      expect((await (await site(project.views, environment)).ask('/b')).body).toBe('mine')
    })

    test('hands errors of templates to the error handlers, and sends no part of the page', async () => {
      const { ask, errors } = await site(new Project(PAGES).views, { undefined: 'strict' })
      expect(await ask('/broken')).toMatchObject({ status: 500, body: 'failed' })
      expect(await ask('/syntax')).toMatchObject({ status: 500, body: 'failed' })
      expect(errors).toMatchObject([
        {
          id: 'undefined-value',
          template: 'broken.html',
          line: 2,
          message: expect.stringContaining('broken.html:2:'),
        },
        { template: 'syntax.html', line: 1 },
      ])
      expect(errors[0]).toBeInstanceOf(UndefinedError)
      expect(errors[1]).toBeInstanceOf(TemplateError)
    })

    test('names the folders where a template is missing', async () => {
      const { views: folder } = new Project(PAGES)
      const { ask, errors } = await site(folder)
      await ask('/orphan')
      await ask('/gone')
      expect(errors).toMatchObject([
        { id: 'template-not-found', message: expect.stringContaining(`Looked in ${folder}.`) },
        { message: `Failed to lookup view "gone" in views directory "${folder}"` },
      ])
    })

    test('calls back once, also where the callback throws', async () => {
      const { views: folder } = new Project({ 'a.html': 'page' })
      const calls: unknown[] = []
      const options = { settings: { views: folder, view: class {} } }
      const render = (): void =>
        engine()(`${folder}/a.html`, options, (error, page) => {
          calls.push(error ?? page)
          throw new RangeError('mine')
        })
      expect(render).toThrow('mine')
      expect(calls).toEqual(['page'])
      engine()(`${folder}/a.html`, {}, (error) => calls.push(error))
      expect(calls[1]).toMatchObject({
        id: 'outside-views',
        message: expect.stringContaining("app.set('views'"),
      })
    })
  })

  describe('views', () => {
    const page = {
      'page.html':
        '<p>{{ user }}</p><a href="{{ url("/next") }}">{{ title }}</a>{% block part %}part{% endblock %}',
      'page.json': '{"user": {{ user | tojson }}}',
      'script.html': '<script nonce="{{ csp_nonce }}"></script>',
      'late.html': '{% for i in range(9000) %}<p>{{ i }}</p>{% endfor %}{{ user.name.first }}',
      'early.html': '<h1>Head</h1>{{ user.name.first }}',
    }

    /** An application whose pages are those of a project, with the view middleware where `mounted` says. */
    function pages(templates: Readonly<Record<string, string>> = page) {
      const setting = application(express)
      const { views: folder } = new Project(templates)
      const environment = new Environment({ loader: new FileLoader(folder), autoescape: true })
      return { ...setting, render: view(environment), serve: () => served(handled(setting)) }
    }

    test('sends pages, with locals, the status and headers that were set before', async () => {
      const { app, render, serve } = pages()
      app.use(views(render))
      app.locals.title = 'Shop'
      app.get('/', (_request, response) => {
        response.locals.user = 'Ann'
        response.status(404).vary('Cookie').cookie('a', '1')
        return response.view('page', { user: '<Zoë>' }, { headers: { 'set-cookie': 'b=2' } })
      })
      const ask = await serve()
      expect(await ask('/', { headers: { accept: 'text/html' } })).toMatchObject({
        status: 404,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          vary: 'Cookie, Accept',
          'set-cookie': ['a=1; Path=/', 'b=2'],
        },
        body: '<p>&lt;Zoë&gt;</p><a href="/next">Shop</a>part',
      })
      const json = await ask('/', { headers: { accept: 'application/json' } })
      expect(json).toMatchObject({ status: 404, body: '{"user": "\\u003cZo\\u00eb\\u003e"}' })
      expect(await ask('/', { headers: { accept: 'image/png' } })).toMatchObject({ status: 406 })
    })

    test('answers 304 and HEAD without a body, and has a nonce for the policy', async () => {
      const { app, render, serve } = pages()
      app.use(views(render))
      app.get('/', (_request, response) => response.view('page.html', {}, { etag: '"v1"' }))
      app.get('/script', (_request, response) =>
        response.view('script.html', {}, { csp: "script-src 'nonce-{nonce}'" }),
      )
      const ask = await serve()
      const whole = await ask('/')
      const headers = { 'if-none-match': '"v1"' }
      expect(whole.headers.etag).toBe(headers['if-none-match'])
      expect(await ask('/', { headers })).toMatchObject({ status: 304, body: '' })
      const head = await ask('/', { method: 'HEAD' })
      expect(head).toMatchObject({ status: 200, body: '' })
      expect(head.headers['content-length']).toBe(String(whole.body.length))
      const { headers: sent, body } = await ask('/script')
      const nonce = /nonce="([\w-]+)"/.exec(body)?.[1]
      expect(sent['content-security-policy']).toBe(`script-src 'nonce-${nonce}'`)
    })

    test('starts addresses where it is mounted, whatever router sends the page', async () => {
      const { app, render, serve } = pages()
      const router = express.Router()
      router.get('/deep', (_request, response) => response.view('page.html'))
      app.use('/shop', views(render), router)
      expect((await (await serve())('/shop/deep')).body).toContain('href="/shop/next"')
    })

    test('hands what fails before the page to the error handlers of the router that sends it', async () => {
      const { app, errors, render, serve } = pages()
      const inner: unknown[] = []
      const router = express.Router()
      router.get('/early', (_request, response) => response.view('early.html'))
      router.get('/stream', (_request, response) => response.view('early.html', {}, { stream: true }))
      router.use((error: unknown, _request: Request, _response: Response, next: NextFunction) => {
        inner.push(error)
        next(error)
      })
      app.use(views(render)).use('/in', router)
      app.get('/missing', (_request, response) => response.view('gone.html'))
      const ask = await serve()
      for (const path of ['/in/early', '/in/stream', '/missing']) {
        expect(await ask(path)).toMatchObject({ status: 500, body: 'failed' })
      }
      expect(inner).toEqual(errors.slice(0, 2))
      expect(errors).toMatchObject([
        { id: 'undefined-value', template: 'early.html', message: expect.stringContaining('early.html:1:') },
        { id: 'undefined-value', template: 'early.html' },
        { id: 'template-not-found', message: expect.stringContaining('Looked in ') },
      ])
    })

    test('breaks off a page that fails on its way', async () => {
      const { app, errors, render, serve } = pages()
      const log: string[] = []
      app.use(views(render, { errors: (text) => void log.push(text) }))
      app.get('/', (_request, response) => response.view('late.html', {}, { stream: true }))
      const answer = await (await serve())('/')
      expect(answer).toMatchObject({ status: 200, complete: false })
      expect(errors).toEqual([])
      expect(log.join()).toContain('late.html:1:')
    })

    test('has other engines below it while people migrate', async () => {
      const { views: folder } = new Project({ 'new.html': '<p>{{ user }} of torii</p>' })
      const old = new Project({ 'old.html': '<p>{{ user }} of nunjucks</p>' })
      const torii = new Environment({ loader: new FileLoader(folder), autoescape: true })
      const before = new nunjucks.Environment(new nunjucks.FileSystemLoader(old.views), { autoescape: true })
      const both: Engine = {
        load: (name) => {
          const moved = torii.host.loader?.load(name) ?? null
          return (vars) =>
            (moved === null ? before.getTemplate(name, true) : torii.getTemplate(name)).render(vars)
        },
      }
      const { app, errors, serve } = pages()
      app.use(views(view(both)))
      app.get('/:name', ({ params }, response) => response.view(`${params.name}.html`, { user: '<Zoë>' }))
      const ask = await serve()
      expect((await ask('/new')).body).toBe('<p>&lt;Zoë&gt; of torii</p>')
      expect((await ask('/old')).body).toBe('<p>&lt;Zoë&gt; of nunjucks</p>')
      expect(await ask('/gone')).toMatchObject({ status: 500, body: 'failed' })
      expect(errors).toMatchObject([{ message: expect.stringContaining('gone.html') }])
    })
  })
})
