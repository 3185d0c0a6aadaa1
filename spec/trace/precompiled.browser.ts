/**
 * Precompiled templates in Chromium, built by Vite and served under a policy that forbids code from strings: breakpoints
 * on lines of templates pause there, and errors have places when the page was given the source map.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { SourceMapConsumer } from 'source-map'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { torii } from '../../src/vite.js'
import { Project } from '../precompile/project.js'

const project = new Project({
  'page.torii.html':
    '{% from "forms.html" import field %}\n{% for item in items %}\n  {{ item.name }}\n{% endfor %}\n{{ field() }}{% include "part.html" %}',
  'forms.html': '{% macro field() %}\n  <input>\n  <b>{{ 1 }}</b>\n{% endmacro %}',
  'part.html': '<hr>\n{{ items|length }}\n{% if broken %}\n  {{ broken.deep.er }}\n{% endif %}',
})
const breakpoints = ['page.torii.html:3', 'forms.html:3', 'part.html:2']
const origin = 'http://torii.test'
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"

const profile = mkdtempSync(join(tmpdir(), 'torii-chromium-'))
let context: BrowserContext
let page: Page

const built = (file: string): string => readFileSync(project.path('built', file), 'utf8')

beforeAll(async () => {
  const entry = project.write(
    'main.js',
    `import template from './views/page.torii.html'
import { createRenderer } from 'toriijs/runtime/errors'
const map = await (await fetch('/main.js.map')).text()
const renderer = createRenderer({ 'page.torii.html': template }, { maps: { mapOf: () => map } })
try { new Function('') } catch { globalThis.strict = true }
globalThis.show = (vars) => renderer.render('page.torii.html', vars)
globalThis.fail = (vars) => {
  try { return renderer.render('page.torii.html', vars) } catch ({ id, template, line, column, frame, templates }) {
    return { id, template, line, column, frame, templates: templates.map((each) => each.template) }
  }
}`,
  )
  const lib = { entry, formats: ['es' as const], fileName: () => 'main.js' }
  await build({
    ...{
      root: project.folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [torii({ root: project.views, development: true })],
    },
    build: { lib, outDir: 'built', sourcemap: true, minify: true, target: 'es2022' },
  })
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
      ' ',
    ),
  })
  page = await context.newPage()
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname !== '/') {
      const contentType = pathname.endsWith('.map') ? 'application/json' : 'text/javascript'
      return route.fulfill({ contentType, body: built(pathname.slice(1)) })
    }
    const body = '<!doctype html><title>test</title><script type="module" src="/main.js"></script>'
    return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body })
  })
})

afterAll(async () => {
  await context.close()
  rmSync(profile, { recursive: true, force: true })
})

/** A debugger that knows the scripts and their maps only; gives the places it pauses at. */
async function attach(session: CDPSession): Promise<string[]> {
  const pauses: string[] = []
  const consumer = await new SourceMapConsumer(built('main.js.map'))
  session.on('Debugger.scriptParsed', async ({ scriptId, url }) => {
    if (!url.endsWith('/main.js')) return
    for (const text of breakpoints) {
      const [name = '', line] = text.split(':')
      const source = consumer.sources.find((each) => each.includes(name)) ?? ''
      const [first] = consumer
        .allGeneratedPositionsFor({ source, line: Number(line), column: 0 })
        .concat(consumer.allGeneratedPositionsFor({ source, line: Number(line) } as never))
        .sort(
          (left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0),
        )
      if (first?.line == null) continue
      const location = { scriptId, lineNumber: first.line - 1, columnNumber: first.column ?? 0 }
      await session.send('Debugger.setBreakpoint', { location })
    }
  })
  session.on('Debugger.paused', async ({ callFrames: [frame] }) => {
    const { lineNumber = 0, columnNumber = 0 } = frame?.location ?? {}
    const at = consumer.originalPositionFor({ line: lineNumber + 1, column: columnNumber })
    pauses.push(`${at.source?.replace(/^.*\//, '').replace(/\?.*$/, '')}:${at.line}`)
    await session.send('Debugger.resume')
  })
  await session.send('Debugger.enable')
  return pauses
}

test('breakpoints on lines of templates pause in a loop, in an imported macro and in an included template', async () => {
  const session = await context.newCDPSession(page)
  const pauses = await attach(session)
  await page.goto(origin)
  await page.waitForFunction('globalThis.show !== undefined')
  const html = await page.evaluate(`show({ items: [{ name: 'a' }, { name: '<b>' }] })`)
  expect(html).toContain('&lt;b&gt;')
  expect(pauses).toEqual(['page.torii.html:3', 'page.torii.html:3', 'forms.html:3', 'part.html:2'])
  await session.detach()
})

test('errors have words and places by the source map of the bundle', async () => {
  await page.goto(origin)
  await page.waitForFunction('globalThis.fail !== undefined')
  expect(await page.evaluate(`fail({ items: [], broken: { a: 1 } })`)).toEqual({
    id: 'undefined-value',
    template: 'part.html',
    line: 4,
    column: 18,
    frame: expect.stringContaining('{{ broken.deep.er }}'),
    templates: ['part.html', 'page.torii.html'],
  })
  expect(await page.evaluate('strict')).toBe(true)
})
