/** What the wiki's controller does beyond the visit: what it does not do, and what it refuses. */
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { type Render, view } from '../../src/view/api.js'
import type { App, Environ, Reply } from '../../src/view/contract.js'
import { request, textOf } from '../view/request.js'
import { example, memoryWiki, templates } from './example.js'

const [{ wiki }, { started }, { MemoryPages }] = await Promise.all([
  example('app'),
  example('start'),
  example('memory'),
])

const ask = (app: App, path: string, more: Readonly<Record<string, unknown>> = {}): Promise<Reply> => {
  const [info = '', query = ''] = path.split('?')
  const environ: Environ = request({
    PATH_INFO: decodeURI(info),
    QUERY_STRING: query,
    REQUEST_URI: path,
    ...more,
  })
  return Promise.resolve(app(environ))
}

describe('a page that the browser has already', () => {
  const pages = started(new MemoryPages())
  const rendered: string[] = []
  const real = view(templates)
  // Templates call `html`, so a page that is not rendered never does.
  const render: Render = (environ, name, vars = {}, init) => {
    const seen = { ...vars, ...('html' in vars ? { html: watched(vars.html) } : {}) }
    return real(environ, name, seen, init)
  }
  const watched = (html: unknown) => () => {
    rendered.push('page')
    return typeof html === 'function' ? html() : html
  }
  const app = wiki({ pages, render })

  it('is not rendered again, until it or the pages it may link to change', async () => {
    const { headers } = await ask(app, '/FrontPage')
    expect(rendered).toHaveLength(1)
    const again = { HTTP_IF_NONE_MATCH: headers.etag }
    expect((await ask(app, '/FrontPage', again)).status).toBe(304)
    expect(rendered).toHaveLength(1)
    pages.save('Sandbox', { base: 0, body: 'New', author: 'Ann', comment: '' })
    expect((await ask(app, '/FrontPage', again)).status).toBe(200)
    expect(rendered).toHaveLength(2)
  })

  it('is another one in another store', async () => {
    const { headers } = await ask(app, '/FrontPage')
    const other = await ask(await memoryWiki(), '/FrontPage', { HTTP_IF_NONE_MATCH: headers.etag })
    expect(other.status).toBe(200)
  })
})

describe('below a mount', () => {
  it('all addresses are there', async () => {
    const app = await memoryWiki()
    const paths = [
      '/FrontPage',
      '/FrontPage/edit',
      '/RecentChanges',
      '/TitleIndex',
      '/search?q=text',
      '/None',
    ]
    for (const path of paths) {
      const page = await textOf((await ask(app, path, { SCRIPT_NAME: '/w' })).body)
      const addresses = Array.from(
        page.matchAll(/(?:href|src|action)="(\/[^"]*)"/g),
        ([, address]) => address,
      )
      expect(addresses.length).toBeGreaterThan(5)
      expect(addresses.filter((address) => !address?.startsWith('/w/'))).toEqual([])
    }
    expect((await ask(app, '/', { SCRIPT_NAME: '/w' })).headers.location).toBe('/w/FrontPage')
  })
})

describe('pages are sound HTML', () => {
  it.each([
    '/FrontPage',
    '/Formatting',
    '/FrontPage/edit',
    '/FrontPage/history',
    '/FrontPage/links',
    '/FrontPage/diff/1/1',
    '/RecentChanges',
    '/TitleIndex',
    '/search?q=text',
    '/None',
    '/search',
    '/a/b',
  ])('%s', async (path) => {
    const page = await textOf((await ask(await memoryWiki(), path)).body)
    const errors: string[] = []
    parse(page, { onParseError: ({ code, startLine }) => void errors.push(`${code} on line ${startLine}`) })
    expect(errors).toEqual([])
    const ids = Array.from(page.matchAll(/\sid="([^"]*)"/g), ([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, label] of page.matchAll(/(?:for|aria-describedby|aria-labelledby)="([^"]*)"/g))
      expect(ids).toContain(label)
  })
})

describe('lists go on', () => {
  it('for histories and changes of more than fifty', async () => {
    const pages = started(new MemoryPages())
    const app = wiki({ pages, render: view(templates) })
    for (let base = 0; base < 120; base++)
      pages.save('Long', { base, body: `Text ${base}`, author: 'Ann', comment: '' })
    const seen: string[] = []
    let path: string | undefined = '/Long/history'
    while (path !== undefined) {
      const page: string = await textOf((await ask(app, path)).body)
      seen.push(...Array.from(page.matchAll(/<li value="(\d+)"/g), ([, rev = '']) => rev))
      path = /rel="next" href="([^"]*)"/.exec(page)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(120 - index)))
    const json = await textOf((await ask(app, '/RecentChanges.json?before=3')).body)
    expect(JSON.parse(json)).toMatchObject({
      changes: [{ name: 'Formatting' }, { name: 'FrontPage' }],
      older: null,
    })
  })
})
