/** Imports of templates in Vite: what is built, what the development server gives, what changes reload. */
import { readFileSync, writeFileSync } from 'node:fs'
import { SourceMapConsumer } from 'source-map'
import { build, createServer } from 'vite'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { torii } from '../../src/vite.js'
import { Project } from './project.js'

const views = {
  'page.torii.html':
    '{% extends "base.html" %}{% block a %}{{ user.name }}{% include "part.j2" %}{% endblock %}',
  'base.html': '<h1>{% block a %}{% endblock %}</h1>',
  'part.j2': '!{{ 1 }}',
}
const project = new Project(views)
const entry = project.write(
  'main.js',
  `import page from './views/page.torii.html'
import { createRenderer } from 'toriijs/runtime'
export const html = createRenderer({ page }).render('page', { user: { name: '<Ann>' } })`,
)
const settings = {
  ...{ root: project.folder, configFile: false as const, logLevel: 'silent' as const },
  plugins: [torii({ root: project.views })],
}

it('builds them into the bundle, with maps that lead to the templates', async () => {
  const lib = { entry, formats: ['es' as const], fileName: 'main' }
  await build({ ...settings, build: { lib, outDir: 'built', sourcemap: true, minify: false } })
  const print = `import { html } from './built/main.js'; process.stdout.write(html)`
  expect(project.node(['--input-type=module', '-e', print])).toBe('<h1>&lt;Ann&gt;!1</h1>')
  const code = readFileSync(project.path('built/main.js'), 'utf8').split('\n')
  const line = code.findIndex((text) => text.includes('"name")')) + 1
  const column = (code[line - 1] ?? '').indexOf('"name")')
  const map = JSON.parse(readFileSync(project.path('built/main.js.map'), 'utf8'))
  await SourceMapConsumer.with(map, null, (consumer) => {
    expect(consumer.originalPositionFor({ line, column }).source).toContain('page.torii.html')
  })
}, 30_000)

it('reloads pages in the browser when a template or its parent changes', async () => {
  const server = await createServer({
    ...settings,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
  })
  onTestFinished(() => server.close())
  const { moduleGraph, hot } = server.environments.client
  const load = async (url: string): Promise<void> => {
    await server.environments.client.transformRequest(url)
    const node = await moduleGraph.getModuleByUrl(url)
    for (const imported of node?.importedModules ?? [])
      if (imported.transformResult === null) await load(imported.url)
  }
  await load('/main.js')
  const sent: string[] = []
  hot.send = (message: unknown) => {
    sent.push(JSON.stringify(message))
  }
  for (const [file, text] of Object.entries(views)) {
    sent.length = 0
    writeFileSync(project.path('views', file), `${text} `)
    await expect.poll(() => sent.join(), { timeout: 10_000 }).toContain('full-reload')
  }
  for (const [file, text] of Object.entries(views)) writeFileSync(project.path('views', file), text)
}, 30_000)

it('serves them, and again after a change of a parent', async () => {
  const server = await createServer({
    ...settings,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
  })
  afterAll(() => server.close())
  const first = await server.ssrLoadModule('/main.js')
  expect(first.html).toBe('<h1>&lt;Ann&gt;!1</h1>')
  const base = project.path('views/base.html')
  const changed = new Promise((resolve) => server.watcher.on('change', resolve))
  writeFileSync(base, '<h2>{% block a %}{% endblock %}</h2>')
  await changed
  await expect
    .poll(async () => (await server.ssrLoadModule('/main.js')).html, { timeout: 5000 })
    .toBe('<h2>&lt;Ann&gt;!1</h2>')
}, 30_000)

it('reports mistakes with their places', async () => {
  project.write('views/bad.j2', 'a\n{{ b')
  const bad = project.write('bad.js', `import './views/bad.j2'`)
  const building = build({ ...settings, build: { lib: { entry: bad, formats: ['es'] }, write: false } })
  await expect(building).rejects.toThrow(/bad\.j2/)
})
