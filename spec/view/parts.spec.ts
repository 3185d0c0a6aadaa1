/** What an application is made of around pages: compose, mount, redirect, url, form. */
import { describe, expect, test } from 'vitest'
import { compose, form, mount, redirect, url, ViewError } from '../../src/view/api.js'
import type { App, Environ } from '../../src/view/contract.js'
import { copyOf } from '../../src/view/environ-copy.js'
import { input, rejection, request } from './request.js'

const named =
  (name: string): App =>
  ({ SCRIPT_NAME, PATH_INFO }) => ({ status: 200, headers: {}, body: `${name} ${SCRIPT_NAME} ${PATH_INFO}` })

describe('compose', () => {
  const around =
    (letter: string) =>
    (app: App): App =>
    async (environ) => {
      const reply = await app(environ)
      return { ...reply, body: `${letter}(${reply.body})` }
    }

  test('puts the first of the list outermost', async () => {
    const app: App = () => ({ status: 200, headers: {}, body: 'app' })
    expect((await compose(app, around('a'), around('b'))({})).body).toBe('a(b(app))')
    expect(compose(app)).toBe(app)
  })
})

describe('mount', () => {
  const app = mount({ '/wiki': named('wiki'), '/wiki/admin': named('admin'), '/': named('root') })

  test.each([
    ['/wiki', 'wiki /wiki '],
    ['/wiki/', 'wiki /wiki /'],
    ['/wiki/Page', 'wiki /wiki /Page'],
    ['/wiki/admin/x', 'admin /wiki/admin /x'],
    ['/wiki/administrator', 'wiki /wiki /administrator'],
    ['/wikis', 'root  /wikis'],
    ['/WIKI', 'root  /WIKI'],
    ['/', 'root  /'],
    ['', 'root  '],
    ['/other/wiki', 'root  /other/wiki'],
    ['//wiki', 'root  //wiki'],
  ])('%j goes to %j', async (PATH_INFO, body) => {
    expect(await app(request({ PATH_INFO }))).toMatchObject({ body })
  })

  test('can be mounted again', async () => {
    const outer = mount({ '/a': mount({ '/b': named('inner') }) })
    expect(await outer(request({ PATH_INFO: '/a/b/c', SCRIPT_NAME: '/s' }))).toMatchObject({
      body: 'inner /s/a/b /c',
    })
  })

  test('answers 404 where nothing is', async () => {
    const reply = await mount({ '/a': named('a') })(request({ PATH_INFO: '/b' }))
    expect(reply).toMatchObject({ status: 404, body: 'Not Found\n' })
  })

  test('leaves the environ as it is, and what is made on demand on demand', async () => {
    let made = 0
    const environ = request({ PATH_INFO: '/wiki/x', HTTP_COOKIE: 'a=1' })
    Object.defineProperty(environ, 'torii.input', { get: () => `input ${++made}`, enumerable: true })
    const before = Object.getOwnPropertyDescriptors(environ)
    let seen: Environ = {}
    const keep: App = (given) => {
      seen = given
      return redirect('/')
    }
    await mount({ '/wiki': keep })(environ)
    expect(Object.getOwnPropertyDescriptors(environ)).toEqual(before)
    expect([made, seen['torii.input'], made]).toEqual([0, 'input 1', 1])
    expect(Object.getPrototypeOf(seen)).toBe(null)
    expect(seen.HTTP_COOKIE).toBe('a=1')
    seen.mine = 1
    Object.assign(seen, { 'torii.input': 'another' })
    expect([seen['torii.input'], environ['torii.input']]).toEqual(['another', 'input 2'])
    expect(environ).not.toHaveProperty('mine')
    expect(Object.keys(copyOf(environ))).toEqual(Object.keys(environ))
  })

  test.each(['', 'wiki', '/wiki/', '//'])('refuses %j', async (path) => {
    const error = await rejection(() => mount({ [path]: named('a') }))
    expect(error).toMatchObject({ id: 'bad-mount', message: expect.stringContaining('starts with a slash') })
  })
})

describe('redirect', () => {
  test.each<[to: string | URL, location: string]>([
    ['/a', '/a'],
    ['/a?b=c#d', '/a?b=c#d'],
    ['?page=2', '?page=2'],
    ['../up', '../up'],
    ['page', 'page'],
    ['/Zoë/日 "x"', '/Zo%C3%AB/%E6%97%A5%20%22x%22'],
    ['/50%25/%zz', '/50%25/%25zz'],
    ['/\ud800', '/%EF%BF%BD'],
    ['/a\\b', '/a%5Cb'],
    [' //evil.example', '%20//evil.example'],
    [new URL('https://other.example/ä?b'), 'https://other.example/%C3%A4?b'],
    [url({ SCRIPT_NAME: '/wiki' }, '/Page'), '/wiki/Page'],
  ])('to %j is %j', (to, location) => {
    expect(redirect(to)).toEqual({ status: 303, headers: { location }, body: null })
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    'https://evil.example',
    'HTTPS:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/a\r\nset-cookie: b',
    '/a\nb',
    '/\t/evil.example',
    '\t//evil.example',
    '/a\0',
    '',
  ])('to %j is refused', async (location) => {
    expect(await rejection(() => redirect(location))).toMatchObject({ id: 'bad-redirect', status: 500 })
  })

  test('to another site says how', async () => {
    const message = expect.stringContaining('give it new URL(…)')
    expect(await rejection(() => redirect('//evil.example'))).toMatchObject({ message })
    expect(await rejection(() => redirect(new URL('ftp://a.example')))).toMatchObject({ id: 'bad-redirect' })
  })

  test.each([200, 300, 304, 404])('with status %i is refused', async (status) => {
    expect(await rejection(() => redirect('/a', status))).toMatchObject({ id: 'bad-redirect' })
    expect(redirect('/a', 308).status).toBe(308)
  })
})

describe('url', () => {
  test.each<
    [mounted: string | undefined, path: string, query: Record<string, unknown> | undefined, address: string]
  >([
    [undefined, '/a', undefined, '/a'],
    ['', '/', undefined, '/'],
    ['/wiki', '/', undefined, '/wiki/'],
    ['/wiki', 'a', undefined, '/wiki/a'],
    ['/wi ki?#', '/é', undefined, '/wi%20ki%3F%23/%C3%A9'],
    ['/50%25', '/', undefined, '/50%2525/'],
    ['//evil.example', '/x', undefined, '/evil.example/x'],
    ['', '//evil.example/x', undefined, '/evil.example/x'],
    ['', '/\\evil.example', undefined, '/evil.example'],
    ['', '\\\\evil.example', undefined, '/evil.example'],
    ['', 'https://evil.example', undefined, '/https://evil.example'],
    ['', '/a?b=c', { d: 'e f&', g: 1 }, '/a?b=c&d=e+f%26&g=1'],
    ['', '/a#top', { q: 'é' }, '/a?q=%C3%A9#top'],
    ['', '/a', { none: undefined, nil: null, list: [1, 'b'] }, '/a?list=1&list=b'],
    ['', '/a', {}, '/a'],
    ['', '/%41%', undefined, '/%41%25'],
    ['', '/a\r\nb\t"<>\'', undefined, "/a%0D%0Ab%09%22%3C%3E'"],
  ])('of %j and %j with %j', (SCRIPT_NAME, path, query, address) => {
    const environ: Environ = SCRIPT_NAME === undefined ? {} : { SCRIPT_NAME }
    expect(url(environ, path, query)).toBe(address)
  })
})

describe('form', () => {
  const posted = (body: string | readonly string[], type?: string, more: Record<string, unknown> = {}) => {
    const { stream, seen } = input(...[body].flat())
    const environ = request({ REQUEST_METHOD: 'POST', CONTENT_TYPE: type, 'torii.input': stream, ...more })
    return { environ, seen }
  }
  const urlencoded = 'application/x-www-form-urlencoded'
  // As long as the shortest that programs make; Node takes shorter ones for mistakes.
  const boundary = 'torii-boundary-0123456789abcdef'
  const multipart = `multipart/form-data; boundary=${boundary}`
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

  test.each([urlencoded, `${urlencoded}; charset=UTF-8`, urlencoded.toUpperCase()])(
    'reads %s',
    async (type) => {
      const fields = await form(posted(['a=1&b=%C3', '%A9+x&a=2'], type).environ)
      expect([...fields]).toEqual([
        ['a', '1'],
        ['b', 'é x'],
        ['a', '2'],
      ])
    },
  )

  test('reads multipart, with files', async () => {
    const file = `${part('f"; filename="a.txt', 'text')}--${boundary}--\r\n`
    const fields = await form(posted([part('a', 'é'), file], multipart).environ)
    expect(fields.get('a')).toBe('é')
    const uploaded = fields.get('f')
    expect(uploaded instanceof File && [uploaded.name, await uploaded.text()]).toEqual(['a.txt', 'text'])
  })

  test('of nothing is empty', async () => {
    expect([...(await form(request({ CONTENT_TYPE: urlencoded })))]).toEqual([])
  })

  test.each([undefined, 'application/json', 'text/plain', 'multipart/form-data-x', 'x-multipart/form-data'])(
    'of type %s is 415',
    async (type) => {
      const { environ, seen } = posted('{}', type)
      const error = await rejection(form(environ))
      expect(error).toBeInstanceOf(ViewError)
      expect(error).toMatchObject({ status: 415, id: 'form-type' })
      expect(seen.pulled).toBe(0)
    },
  )

  test('that says it is too large is 413 unread', async () => {
    const { environ, seen } = posted('a=1', urlencoded, { CONTENT_LENGTH: '11' })
    expect(await rejection(form(environ, { limit: 10 }))).toMatchObject({ status: 413, id: 'form-too-large' })
    expect(seen.pulled).toBe(0)
  })

  test('that turns out to be too large is 413, and is not read on', async () => {
    const { environ, seen } = posted(Array(100).fill('a=12345&'), urlencoded, { CONTENT_LENGTH: '8' })
    expect(await rejection(form(environ, { limit: 20 }))).toMatchObject({ status: 413 })
    expect(seen).toEqual({ pulled: 3, cancelled: true })
  })

  test('may be as large as the limit', async () => {
    const { environ } = posted('a=12345678', urlencoded)
    expect((await form(environ, { limit: 10 })).get('a')).toBe('12345678')
  })

  test.each([
    [multipart, 'nothing of the kind'],
    [multipart, part('a', 'b').slice(0, -5)],
    ['multipart/form-data', part('a', 'b')],
  ])('that is malformed is 400: %s', async (type, body) => {
    expect(await rejection(form(posted(body, type).environ))).toMatchObject({
      status: 400,
      id: 'form-malformed',
      message: 'The form cannot be read: its parts are not as they must be',
    })
  })

  test('can be read once', async () => {
    const { environ } = posted('a=1', urlencoded)
    await form(environ)
    expect(await rejection(form(environ))).toMatchObject({ status: 500, id: 'form-read' })
  })
})
