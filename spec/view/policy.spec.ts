/** The nonce of a page and its content security policy. */
import { describe, expect, test } from 'vitest'
import { Environment, MemoryLoader } from '../../src/index.js'
import { view } from '../../src/view/api.js'
import { header, request, textOf } from './request.js'

const render = view(
  new Environment({
    loader: new MemoryLoader({
      'plain.html': '{% set a = 1 %}<p>{% include "part.html" %}</p>',
      'part.html': 'part',
      'script.html': '<script nonce="{{ csp_nonce }}"></script><i>{{ csp_nonce|e ~ csp_nonce }}</i>',
      'data.html': '{{ csp_nonce|tojson }}',
    }),
  }),
)
const csp = "script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'"
const nonceIn = (text: string | undefined): string => /nonce-([\w-]+)/.exec(text ?? '')?.[1] ?? ''

describe('a nonce', () => {
  test('is the same everywhere in a page and its policy, 128 bits, and another one each time', async () => {
    const seen = new Set<string>()
    for (let time = 0; time < 3; time++) {
      const reply = await render(request(), 'script.html', {}, { csp })
      const nonce = nonceIn(header(reply, 'content-security-policy'))
      expect(nonce).toMatch(/^[\w-]{22}$/)
      expect(header(reply, 'content-security-policy')).toBe(
        `script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`,
      )
      expect(reply.body).toBe(`<script nonce="${nonce}"></script><i>${nonce}${nonce}</i>`)
      seen.add(nonce)
    }
    expect(seen.size).toBe(3)
  })

  test('can be data', async () => {
    expect((await render(request(), 'data.html')).body).toMatch(/^"[\w-]{22}"$/)
  })

  test('keeps a page out of caches', async () => {
    const init = { etag: '"a"', lastModified: new Date(), csp }
    const { headers } = await render(request(), 'script.html', {}, init)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers).not.toHaveProperty('etag')
    expect(headers).not.toHaveProperty('last-modified')
  })

  test('that only the template uses keeps it out as well', async () => {
    for (const etag of ['"a"', true] as const) {
      const { headers } = await render(request(), 'script.html', {}, { etag, lastModified: new Date() })
      expect(Object.keys(headers).sort()).toEqual(['cache-control', 'content-length', 'content-type'])
    }
  })

  test('leaves cache-control to the application', async () => {
    const headers = { 'cache-control': 'private' }
    expect(header(await render(request(), 'script.html', {}, { csp, headers }), 'cache-control')).toBe(
      'private',
    )
  })

  test('is in streamed pages as well', async () => {
    const reply = await render(request(), 'script.html', {}, { csp, stream: true })
    const nonce = nonceIn(header(reply, 'content-security-policy'))
    expect(await textOf(reply.body)).toContain(`<script nonce="${nonce}">`)
    expect(header(reply, 'cache-control')).toBe('no-store')
  })
})

test('a page without one can be kept, whatever else it does', async () => {
  const { headers } = await render(request(), 'plain.html', {}, { etag: '"a"', csp: "default-src 'self'" })
  expect(headers).toMatchObject({ etag: '"a"', 'content-security-policy': "default-src 'self'" })
  expect(headers).not.toHaveProperty('cache-control')
})
