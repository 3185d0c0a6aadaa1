/** 304 (RFC 9110, section 13): who has the page already gets no page, and none is rendered. */
import { describe, expect, test } from 'vitest'
import { view } from '../../src/view/api.js'
import type { Environ, Reply } from '../../src/view/contract.js'
import type { Init } from '../../src/view/init.js'
import { header, request } from './request.js'

const changed = new Date('2026-11-22T10:20:30.500Z')
const stamp = 'Sun, 22 Nov 2026 10:20:30 GMT'

/** The reply, and whether the page was rendered for it. */
async function ask(environ: Environ, init: Init, name = 'page.html'): Promise<[Reply, boolean]> {
  let isRendered = false
  const render = view({
    load: () => () => {
      isRendered = true
      return 'page'
    },
    has: () => true,
    block: () => {
      isRendered = true
      return 'block'
    },
  })
  const reply = await render(request(environ), name, {}, init)
  return [reply, isRendered]
}

const both: Init = { etag: '"rev7"', lastModified: changed }

describe('the page is sent and rendered', () => {
  test.each<[environ: Environ, init: Init]>([
    [{}, both],
    [{ HTTP_IF_NONE_MATCH: '"rev6"' }, both],
    [{ HTTP_IF_NONE_MATCH: 'rev7' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7' }, both],
    [{ HTTP_IF_NONE_MATCH: '"REV7"' }, both],
    [{ HTTP_IF_NONE_MATCH: '"a,\\"rev7' }, both],
    [{ HTTP_IF_NONE_MATCH: '' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev6"', HTTP_IF_MODIFIED_SINCE: stamp }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { lastModified: changed }],
    [{ HTTP_IF_NONE_MATCH: '*' }, {}],
    [{ HTTP_IF_MODIFIED_SINCE: 'Sun, 22 Nov 2026 10:20:29 GMT' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: stamp }, { etag: '"rev7"' }],
    [{ HTTP_IF_MODIFIED_SINCE: '2030-01-01' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: 'tomorrow' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: '9999999999999' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"', REQUEST_METHOD: 'POST' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: stamp, REQUEST_METHOD: 'PUT' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { ...both, status: 404 }],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { ...both, csp: "script-src 'nonce-{nonce}'" }],
    [{ HTTP_IF_MODIFIED_SINCE: stamp }, { ...both, csp: "script-src 'nonce-{nonce}'" }],
  ])('for %j with %j', async (environ, init) => {
    const [reply, isRendered] = await ask(environ, init)
    expect(reply).toMatchObject({ status: init.status ?? 200, body: 'page' })
    expect(isRendered).toBe(true)
  })
})

describe('304, and nothing is rendered', () => {
  test.each<[environ: Environ, init: Init]>([
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, both],
    [{ HTTP_IF_NONE_MATCH: 'W/"rev7"' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { etag: 'W/"rev7"' }],
    [{ HTTP_IF_NONE_MATCH: ' "a", W/"b" ,"rev7"' }, both],
    [{ HTTP_IF_NONE_MATCH: '"a,b","rev7"' }, both],
    [{ HTTP_IF_NONE_MATCH: '*' }, both],
    [{ HTTP_IF_NONE_MATCH: '*' }, { lastModified: changed }],
    [{ HTTP_IF_NONE_MATCH: '"rev7"', HTTP_IF_MODIFIED_SINCE: 'Sun, 22 Nov 2020 10:20:30 GMT' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: stamp }, both],
    [{ HTTP_IF_MODIFIED_SINCE: 'Sunday, 22-Nov-26 10:20:30 GMT' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: 'Sun Nov 22 10:20:30 2026' }, both],
    [{ HTTP_IF_MODIFIED_SINCE: 'Mon, 23 Nov 2026 10:20:30 GMT' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"', REQUEST_METHOD: 'HEAD' }, both],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { ...both, csp: "default-src 'self'" }],
    [{ HTTP_IF_NONE_MATCH: '"rev7"' }, { ...both, stream: true }],
  ])('for %j with %j', async (environ, init) => {
    const [reply, isRendered] = await ask(environ, init)
    expect(reply).toMatchObject({ status: 304, body: null })
    expect(isRendered).toBe(false)
  })
})

test('the validators are sent along', async () => {
  const [{ headers }] = await ask({}, both)
  expect(headers).toMatchObject({ etag: '"rev7"', 'last-modified': stamp })
})

test('a 304 has the headers of a cache and no others', async () => {
  const headers = {
    'cache-control': 'max-age=60',
    expires: 'x',
    'content-location': '/a',
    'set-cookie': ['a=1'],
    'content-language': 'en',
    'x-a': 'b',
  }
  const [reply] = await ask(
    { HTTP_IF_NONE_MATCH: '*', HTTP_HX_REQUEST: 'false' },
    { ...both, headers, csp: "default-src 'self'", fragment: 'list' },
  )
  const { 'content-language': _, 'x-a': __, ...kept } = headers
  const vary = 'HX-Request, HX-Boosted, HX-History-Restore-Request'
  expect(reply.headers).toEqual({ ...kept, etag: '"rev7"', 'last-modified': stamp, vary })
})

describe('pages at the same address', () => {
  test('have different ETags by type, so that one is not taken for the other', async () => {
    const json = { HTTP_ACCEPT: 'application/json' }
    const [reply] = await ask(json, both, 'page')
    expect(header(reply, 'etag')).toBe('"rev7;json"')
    expect((await ask({ ...json, HTTP_IF_NONE_MATCH: '"rev7;json"' }, both, 'page'))[0].status).toBe(304)
    expect((await ask({ ...json, HTTP_IF_NONE_MATCH: '"rev7;html"' }, both, 'page'))[0].status).toBe(200)
  })

  test('have different ETags by fragment', async () => {
    const [reply] = await ask({ HTTP_HX_REQUEST: 'true' }, { ...both, fragment: 'list' })
    expect(reply).toMatchObject({ body: 'block', headers: { etag: '"rev7;list"' } })
    const [weak] = await ask({ HTTP_HX_REQUEST: 'true' }, { etag: 'W/"a"', fragment: 'é' }, 'page')
    expect(header(weak, 'etag')).toBe('W/"a;html%3B%C3%A9"')
  })
})

describe('etag: true', () => {
  test('hashes the page, weakly', async () => {
    const [reply] = await ask({}, { etag: true })
    expect(header(reply, 'etag')).toMatch(/^W\/"[\w-]{22}"$/)
    const [again, isRendered] = await ask({ HTTP_IF_NONE_MATCH: header(reply, 'etag') }, { etag: true })
    expect(again).toEqual({ status: 304, headers: { etag: header(reply, 'etag') }, body: null })
    expect(isRendered).toBe(true)
  })

  test('is another one for another page', async () => {
    const tag = async (text: string) =>
      header(await view({ load: () => () => text })({}, 'a.html', {}, { etag: true }), 'etag')
    expect(await tag('a')).not.toBe(await tag('b'))
    expect(await tag('a')).toBe(await tag('a'))
  })
})
