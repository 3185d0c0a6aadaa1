/**
 * In Chromium: precompiled templates run under a policy that takes no text for code, objects of the browser's Trusted Types
 * are trusted where they belong, and the browser that judges recorded cases sees values that run.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { torii } from '../../src/vite.js'
import { Project } from '../precompile/project.js'
import { Chromium, FLAGS } from './chromium.js'

const project = new Project({
  'page.torii.html':
    '{{ html }}<p title="{{ html }}" onclick="{{ code }}">{{ text }}</p><a href="{{ text }}" {{ text }}>{{ code }}</a>' +
    '<img src="{{ url }}"><iframe src="{{ url }}"></iframe><style>a{b:{{ text }}}</style><b id="{{ url }}"></b>',
})
const origin = 'http://torii.test'
const policy =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types page torii"
const profile = mkdtempSync(join(tmpdir(), 'torii-chromium-'))
let context: BrowserContext
let page: Page

beforeAll(async () => {
  const entry = project.write(
    'main.js',
    `import template from './views/page.torii.html'
import { createRenderer } from 'toriijs/runtime'
const renderer = createRenderer({ 'page.torii.html': template })
globalThis.violations = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
  violations.push(violatedDirective + ' ' + sample))
const own = trustedTypes.createPolicy('page', {
  createHTML: (text) => text, createScript: (text) => text, createScriptURL: (text) => text })
globalThis.vars = {
  html: own.createHTML('<b>bold</b>'), code: own.createScript('f("a")'),
  url: own.createScriptURL('https://frames.example/'), text: '"><script>alert(1)</script>' }
globalThis.show = (vars) => renderer.render('page.torii.html', vars)
globalThis.put = (html) => { document.body.innerHTML = own.createHTML(html); return document.body.innerHTML }
try { document.body.innerHTML = 'a' } catch { globalThis.strict = true }`,
  )
  const lib = { entry, formats: ['es' as const], fileName: () => 'main.js' }
  await build({
    root: project.folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [torii({ root: project.views })],
    build: { lib, outDir: 'built', minify: true, target: 'es2022' },
  })
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', ...FLAGS],
  })
  page = await context.newPage()
  await page.route('**/*', (route) => {
    const { pathname, origin: from } = new URL(route.request().url())
    if (from !== origin) return route.abort()
    if (pathname === '/main.js') {
      const body = readFileSync(project.path('built', 'main.js'), 'utf8')
      return route.fulfill({ contentType: 'text/javascript', body })
    }
    const body = '<!doctype html><title>test</title><body><script type="module" src="/main.js"></script>'
    return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': policy }, body })
  })
  await page.goto(`${origin}/`)
})

afterAll(async () => {
  await context.close()
  rmSync(profile, { recursive: true, force: true })
})

const PAGE =
  '<b>bold</b><p title="bold" onclick="f(&#34;a&#34;)">&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>' +
  '<a href="%22%3E%3Cscript%3Ealert%281%29%3C/script%3E" zToriiz>f(&#34;a&#34;)</a>' +
  '<img src="https://frames.example/"><iframe src="https://frames.example/"></iframe>' +
  '<style>a{b:zToriiz}</style><b id="https://frames.example/"></b>'

test('templates make no code from text, and what they make is a page when a policy says so', async () => {
  expect(await page.evaluate('strict')).toBe(true)
  expect(await page.evaluate('violations.splice(0).length')).toBe(1)
  expect(await page.evaluate('typeof show(vars)')).toBe('string')
  expect(await page.evaluate('put("<p>" + show({ text: 1 }))')).toContain('<style>a{b:1}</style>')
  expect(await page.evaluate('violations.filter((each) => /trusted-types|^script-src /.test(each))')).toEqual(
    [],
  )
})

test("objects of the browser's Trusted Types are trusted in their places only", async () => {
  expect(await page.evaluate('show(vars)')).toBe(PAGE)
})

test('the browser that judges recorded cases sees values that run, and other elements and attributes', async () => {
  const browser = await Chromium.start()
  try {
    expect(await browser.runs('<script>alert(1)</script>', undefined)).toBe(1)
    expect(await browser.runs('<p id=a onclick="alert(1)">a</p>', '#a')).toBe(1)
    expect(await browser.runs('<script src="https://evil.example/x.js"></script>', undefined)).toBe(1)
    expect(await browser.runs('<p onclick="alert(1)">a</p>', undefined)).toBe(0)
    const shapes = await browser.shapes([
      '<p id=a>',
      '<p id=b>',
      '<p id=a title=b>',
      '<p id=a><b>',
      '<iframe srcdoc="<b>">',
    ])
    expect(shapes[0]).toBe(shapes[1])
    expect(new Set(shapes).size).toBe(4)
  } finally {
    await browser.stop()
  }
})
