/** What clients and logs are told when an application throws, and that no secret is in it. */
import { describe, expect, test } from 'vitest'
import { Environment, MemoryLoader } from '../../src/index.js'
import { failure, form, lint, ViewError, view } from '../../src/view/api.js'
import type { Environ, Reply } from '../../src/view/contract.js'
import { header, rejection, request, textOf } from './request.js'

const templates = {
  'page.html': '<html>\n<body>\n{% include "card.html" %}\n</body>\n',
  'card.html':
    '{# 1 #}\n{# 2 #}\n<p>\n  {{ user.address.city|upper }}\n</p>\n{# 6 #}\n{# 7 #}\n{# 8 #}\n{# 9 #}\n{# 10 #}\n{# 11 #}',
  'broken.html': 'one\n{% if %}\n',
  'host.html': '{{ run("x") }}',
}
const render = view(new Environment({ loader: new MemoryLoader(templates) }))
const thrownBy = (name: string, vars: object = {}, environ = request()): Promise<unknown> =>
  rejection(render(environ, name, { ...vars }))

/** A request of this machine whose log is kept. */
function local(changes: Record<string, unknown> = {}) {
  const log: string[] = []
  const environ = request({
    REMOTE_ADDR: '127.0.0.1',
    REQUEST_URI: '/shop?q=1',
    'torii.errors': (text: string) => log.push(text),
    ...changes,
  })
  return { environ, log }
}

const accepts = { html: 'text/html', problem: 'application/problem+json', text: 'text/plain' }
const types = {
  html: 'text/html; charset=utf-8',
  problem: 'application/problem+json',
  text: 'text/plain; charset=utf-8',
}
const forms = ['html', 'problem', 'text'] as const

describe('in production', () => {
  test.each(forms)('the client gets a constant page with an id (%s)', async (form) => {
    const { environ, log } = local({ HTTP_ACCEPT: accepts[form] })
    const reply = await failure(new TypeError('what happened'), environ)
    const id = /\[([\w-]{12})\]/.exec(log[0] ?? '')?.[1] ?? 'no id'
    const body = await textOf(reply.body)
    expect(reply.status).toBe(500)
    expect(header(reply, 'content-type')).toBe(types[form])
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(header(reply, 'content-length')).toBe(String(Buffer.byteLength(body)))
    expect(body.replace(id, 'ID')).toBe(
      {
        html: '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Internal Server Error</title>\n<h1>Internal Server Error</h1>\n<p>Error ID</p>\n</html>\n',
        problem: '{"title":"Internal Server Error","status":500,"id":"ID"}',
        text: 'Internal Server Error\nError ID\n',
      }[form],
    )
  })

  test.each([
    [undefined, 'html'],
    ['*/*', 'html'],
    ['application/json', 'problem'],
    ['text/html;q=0.1, application/problem+json', 'problem'],
    ['text/plain, */*;q=0.1', 'text'],
    ['image/png', 'text'],
  ] as const)('Accept: %s gets %s', async (HTTP_ACCEPT, form) => {
    const reply = await failure(new TypeError('x'), local({ HTTP_ACCEPT }).environ)
    expect(header(reply, 'content-type')).toBe(types[form])
  })

  test('the log gets everything: request, message, places, stack, causes', async () => {
    const { environ, log } = local({ REQUEST_URI: '/shop?q=1&token=abcdefgh' })
    const run = (): never => {
      throw new RangeError('below\nbelow', { cause: new TypeError('deeper') })
    }
    await failure(await thrownBy('host.html', { run }), environ)
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(/^\[[\w-]{12}\] GET \/shop\?q=1&token=\[redacted\]\n {2}RenderError: /)
    for (const part of [
      'at host.html:1:4',
      'Caused by: RangeError: below\n  below',
      'Caused by: TypeError: deeper',
    ])
      expect(log[0]).toContain(part)
    expect(
      log[0]
        ?.split('\n')
        .slice(1, -1)
        .every((line) => line.startsWith('  ')),
    ).toBe(true)
  })

  const resist = (): never => {
    throw new RangeError('do not look')
  }
  class Resisting extends Error {
    override get message(): never {
      return resist()
    }
    override get stack(): never {
      return resist()
    }
    get status(): never {
      return resist()
    }
  }
  test.each<[what: string, thrown: () => unknown]>([
    ['text', () => 'just text'],
    ['undefined', () => undefined],
    ['null', () => null],
    ['an object without a prototype', () => Object.create(null)],
    ['an error that resists', () => new Resisting()],
    ['a proxy', () => new Proxy({}, { get: resist, getPrototypeOf: resist, has: resist })],
  ])('%s is answered as well', async (_, thrown) => {
    for (const dev of [false, true]) {
      const { environ, log } = local({ 'torii.dev': dev })
      expect((await failure(thrown(), environ)).status).toBe(500)
      expect(log).toHaveLength(1)
    }
  })

  test('a log that fails does not matter', async () => {
    const { environ } = local({ 'torii.errors': () => JSON.parse('{') })
    expect((await failure(new TypeError('x'), environ)).status).toBe(500)
  })

  test('what the client gave up is not logged', async () => {
    const gone = new AbortController()
    gone.abort()
    const { environ, log } = local({ 'torii.signal': gone.signal })
    await failure(gone.signal.reason, environ)
    expect(log).toEqual([])
    await failure(new TypeError('x'), environ)
    expect(log).toHaveLength(1)
  })

  test('replies keep the contract', async () => {
    for (const HTTP_ACCEPT of Object.values(accepts))
      for (const dev of [false, true]) {
        const app = lint((environ) => failure(new TypeError('x'), environ, { dev }), { strict: true })
        expect((await app(local({ HTTP_ACCEPT }).environ)).status).toBe(500)
      }
  })
})

describe('errors of clients', () => {
  test.each(forms)('say what is wrong, where the words are ours (%s)', async (as) => {
    const { environ, log } = local({ HTTP_ACCEPT: accepts[as], CONTENT_TYPE: 'a/<b>' })
    const error = await rejection(form(environ))
    expect(error).toBeInstanceOf(ViewError)
    const reply = await failure(error, environ)
    expect(reply.status).toBe(415)
    const body = await textOf(reply.body)
    expect(body).toContain('Unsupported Media Type')
    expect(body).toContain(as === 'html' ? 'not a/&#60;b&#62;' : 'not a/<b>')
    expect(log).toEqual([])
  })

  test('keep words to themselves that are not ours', async () => {
    const error = Object.assign(new Error('no user sekrit'), { status: 404 })
    const reply = await failure(error, local({ HTTP_ACCEPT: 'text/plain' }).environ)
    expect(reply).toMatchObject({ status: 404, body: 'Not Found\n' })
  })

  test.each([200, 399, 500, 503, 600, 404.5, '404', null])('are none with status %j', async (status) => {
    const error = Object.assign(new Error('x'), { status })
    expect((await failure(error, local().environ)).status).toBe(500)
  })
})

describe('a page 500.html of the application', () => {
  const own = (text: string) => view(new Environment({ loader: new MemoryLoader({ '500.html': text }) }))

  test('is rendered with the id', async () => {
    const { environ, log } = local({ HTTP_ACCEPT: 'text/html', HTTP_IF_NONE_MATCH: '*', SCRIPT_NAME: '/a' })
    const page = own('<p>{{ id }} {{ status }} {{ url("/") }}</p>')
    const reply = await failure(new TypeError('x'), environ, { render: page })
    expect(reply.status).toBe(500)
    expect(reply.body).toMatch(/^<p>[\w-]{12} 500 \/a\/<\/p>$/)
    expect(log[0]).toContain(String(reply.body).slice(3, 15))
    expect(header(reply, 'cache-control')).toBe('no-store')
  })

  test('is for HTML only', async () => {
    const { environ } = local({ HTTP_ACCEPT: 'text/plain' })
    const reply = await failure(new TypeError('x'), environ, { render: own('own') })
    expect(reply.body).toMatch(/^Internal Server Error\n/)
  })

  test.each(['{{ a.b.c }}', '{% if %}'])('that fails as well (%s) gives the built-in one', async (text) => {
    const { environ, log } = local()
    const reply = await failure(new TypeError('x'), environ, { render: own(text) })
    expect(reply.body).toContain('<h1>Internal Server Error</h1>')
    expect(log).toHaveLength(2)
  })
})

describe('in development', () => {
  const dev = (error: unknown, changes: Record<string, unknown> = {}): Promise<Reply> =>
    Promise.resolve(failure(error, local({ 'torii.dev': true, ...changes }).environ))

  test('the page shows the template stack with the exact span, vars and request', async () => {
    const user = { name: 'Zoë <b>', address: undefined }
    const reply = await dev(await thrownBy('page.html', { user }))
    const body = await textOf(reply.body)
    expect(reply.status).toBe(500)
    expect(header(reply, 'content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'")
    expect(body).toContain('<title>UndefinedError: ')
    expect(body).toContain('<h2>card.html:4:6</h2>')
    expect(body).toContain('<b>   4</b>    {{ <mark>user.address.city</mark>|upper }}')
    expect(body).toContain('<i>   9</i>  {# 9 #}')
    expect(body).not.toContain('{# 10 #}')
    expect(body).toContain('<h2>page.html:3:1</h2>')
    expect(body).toContain('<mark>{% include &#34;card.html&#34; %}</mark>')
    expect(body).toContain('user.address: missing')
    expect(body).toContain('<td>user</td><td>{ name: &#34;Zoë &lt;b&gt;&#34;, address: undefined }</td>')
    expect(body).toContain('<td>REQUEST_URI</td><td>/shop?q=1</td>')
    expect(body).not.toMatch(/<td>(url|csp_nonce)<\/td>/)
  })

  test('syntax errors show their place', async () => {
    const body = await textOf((await dev(await thrownBy('broken.html'))).body)
    expect(body).toContain('TemplateSyntaxError')
    expect(body).toMatch(/<b> {3}2<\/b> {2}.*<mark>/)
  })

  test('what functions of the application throw shows both stacks', async () => {
    const run = (): never => {
      throw new RangeError('mine')
    }
    const body = await textOf((await dev(await thrownBy('host.html', { run }))).body)
    expect(body).toContain('<mark>run(&#34;x&#34;)</mark>')
    expect(body).toContain('Caused by: RangeError: mine')
    expect(body).toContain('<td>run</td><td>[function]</td>')
  })

  test('errors without templates show what there is', async () => {
    const text = await textOf((await dev(new TypeError('mine'), { HTTP_ACCEPT: 'text/plain' })).body)
    expect(text).toMatch(/^TypeError: mine\n\nJavaScript\nTypeError: mine\n {4}at /)
    const problem = await textOf((await dev(new TypeError('mine'), { HTTP_ACCEPT: 'application/json' })).body)
    expect(JSON.parse(problem)).toMatchObject({ title: 'TypeError', status: 500, detail: 'mine', places: [] })
  })

  test('text has carets', async () => {
    const error = await thrownBy('page.html', { user: {} })
    const text = await textOf((await dev(error, { HTTP_ACCEPT: 'text/plain' })).body)
    expect(text).toContain('   4 |   {{ user.address.city|upper }}\n     |      ^^^^^^^^^^^^^^^^^\n')
  })

  test('errors of a body that is sent already have the vars too', async () => {
    const late = `${'x'.repeat(20_000)}{% for x in [1] %}{{ x }}{% endfor %}`
    const loader = new MemoryLoader({ 'a.html': `{% for i in rows %}${late}{% endfor %}{{ a.b.c }}` })
    const { body } = await view(new Environment({ loader }))(
      {},
      'a.html',
      { rows: [1, 2], mine: 7 },
      { stream: true },
    )
    const text = await textOf((await dev(await rejection(textOf(body)), { HTTP_ACCEPT: 'text/plain' })).body)
    expect(text).toContain('mine: 7')
  })

  test.each<[about: string, changes: Record<string, unknown>, tells: boolean]>([
    ['IPv4', { REMOTE_ADDR: '127.0.0.1' }, true],
    ['all of 127', { REMOTE_ADDR: '127.1.2.3' }, true],
    ['IPv6', { REMOTE_ADDR: '::1' }, true],
    ['mapped', { REMOTE_ADDR: '::ffff:127.0.0.1' }, true],
    ['another machine', { REMOTE_ADDR: '192.0.2.1' }, false],
    ['one that begins alike', { REMOTE_ADDR: '127.0.0.1.evil' }, false],
    ['nobody known', { REMOTE_ADDR: undefined }, false],
    ['forwarded', { HTTP_X_FORWARDED_FOR: '127.0.0.1' }, false],
    ['forwarded by RFC 7239', { HTTP_FORWARDED: 'for=127.0.0.1' }, false],
    ['through a proxy', { HTTP_VIA: '1.1 a' }, false],
    ['not development', { 'torii.dev': false }, false],
    ['not said', { 'torii.dev': undefined }, false],
    ['as text', { 'torii.dev': 'true' }, false],
  ])('tells the peer: %s', async (_, changes, tells) => {
    const body = await textOf((await dev(new TypeError('mine'), changes)).body)
    expect(body.includes('mine')).toBe(tells)
    expect((await failure(new TypeError('x'), local().environ, { dev: true })).body).toContain('TypeError')
  })

  test('values are cut, and no code of theirs runs', async () => {
    let ran = 0
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.self = circle
    const vars = {
      user: {},
      getter: Object.defineProperty({}, 'x', { get: () => ++ran, enumerable: true }),
      long: 'x'.repeat(1000),
      many: Array.from({ length: 1000 }, (_, index) => index),
      deep: { a: { b: { c: { d: 1 } } } },
      circle,
      map: new Map<unknown, unknown>([
        ['k', 1],
        [{}, 2],
      ]),
      set: new Set([1, 2]),
      date: new Date(0),
      noDate: new Date(Number.NaN),
      big: 10n,
      symbol: Symbol('s'),
      words: { toString: () => `${++ran}`, toJSON: () => ++ran },
      proxy: new Proxy({}, { ownKeys: () => JSON.parse('{') }),
    }
    const error = await thrownBy('page.html', vars)
    const text = await textOf((await dev(error, { HTTP_ACCEPT: 'text/plain' })).body)
    expect(ran).toBe(0)
    for (const line of [
      'getter: { x: [getter] }',
      `long: "${'x'.repeat(200)}…"`,
      /many: \[0, 1, .*19, … 980 more\]/,
      'deep: { a: { b: { c: … } } }',
      'circle: { name: "circle", self: { name: "circle", self: { name: "circle", self: … } } }',
      'map: { k: 1, object: 2 }',
      'set: [1, 2]',
      'date: 1970-01-01T00:00:00.000Z',
      'noDate: [no date]',
      'big: 10n',
      'symbol: Symbol(s)',
      'proxy: [cannot be shown]',
    ])
      expect(text).toMatch(typeof line === 'string' ? new RegExp(`^ {2}${escaped(line)}$`, 'm') : line)
  })
})

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

describe('secrets', () => {
  const secret = 'hunter2-sekrit'
  const vars = {
    user: { name: 'Ann', password: secret, nested: [{ apiKey: secret }] },
    session: { id: secret },
    note: `it is ${secret}`,
    run: (): never => {
      throw new RangeError(`wrong: ${secret}`)
    },
  }
  const environ: Record<string, unknown> = {
    HTTP_COOKIE: `theme=dark; sid=${secret}`,
    HTTP_AUTHORIZATION: `Bearer ${secret}`,
    HTTP_X_API_KEY: secret,
    HTTP_REFERER: `http://localhost/?token=${secret}&a=1`,
    QUERY_STRING: `session=${secret}&page=2`,
    REQUEST_URI: `/a?session=${secret}&page=2`,
    SSL_SESSION_ID: secret,
  }
  const loader = new MemoryLoader({
    'context.html': `{# ${secret} #}\n{{ user.name.first.last }}`,
    'call.html': `<p>\n{{ run("${secret}") }}`,
    'syntax.html': `{# ${secret} #}\n{% if "${secret}" }`,
    'nested.html': '{% include "call.html" %}',
  })
  const hiding = view(new Environment({ loader }))
  const kinds: Record<string, (environ: Environ) => Promise<unknown>> = {
    'a missing value': (given) => rejection(hiding(given, 'context.html', vars)),
    'a function': (given) => rejection(hiding(given, 'nested.html', vars)),
    'a syntax error': (given) => rejection(hiding(given, 'syntax.html', vars)),
    'a header': (given) =>
      rejection(hiding(given, 'context.html', vars, { headers: { 'x-a': `${secret}\n` } })),
    'the application': async () => new Error(secret, { cause: { password: secret } }),
    'an error with fields': async () => Object.assign(new TypeError('x'), { token: secret, status: 500 }),
    'an error of a client': async () => Object.assign(new TypeError(secret), { status: 422 }),
  }

  test.each(Object.keys(kinds))('of %s are in no byte of a production page', async (kind) => {
    for (const HTTP_ACCEPT of Object.values(accepts)) {
      const given = local({ ...environ, HTTP_ACCEPT }).environ
      const reply = await failure(await kinds[kind]?.(given), given)
      expect(JSON.stringify(reply)).not.toContain('sekrit')
    }
  })

  test.each(Object.keys(kinds))('of %s are redacted in development', async (kind) => {
    for (const HTTP_ACCEPT of Object.values(accepts)) {
      const given = local({ ...environ, HTTP_ACCEPT, 'torii.dev': true }).environ
      const reply = await failure(await kinds[kind]?.(given), given)
      expect(JSON.stringify(reply)).not.toContain('sekrit')
    }
  })

  test('inside of something secret, and across the marked part, are redacted as well', async () => {
    const torn = new MemoryLoader({ 'torn.html': '{{ abc.defghijk.lmn }}abc.defghijk.lmn }}xyz' })
    const session = { data: { first: 'abc.defghijk.lmn }}xyz' } }
    const error = await rejection(view(new Environment({ loader: torn }))({}, 'torn.html', { session }))
    const text = await textOf(
      (await failure(error, local({ HTTP_ACCEPT: 'text/plain', 'torii.dev': true }).environ)).body,
    )
    expect(text).toContain('   1 | {{ [redacted] }}[redacted]\n')
    expect(text).not.toContain('defghijk')
    const whole = { token: '{{ abc.def' }
    const other = await rejection(view(new Environment({ loader: torn }))({}, 'torn.html', whole))
    const { environ } = local({ HTTP_ACCEPT: 'text/plain', 'torii.dev': true })
    expect(await textOf((await failure(other, environ)).body)).not.toContain('{{ abc.def')
  })

  test('are redacted by name, and where they were copied to', async () => {
    const given = local({ ...environ, HTTP_ACCEPT: 'text/plain', 'torii.dev': true }).environ
    const text = await textOf((await failure(await kinds['a function']?.(given), given)).body)
    for (const line of [
      'HTTP_COOKIE: [redacted]',
      'HTTP_AUTHORIZATION: [redacted]',
      'QUERY_STRING: session=[redacted]&page=2',
      'HTTP_REFERER: http://localhost/?token=[redacted]&a=1',
      'user: { name: "Ann", password: [redacted], nested: [{ apiKey: [redacted] }] }',
      'session: [redacted]',
      'note: "it is [redacted]"',
      'RangeError: wrong: [redacted]',
    ])
      expect(text).toContain(line)
  })
})
