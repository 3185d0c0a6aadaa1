/** `lint(app)`: every check, each provoked by a planted violation, and silence where nothing is wrong. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { compose, lint, mount, redirect, view } from '../../src/view/api.js'
import type { App, Environ, Reply } from '../../src/view/contract.js'
import type { Finding } from '../../src/view/lint/finding.js'
import { input, piecesOf, rejection, request, textOf } from './request.js'

const html = { 'content-type': 'text/html; charset=utf-8' }
const fine: Reply = { status: 200, headers: html, body: 'page' }

/** Calls an application under lint, reads its body, and gives what was thrown, or the first warning. */
async function found(app: unknown, environ: unknown = request()): Promise<Finding | null> {
  const warnings: Finding[] = []
  try {
    const linted = lint(app as App, { warn: (finding) => warnings.push(finding) })
    await textOf((await linted(environ as Environ)).body)
  } catch (error) {
    if (error instanceof Error && 'check' in error)
      return { check: String(error.check), message: error.message }
    throw error
  }
  return warnings[0] ?? null
}

/** An application that gives a reply, with some of its headers or fields changed. */
const giving =
  (changes: object, headers: object = {}) =>
  (): unknown => ({ ...fine, headers: { ...html, ...headers }, ...changes })
const reply = (value: unknown) => (): unknown => value
const withHeaders = (headers: unknown, body: unknown = 'page', status = 200) =>
  reply({ status, headers, body })
const body = (value: unknown, headers: object = {}) => giving({ body: value }, headers)

type Row = readonly [check: string, says: string, app: unknown]

describe('calls', () => {
  test.each<Row>([
    ['app-function', 'lint() got undefined', undefined],
    ['app-function', 'an application is a function', { fetch: () => null }],
    ['app-parameters', 'fromNode wraps (req, res)', (_req: unknown, _res: unknown) => fine],
    ['reply-fetch', 'wrap it with fromFetch', () => new Response('x')],
    ['reply-fetch', 'fromFetch', async () => new Response('x')],
    ['reply-object', 'gave a list: give { status, headers, body }', () => [200, {}, 'x']],
    ['reply-object', 'gave undefined', () => undefined],
    ['reply-object', 'gave null', async () => null],
    ['reply-object', 'gave "page"', () => 'page'],
    ['reply-object', 'gave an object', () => new (class Page {})()],
    ['reply-fields', 'lacks body', () => ({ status: 200, headers: {} })],
    ['reply-fields', 'lacks status, headers', () => ({ body: '' })],
    ['reply-fields', 'has cookies: nobody reads that', giving({ cookies: {} })],
    ['headers-object', 'Object.fromEntries(headers)', withHeaders(new Headers())],
    ['headers-object', 'are a list', withHeaders([['a', 'b']])],
    ['headers-object', 'are an object', withHeaders(new Map())],
    ['headers-object', 'are undefined', withHeaders(undefined)],
  ])('%s: %s', async (check, says, app) => {
    expect(await found(app)).toMatchObject({ check, message: expect.stringContaining(says) })
  })

  test.each([[[]], [[request(), {}]]])('call-arguments', async (args) => {
    const linted: (...args: unknown[]) => unknown = lint(() => fine) as never
    expect(await rejection(async () => linted(...args))).toMatchObject({ check: 'call-arguments' })
  })
})

describe('environs', () => {
  test.each<readonly [check: string, says: string, environ: unknown]>([
    ['environ-object', 'The environ is null', null],
    ['environ-object', 'hand over a plain object', new Map()],
    ['environ-object', 'The environ is an object', new (class Request {})()],
    ['environ-frozen', 'hand over a copy', Object.freeze(request())],
    ['environ-strings', 'SERVER_PORT is 80: names without a dot are strings', request({ SERVER_PORT: 80 })],
    ['environ-strings', 'leave out what is not known', { ...request(), HTTPS: undefined }],
    ['environ-names', '"http_cookie" is no name of CGI', request({ http_cookie: 'a' })],
    ['environ-names', '"HTTP_X-A"', request({ 'HTTP_X-A': 'a' })],
    ['environ-controls', 'HTTP_X has a line break', request({ HTTP_X: 'a\r\nb' })],
    ['environ-controls', 'QUERY_STRING has a line break', request({ QUERY_STRING: 'a\0' })],
    ['environ-required', 'lacks REQUEST_METHOD', request({ REQUEST_METHOD: undefined })],
    [
      'environ-required',
      'lacks SCRIPT_NAME, PATH_INFO',
      request({ SCRIPT_NAME: undefined, PATH_INFO: undefined }),
    ],
    ['environ-required', 'lacks QUERY_STRING', request({ QUERY_STRING: undefined })],
    ['environ-required', 'lacks SERVER_NAME', request({ SERVER_NAME: undefined })],
    ['environ-required', 'lacks SERVER_PORT', request({ SERVER_PORT: undefined })],
    ['environ-required', 'lacks SERVER_PROTOCOL', request({ SERVER_PROTOCOL: undefined })],
    ['method-token', 'REQUEST_METHOD is "G T"', request({ REQUEST_METHOD: 'G T' })],
    ['method-token', 'REQUEST_METHOD is ""', request({ REQUEST_METHOD: '' })],
    ['method-case', 'upper case as a rule', request({ REQUEST_METHOD: 'get' })],
    ['script-name', 'SCRIPT_NAME is "/"', request({ SCRIPT_NAME: '/' })],
    ['script-name', 'does not end with one', request({ SCRIPT_NAME: '/wiki/' })],
    ['script-name', 'starts with a slash', request({ SCRIPT_NAME: 'wiki' })],
    ['path-info', 'PATH_INFO is "page"', request({ PATH_INFO: 'page' })],
    ['path-info', "'*' only for OPTIONS", request({ PATH_INFO: '*' })],
    ['path-either', "set PATH_INFO to '/'", request({ PATH_INFO: '' })],
    ['server-port', 'SERVER_PORT is "http"', request({ SERVER_PORT: 'http' })],
    ['server-port', 'consists of digits', request({ SERVER_PORT: '' })],
    ['server-protocol', 'write it as HTTP/1.1', request({ SERVER_PROTOCOL: 'http/1.1' })],
    ['server-protocol', 'SERVER_PROTOCOL is "INCLUDED"', request({ SERVER_PROTOCOL: 'INCLUDED' })],
    ['request-scheme', 'it is http or https', request({ REQUEST_SCHEME: 'ws' })],
    ['content-length', 'leave it out', request({ CONTENT_LENGTH: '' })],
    ['content-length', 'CONTENT_LENGTH is "-1"', request({ CONTENT_LENGTH: '-1' })],
    ['content-type', 'leave it out', request({ CONTENT_TYPE: '' })],
    ['http-content', 'that header is CONTENT_TYPE', request({ HTTP_CONTENT_TYPE: 'a/b' })],
    ['http-content', 'that header is CONTENT_LENGTH', request({ HTTP_CONTENT_LENGTH: '1' })],
    ['http-proxy', 'programs take it for their own proxy', request({ HTTP_PROXY: 'a' })],
    ['remote-user', 'nobody has checked that name', request({ REMOTE_USER: 'a' })],
    ['http-host', 'HTTP_HOST is "a b"', request({ HTTP_HOST: 'a b' })],
    ['http-host', 'refuse the request', request({ HTTP_HOST: 'user@a' })],
    ['http-host', 'which is no host', request({ HTTP_HOST: 'a/b' })],
    ['torii-types', 'torii.input is "a": it must be a ReadableStream', request({ 'torii.input': 'a' })],
    ['torii-types', 'must be an AbortSignal', request({ 'torii.signal': {} })],
    ['torii-types', 'must be a function', request({ 'torii.errors': 'a' })],
    ['torii-types', 'must be one of http, fetch', request({ 'torii.gateway': 'ajp' })],
    ['torii-types', 'must be true or false', request({ 'torii.dev': 'yes' })],
    ['torii-types', 'list of links', request({ 'torii.early_hints': [] })],
    ['torii-names', 'start names of your own with another word', request({ 'torii.mine': 1 })],
  ])('%s: %s', async (check, says, environ) => {
    expect(await found(() => fine, environ)).toMatchObject({
      check,
      message: expect.stringContaining(says),
    })
  })
})

describe('replies', () => {
  test.each<Row>([
    ['status', 'The status is "200"', giving({ status: '200' })],
    ['status', 'from 200 to 599', giving({ status: 100 })],
    ['status', 'The status is 600', giving({ status: 600 })],
    ['status', 'whole number', giving({ status: 200.5 })],
    ['header-status', 'a field of its own', giving({}, { status: '200 OK' })],
    ['header-values', 'written in lower case', giving({}, { 'X-A': 'b' })],
    ['header-values', 'not a name of a header', giving({}, { 'x a': 'b' })],
    [
      'header-values',
      'must be a string or a list of strings, not number',
      giving({}, { 'content-length': 4 }),
    ],
    ['header-values', 'U+000A', giving({}, { 'x-a': 'b\nc' })],
    ['header-values', 'U+000D', giving({}, { 'set-cookie': ['a=1', 'b\rc'] })],
    ['header-values', 'U+0000', giving({}, { 'x-a': '\0' })],
    ['header-values', 'not Latin-1', giving({}, { 'x-a': 'ж' })],
    ['header-values', "connection is the gateway's", giving({}, { connection: 'close' })],
    ['header-values', "transfer-encoding is the gateway's", giving({}, { 'transfer-encoding': 'chunked' })],
    ['header-single', 'content-type is a list', giving({}, { 'content-type': ['text/html'] })],
    ['header-single', 'etag is a list', giving({}, { etag: ['"a"'] })],
    ['header-single', 'location is a list', giving({ status: 303 }, { location: ['/a', '/b'] })],
    ['header-trimmed', 'x-a has blanks', giving({}, { 'x-a': ' b' })],
    ['header-trimmed', 'set-cookie has blanks', giving({}, { 'set-cookie': ['a=1 '] })],
    ['body-status', 'status 204 has no body', withHeaders({}, 'x', 204)],
    ['body-status', 'status 304 has no body', withHeaders({}, '', 304)],
    [
      'type-status',
      'status 204 has no header content-length',
      withHeaders({ 'content-length': '0' }, null, 204),
    ],
    ['type-status', 'status 304 has no header content-type', withHeaders(html, null, 304)],
    ['type-missing', 'browsers would guess', withHeaders({})],
    ['type-unneeded', 'remove it', withHeaders(html, null, 404)],
    ['charset', 'add "; charset=utf-8"', giving({}, { 'content-type': 'text/plain' })],
    ['length-digits', 'consists of digits', giving({}, { 'content-length': '4 bytes' })],
    ['redirect-location', 'use redirect()', withHeaders({}, null, 303)],
    ['unauthorized-how', 'www-authenticate', giving({ status: 401 })],
    ['method-allow', 'the methods that work', giving({ status: 405 })],
    ['etag-quoted', 'put double quotes around it', giving({}, { etag: 'abc' })],
    ['etag-quoted', 'W/abc', giving({}, { etag: 'W/abc' })],
    ['last-modified-date', 'toUTCString()', giving({}, { 'last-modified': '2026-01-01' })],
    [
      'last-modified-date',
      'toUTCString()',
      giving({}, { 'last-modified': 'Sunday, 22-Nov-26 10:20:30 GMT' }),
    ],
    [
      'nonce-304',
      'leave the policy out',
      withHeaders({ 'content-security-policy': "script-src 'nonce-a'" }, null, 304),
    ],
    [
      'nonce-etag',
      'leave it out',
      giving({}, { 'content-security-policy': "script-src 'nonce-a'", etag: '"a"' }),
    ],
    [
      'cookie-public',
      'use private or no-store',
      giving({}, { 'set-cookie': 'a=1', 'cache-control': 'public' }),
    ],
    ['length-match', 'says 3 bytes and the body has 4', giving({}, { 'content-length': '3' })],
    ['length-match', 'count bytes', giving({ body: 'é' }, { 'content-length': '1' })],
    ['length-match', 'says 1 bytes', giving({ body: new Uint8Array(2) }, { 'content-length': '1' })],
  ])('%s: %s', async (check, says, app) => {
    expect(await found(app)).toMatchObject({ check, message: expect.stringContaining(says) })
  })

  test('vary', async () => {
    const app =
      (headers: object): App =>
      ({ HTTP_ACCEPT }) => ({
        ...fine,
        headers: { ...html, ...headers },
        body: HTTP_ACCEPT ?? '',
      })
    const environ = request({ HTTP_ACCEPT: 'text/html' })
    const message = expect.stringContaining(
      'looked at Accept: if the page depends on it, name it in the header vary',
    )
    expect(await found(app({}), environ)).toMatchObject({ check: 'vary', message })
    expect(await found(app({ vary: 'cookie' }), environ)).toMatchObject({ check: 'vary' })
    for (const vary of ['Accept', 'cookie,accept', '*', ['Cookie', 'Accept']])
      expect(await found(app({ vary }), environ)).toBe(null)
  })
})

describe('bodies', () => {
  test.each<Row>([
    ['body-kind', 'The body is undefined', body(undefined)],
    ['body-kind', 'The body is 7', body(7)],
    ['body-kind', 'The body is an object', body({ page: 1 })],
    ['body-chunks', 'The body gave 7', body(['a', 7])],
    ['body-chunks', 'strings or Uint8Arrays', body([['a']])],
    ['length-match', 'says 5 bytes and the body has 2', body(['a', 'b'], { 'content-length': '5' })],
    ['length-match', 'says 1 bytes and the body has 2', body(['é'], { 'content-length': '1' })],
  ])('%s: %s', async (check, says, app) => {
    expect(await found(app)).toMatchObject({ check, message: expect.stringContaining(says) })
  })

  const linted = async (value: unknown, environ = request(), warnings: Finding[] = []) => {
    const app = lint(body(value) as App, { warn: (finding) => warnings.push(finding) })
    return (await app(environ)).body as AsyncIterable<string> & AsyncIterator<string>
  }

  test('body-locked', async () => {
    const stream = new ReadableStream()
    stream.getReader()
    expect(await found(body(stream))).toMatchObject({ check: 'body-locked' })
  })

  test('body-once', async () => {
    const pieces = await linted(['a'])
    await piecesOf(pieces)
    expect(await rejection(() => pieces[Symbol.asyncIterator]())).toMatchObject({ check: 'body-once' })
  })

  test('body-after-return', async () => {
    const pieces = await linted(['a', 'b'])
    await pieces.return?.()
    expect(await rejection(pieces.next())).toMatchObject({ check: 'body-after-return' })
  })

  test('body-after-signal', async () => {
    const gone = new AbortController()
    const warnings: Finding[] = []
    const pieces = await linted(['a', 'b'], request({ 'torii.signal': gone.signal }), warnings)
    await pieces.next()
    expect(warnings).toEqual([])
    gone.abort()
    await pieces.next()
    expect(warnings).toMatchObject([{ check: 'body-after-signal' }])
  })

  test('body-closed', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const warnings: Finding[] = []
    await (async () => {
      await (await linted(['left'], request(), warnings)).next()
      await piecesOf(await linted(['read'], request(), warnings))
      await (await linted(['closed'], request(), warnings)).return?.()
    })()
    for (let turn = 0; turn < 50 && warnings.length === 0; turn++) {
      collect()
      await new Promise((resume) => setTimeout(resume, 5))
    }
    expect(warnings).toMatchObject([
      { check: 'body-closed', message: expect.stringContaining('must call return()') },
    ])
  })

  test('closes what it wraps', async () => {
    let isClosed = false
    function* pieces() {
      try {
        yield 'a'
        yield 'b'
      } finally {
        isClosed = true
      }
    }
    for await (const piece of await linted(pieces())) {
      expect(piece).toBe('a')
      break
    }
    expect(isClosed).toBe(true)
  })
})

describe('input', () => {
  const reading = (read: (environ: Environ) => Promise<unknown>) => async (environ: Environ) => {
    await read(environ)
    return fine
  }
  const posted = (more: object = {}) => request({ 'torii.input': input('abc', 'def').stream, ...more })

  test('input-once', async () => {
    const twice = reading(async (environ) => {
      const reader = environ['torii.input']?.getReader()
      reader?.releaseLock()
      environ['torii.input']?.getReader()
    })
    expect(await found(twice, posted())).toMatchObject({
      check: 'input-once',
      message: expect.stringContaining('hand on what it gave'),
    })
  })

  test('input-length', async () => {
    const all = reading((environ) => new Response(environ['torii.input']).text())
    expect(await found(all, posted({ CONTENT_LENGTH: '4' }))).toMatchObject({ check: 'input-length' })
    expect(await found(all, posted({ CONTENT_LENGTH: '6' }))).toBe(null)
    expect(await found(all, posted())).toBe(null)
  })

  test('input-late', async () => {
    const app = async (environ: Environ) => ({
      ...fine,
      body: (async function* () {
        yield 'first'
        yield await new Response(environ['torii.input']).text()
      })(),
    })
    expect(await found(app, posted())).toMatchObject({
      check: 'input-late',
      message: expect.stringContaining('read it before the first piece'),
    })
  })

  test('is not made before it is asked for, and is looked at then', async () => {
    const environ = request()
    let made = 0
    Object.defineProperty(environ, 'torii.input', { get: () => `no stream ${++made}`, enumerable: true })
    expect(await found(() => fine, environ)).toBe(null)
    expect(made).toBe(0)
    expect(
      await found(
        reading(async (given) => given['torii.input']),
        environ,
      ),
    ).toMatchObject({
      check: 'torii-types',
    })
  })

  test('is pulled as the application pulls, and closed when it stops', async () => {
    const { stream, seen } = input('a', 'b', 'c')
    const app = reading(async (environ) => {
      const reader = environ['torii.input']?.getReader()
      await reader?.read()
      await reader?.cancel()
    })
    expect(await found(app, request({ 'torii.input': stream }))).toBe(null)
    expect(seen).toEqual({ pulled: 1, cancelled: true })
  })
})

describe('nothing is found', () => {
  const render = view({ load: () => () => ['a', 'b'], has: () => true })
  test.each<[about: string, app: App, environ?: Environ]>([
    ['in a page', (environ) => render(environ, 'a.html')],
    ['in a streamed page', (environ) => render(environ, 'a.html', {}, { stream: true })],
    ['in a negotiated page', (environ) => render(environ, 'a'), request({ HTTP_ACCEPT: '*/*' })],
    ['in a 406', (environ) => render(environ, 'a'), request({ HTTP_ACCEPT: 'image/x' })],
    [
      'in a fragment',
      (environ) => render(environ, 'a.html', {}, { fragment: 'x', etag: '"a"' }),
      request({ HTTP_HX_REQUEST: 'false' }),
    ],
    [
      'in a 304',
      (environ) => render(environ, 'a.html', {}, { etag: '"a"', lastModified: new Date() }),
      request({ HTTP_IF_NONE_MATCH: '"a"' }),
    ],
    [
      'in a page with a nonce',
      (environ) => render(environ, 'a.html', {}, { csp: "script-src 'nonce-{nonce}'" }),
    ],
    ['in a redirect', () => redirect('/a')],
    ['in a 404 of mount', mount({ '/a': () => fine })],
    ['in a 401 with a way in', giving({ status: 401 }, { 'www-authenticate': 'Basic' }) as App],
    ['in what is not text', giving({}, { 'content-type': 'image/png' }) as App],
    [
      'in a HEAD without a body',
      withHeaders({ ...html, 'content-length': '9' }, null) as App,
      request({ REQUEST_METHOD: 'HEAD' }),
    ],
    ['in OPTIONS *', () => fine, request({ REQUEST_METHOD: 'OPTIONS', PATH_INFO: '*' })],
    ['in a path that was decoded', () => fine, request({ PATH_INFO: '/a\nb' })],
    [
      'in a host with a port',
      () => fine,
      request({ HTTP_HOST: '[::1]:80', REMOTE_USER: 'a', AUTH_TYPE: 'Basic' }),
    ],
    ['in Latin-1', giving({}, { 'x-a': 'é', 'set-cookie': ['a=1'], 'cache-control': 'private' }) as App],
    ['below itself', compose(() => fine, lint, lint)],
  ])('%s', async (_, app, environ) => {
    expect(await found(app, environ)).toBe(null)
  })

  test('and the reply is the same', async () => {
    expect(await lint(() => fine)(request())).toEqual(fine)
    const pieces = (await lint(body(['a', new Uint8Array([98])]) as App)(request())).body
    expect(await piecesOf(pieces)).toEqual(['a', 'b'])
  })

  test('and what middleware writes into the environ arrives', async () => {
    let seen: Environ = {}
    const app = lint((environ) => {
      environ.HTTP_ACCEPT = 'text/plain'
      seen = environ
      return fine
    })
    await app(request({ HTTP_ACCEPT: '*/*' }))
    expect(seen.HTTP_ACCEPT).toBe('text/plain')
  })
})

describe('advice', () => {
  const app = giving({}, { 'content-type': 'text/plain' }) as App

  test('goes to the log of the request', async () => {
    const lines: string[] = []
    await lint(app)(request({ 'torii.errors': (text: string) => lines.push(text) }))
    expect(lines).toEqual([
      'lint: The content type text/plain does not say its charset: add "; charset=utf-8" (charset)\n',
    ])
  })

  test('is thrown when that is wanted', async () => {
    expect(await rejection(async () => lint(app, { strict: true })(request()))).toMatchObject({
      check: 'charset',
    })
  })
})
