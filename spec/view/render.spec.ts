/** `view(…)` and what a page's reply is: sources, types, negotiation, fragments, headers, `url`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Environment, MemoryLoader } from '../../src/index.js'
import { view } from '../../src/view/api.js'
import type { Environ } from '../../src/view/contract.js'
import type { Init } from '../../src/view/init.js'
import { header, rejection, request, textOf } from './request.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-view-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
for (const [name, text] of Object.entries({
  'page.html': '<p>{{ x }}</p>',
  'data.json': '{ "x": {{ x|tojson }}, "y": "{{ x }}" }',
  'mail.txt': '{{ x }}',
  'feed.atom': '<t>{{ x }}</t>',
  'code.js': 'f("{{ x }}")',
  'page.svg.j2': '<text>{{ x }}</text>',
  'odd.foo': '{{ x }}',
}))
  writeFileSync(join(folder, name), text)

const over = (templates: Record<string, string>) =>
  view(new Environment({ loader: new MemoryLoader(templates) }))

const pages = over({
  'page.html': '<h1>{{ x }}</h1>',
  'list.html': '<ul>{% block items %}<li>{{ x }}{% endblock %}</ul>',
  'list.json': '{{ x|tojson }}',
  'list.atom': '<feed>{{ x }}</feed>',
  'links.html': "{{ url('/a b') }} {{ url('/s', q='x&y') }}",
})

describe('a page', () => {
  test('is a plain reply', async () => {
    expect(await pages({}, 'page.html', { x: 'é<' })).toEqual({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-length': '15' },
      body: '<h1>é&lt;</h1>',
    })
  })

  test('takes vars as a Map, and of classes with getters', async () => {
    class Model {
      get x() {
        return 7
      }
    }
    expect((await pages({}, 'page.html', new Map([['x', 1]]))).body).toBe('<h1>1</h1>')
    expect((await pages({}, 'page.html', { ...new Model(), x: 2 })).body).toBe('<h1>2</h1>')
    const model: object = new Model()
    expect((await pages({}, 'page.html', model as { x: number })).body).toBe('<h1>7</h1>')
  })

  test('never writes to its vars', async () => {
    const vars = Object.freeze({ x: 1 })
    await pages({}, 'page.html', vars)
    expect(Object.keys(vars)).toEqual(['x'])
  })

  test('has the status and headers it is given', async () => {
    const init = { status: 404, headers: { 'cache-control': 'no-cache', 'content-type': 'text/html' } }
    const reply = await pages({}, 'page.html', {}, init)
    expect(reply.status).toBe(404)
    expect(reply.headers).toEqual({ ...init.headers, 'content-length': '9' })
    expect(init.headers).not.toHaveProperty('content-length')
  })

  test('fails as the template does', async () => {
    expect(await rejection(pages({}, 'none.html'))).toMatchObject({ id: 'template-not-found' })
    expect(await rejection(over({ 'a.html': '{{ a.b.c }}' })({}, 'a.html'))).toMatchObject({
      id: 'undefined-value',
    })
    expect(await rejection(pages({}, 'page.html', [] as never))).toMatchObject({ id: 'bad-vars' })
  })

  test('answers HEAD with the headers of GET', async () => {
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((REQUEST_METHOD) => pages({ REQUEST_METHOD }, 'page.html', { x: 1 })),
    )
    expect(head?.headers).toEqual(get?.headers)
  })
})

describe('sources', () => {
  test.each<[source: unknown, says: RegExp]>([
    [null, /from null/],
    [7, /from number/],
    [{ a: 1 }, /from this object.*precompiled templates/s],
  ])('%j is none', async (source, says) => {
    expect(await rejection(() => view(source as never))).toMatchObject({
      id: 'bad-view',
      message: expect.stringMatching(says),
    })
  })

  test('a folder escapes by the ending of names, and all but text', async () => {
    const render = view(folder)
    const shown = async (name: string) => (await render({}, name, { x: `<"&'` })).body
    expect(await shown('page.html')).toBe('<p>&lt;&#34;&amp;&#39;</p>')
    expect(await shown('feed.atom')).toBe('<t>&lt;&#34;&amp;&#39;</t>')
    expect(await shown('page.svg.j2')).toBe('<text>&lt;&#34;&amp;&#39;</text>')
    expect(await shown('data.json')).toBe('{ "x": "\\u003c\\"\\u0026\\u0027", "y": "&lt;&#34;&amp;&#39;" }')
    expect(await shown('code.js')).toBe('f("&lt;&#34;&amp;&#39;")')
    expect(await shown('mail.txt')).toBe(`<"&'`)
  })

  test('a folder negotiates too, and its errors are those of templates', async () => {
    const render = view(folder)
    expect((await render({}, 'page', { x: 1 })).body).toBe('<p>1</p>')
    expect(await rejection(render({}, 'none.html'))).toMatchObject({ id: 'template-not-found' })
  })
})

describe('types', () => {
  test.each([
    ['a.html', 'text/html; charset=utf-8'],
    ['a.HTM', 'text/html; charset=utf-8'],
    ['a.xhtml', 'application/xhtml+xml; charset=utf-8'],
    ['a.xml', 'application/xml; charset=utf-8'],
    ['a.txt', 'text/plain; charset=utf-8'],
    ['a.json', 'application/json'],
    ['a.svg', 'image/svg+xml; charset=utf-8'],
    ['a.atom', 'application/atom+xml; charset=utf-8'],
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['a.html.jinja', 'text/html; charset=utf-8'],
    ['v1.2/a.css.j2', 'text/css; charset=utf-8'],
  ])('%s is %s', async (name, type) => {
    expect(header(await over({ [name]: '' })({}, name), 'content-type')).toBe(type)
  })

  test('an unknown ending is refused, unless the type is given', async () => {
    const render = view(folder)
    expect(await rejection(render({}, 'odd.foo'))).toMatchObject({
      id: 'unknown-type',
      message: expect.stringContaining('content-type'),
    })
    const init = { headers: { 'content-type': 'application/x-foo' } }
    const reply = await render({}, 'odd.foo', { x: '<' }, init)
    expect(reply).toMatchObject({ body: '&lt;', headers: init.headers })
  })
})

describe('negotiation', () => {
  const typeFor = async (HTTP_ACCEPT?: string): Promise<string> => {
    const reply = await pages(request({ HTTP_ACCEPT }), 'list', { x: 1 })
    expect(header(reply, 'vary')).toBe('Accept')
    return reply.status === 200 ? (header(reply, 'content-type')?.split(';')[0] ?? '') : String(reply.status)
  }

  test.each([
    [undefined, 'text/html'],
    ['', 'text/html'],
    ['*/*', 'text/html'],
    ['application/json', 'application/json'],
    ['APPLICATION/JSON', 'application/json'],
    ['text/html;q=0.4, application/json;q=0.5', 'application/json'],
    ['text/*;q=0.4, */*;q=0.1', 'text/html'],
    ['*/*, text/html;q=0', 'application/json'],
    ['*/*;q=0.9, text/*;q=0.5', 'application/json'],
    ['application/*', 'application/json'],
    ['application/atom+xml, */*;q=0.8', 'application/atom+xml'],
    ['text/html, application/json', 'text/html'],
    ['text/html; q=0.2 , application/json ; q=0.3', 'application/json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'text/html'],
    ['image/png', '406'],
    ['text/html;q=0, application/json;q=0, application/atom+xml;q=0', '406'],
    ['text/html;q=2', '406'],
    ['nonsense', '406'],
    [`${'image/x,'.repeat(200)}text/html`, '406'],
  ])('Accept: %s gives %s', async (accept, type) => {
    expect(await typeFor(accept)).toBe(type)
  })

  test('406 lists what there is', async () => {
    const reply = await pages({ HTTP_ACCEPT: 'image/png' }, 'list')
    expect(reply.body).toBe('Not Acceptable. There is: text/html, application/json, application/atom+xml\n')
    expect(header(reply, 'content-type')).toBe('text/plain; charset=utf-8')
  })

  test('keeps what else the page varies by', async () => {
    const reply = await pages({}, 'list', {}, { headers: { vary: 'Cookie' } })
    expect(header(reply, 'vary')).toBe('Cookie, Accept')
  })

  test('needs a template to choose', async () => {
    expect(await rejection(pages({}, 'nothing'))).toMatchObject({
      id: 'no-variant',
      message: expect.stringMatching(/'nothing\.\*'.*\.html, /s),
    })
  })

  test('notices new templates when templates may change', async () => {
    const templates: Record<string, string> = { 'a.html': 'html' }
    const load = (name: string) => (name in templates ? { text: templates[name] ?? '', path: null } : null)
    const render = view(new Environment({ loader: { load }, autoReload: true }))
    const accept = { HTTP_ACCEPT: 'application/json' }
    expect((await render(accept, 'a')).status).toBe(406)
    templates['a.json'] = '{}'
    expect((await render(accept, 'a')).body).toBe('{}')
  })
})

describe('fragments', () => {
  const list = (environ: Environ, name: string, init: Init = { fragment: 'items' }) =>
    pages(environ, name, { x: 1 }, init)
  const vary = 'HX-Request, HX-Boosted, HX-History-Restore-Request'

  test('are for htmx, which gets the block alone', async () => {
    const reply = await list({ HTTP_HX_REQUEST: 'true' }, 'list.html')
    expect(reply).toMatchObject({ body: '<li>1', headers: { vary, 'content-length': '5' } })
  })

  test.each([
    {},
    { HTTP_HX_REQUEST: 'true', HTTP_HX_BOOSTED: 'true' },
    { HTTP_HX_REQUEST: 'true', HTTP_HX_HISTORY_RESTORE_REQUEST: 'true' },
    { HTTP_HX_REQUEST: 'false' },
  ])('others get the page: %j', async (environ) => {
    expect(await list(environ, 'list.html')).toMatchObject({ body: '<ul><li>1</ul>', headers: { vary } })
  })

  test('by name are always the block', async () => {
    const reply = await list({}, 'list.html#items', {})
    expect(reply.body).toBe('<li>1')
    expect(reply.headers).not.toHaveProperty('vary')
    expect((await list({ HTTP_ACCEPT: 'text/html' }, 'list#items', {})).body).toBe('<li>1')
  })

  test('that do not exist are errors of the template', async () => {
    expect(await rejection(list({}, 'list.html#none'))).toMatchObject({ id: 'missing-block' })
  })
})

describe('init', () => {
  test.each<[init: object, says: RegExp]>([
    [{ header: {} }, /header is no field; there are status, headers/],
    [{ status: '200' }, /status is a whole number/],
    [{ status: 199 }, /status is/],
    [{ status: 600 }, /status is/],
    [{ status: 204 }, /status is.*has a page/],
    [{ status: 304 }, /status is/],
    [{ headers: [['a', 'b']] }, /headers are a plain object/],
    [{ headers: new Headers() }, /headers are a plain object/],
    [{ etag: 'rev7' }, /etag is true or a text in double quotes, such as '"rev7"'/],
    [{ etag: '"a"b"' }, /etag is/],
    [{ lastModified: '2026-01-01' }, /lastModified is a valid Date/],
    [{ lastModified: new Date('x') }, /lastModified is a valid Date/],
    [{ stream: 1 }, /stream is true or false/],
    [{ csp: null }, /csp is a text/],
    [{ fragment: 1 }, /fragment is the name of a block/],
    [{ etag: true, stream: true }, /etag cannot hash/],
  ])('%j is refused', async (init, says) => {
    expect(await rejection(pages({}, 'page.html', {}, init))).toMatchObject({
      name: 'ViewError',
      id: 'bad-init',
      status: 500,
      message: expect.stringMatching(says),
    })
  })

  test('fields without a value are none', async () => {
    const init = { status: undefined, etag: undefined } as object
    expect((await pages({}, 'page.html', { x: 1 }, init)).headers).not.toHaveProperty('etag')
  })
})

describe('headers', () => {
  test.each<[headers: Record<string, unknown>, says: RegExp]>([
    [{ 'x-a': 'b\r\nset-cookie: c' }, /x-a contains U\+000D, which would break the reply/],
    [{ 'x-a': ['fine', 'b\nc'] }, /U\+000A/],
    [{ 'x-a': '\0' }, /U\+0000/],
    [{ 'x-a': '日' }, /U\+65E5, which is not Latin-1/],
    [{ 'x-a': 7 }, /must be a string or a list of strings, not number/],
    [{ 'x-a': null }, /not null/],
    [{ 'X-A': 'b' }, /"X-A" must be written in lower case/],
    [{ 'x a': 'b' }, /"x a" is not a name/],
    [{ 'x\r\n': 'b' }, /is not a name/],
    [{ connection: 'close' }, /connection is the gateway's/],
    [{ 'transfer-encoding': 'chunked' }, /transfer-encoding is the gateway's/],
  ])('%j are refused before anything is rendered', async (headers, says) => {
    let isRendered = false
    const load = () => () => {
      isRendered = true
      return ''
    }
    const render = view({ load })
    expect(await rejection(render({}, 'a.html', {}, { headers: headers as never }))).toMatchObject({
      id: 'bad-header',
      message: expect.stringMatching(says),
    })
    expect(isRendered).toBe(false)
  })

  test('a policy is checked as well', async () => {
    expect(await rejection(pages({}, 'page.html', {}, { csp: 'a\r\nb: c' }))).toMatchObject({
      id: 'bad-header',
    })
  })

  test('values may be lists and Latin-1', async () => {
    const headers = { 'set-cookie': ['a=1', 'b=2'], 'x-name': 'é\tx' }
    expect((await pages({}, 'page.html', {}, { headers })).headers).toMatchObject(headers)
  })
})

describe('url', () => {
  test('in templates leads below the mount, with a query', async () => {
    const { body } = await pages({ SCRIPT_NAME: '/wiki' }, 'links.html')
    expect(body).toBe('/wiki/a%20b /wiki/s?q=x%26y')
  })

  test('gives way to a name of the application', async () => {
    const render = over({ 'a.html': '{{ url }}{{ csp_nonce }}' })
    const reply = await render({}, 'a.html', { url: '/mine', csp_nonce: '!' })
    expect(await textOf(reply.body)).toBe('/mine!')
  })
})
