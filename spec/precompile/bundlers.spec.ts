/** Bundlers take the modules that are written, and their source maps, so that bundles still lead to the templates. */
import { readFileSync } from 'node:fs'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import { SourceMapConsumer } from 'source-map'
import { beforeAll, describe, expect, it } from 'vitest'
import webpack from 'webpack'
import { torii } from '../../src/vite.js'
import { Project } from './project.js'

const views = {
  'good.html':
    '{% extends "base.html" %}{% block a %}\n  <b>{{ user.name|upper }}</b>{% endblock %}{% block b %}{% endblock %}',
  'page.html': '{% extends "base.html" %}\n{% block a %}\n  <b>{{ user.name|upper }}</b>{% endblock %}',
  'base.html': '<h1>{% block a %}{% endblock %}</h1>\n{% block b %}{% include "part.html" %}{% endblock %}',
  'part.html': 'one\n{{ missing.deep }}',
}

/** Renders well, then fails, and prints what comes of both. */
const program = (templates: string): string => `${templates}
import { createRenderer } from 'toriijs/runtime/errors'
const renderer = createRenderer(templates)
const vars = { user: { name: '<Ann>' } }
const outcome = { good: renderer.render('good.html', vars) }
try { renderer.render('page.html', vars) } catch (error) {
  const { id, template, line, column, templates, message } = error
  Object.assign(outcome, { id, template, line, column, templates, message })
}
process.stdout.write(JSON.stringify(outcome))`

const written = program("import templates from './dist/templates.js'")

/** Makes a bundle of \`entry\` at \`out\`, with a source map beside it. */
type Bundle = (project: Project, entry: string, out: string) => Promise<unknown>

const withRollup: Bundle = async (project, entry, file) => {
  const bundle = await rollup({
    input: entry,
    external: /^node:|^toriijs/,
    plugins: [torii({ root: project.views, endings: ['.html'] })],
  })
  await bundle.write({ file, format: 'es', sourcemap: true })
}

const withEsbuild: (minify: boolean) => Bundle = (minify) => (_, entry, outfile) =>
  esbuild({
    ...{ entryPoints: [entry], outfile, bundle: true, minify, sourcemap: true },
    ...{ format: 'esm', platform: 'node', logLevel: 'silent' },
  })

const withWebpack: Bundle = (project, entry, out) =>
  new Promise((resolve, reject) => {
    const configuration: webpack.Configuration = {
      ...{ entry, mode: 'production', devtool: 'source-map', target: 'node20', context: project.folder },
      ...{ experiments: { outputModule: true }, optimization: { minimize: true } },
      module: { rules: [{ test: /\.js$/, extractSourceMap: true }] },
      output: {
        path: project.folder,
        filename: out.slice(project.folder.length + 1),
        module: true,
        library: { type: 'module' },
      },
    }
    webpack(configuration, (error, stats) => {
      if (error !== null || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()))
      else resolve(stats)
    })
  })

const bundlers: Readonly<Record<string, { readonly bundle: Bundle; readonly program: string }>> = {
  esbuild: { bundle: withEsbuild(false), program: written },
  'esbuild, minified': { bundle: withEsbuild(true), program: written },
  'webpack, minified': { bundle: withWebpack, program: written },
  'rollup with the plugin': {
    bundle: withRollup,
    program: program(
      "import page from './views/page.html'\nimport good from './views/good.html'\nconst templates = { 'page.html': page, 'good.html': good }",
    ),
  },
}

describe.each(Object.entries(bundlers))('%s', (_, { bundle, program: text }) => {
  let project: Project
  let out = ''
  beforeAll(async () => {
    project = new Project(views)
    await project.compile({ sourceMap: true })
    out = project.path('bundle.mjs')
    await bundle(project, project.write('main.mjs', text), out)
  }, 60_000)

  it('gives a program that renders, and whose errors lead to the templates', () => {
    const outcome = JSON.parse(project.node([out]))
    expect(outcome.good).toBe('<h1>\n  <b>&lt;ANN&gt;</b></h1>\n')
    expect(outcome).toMatchObject({ id: 'undefined-value', template: 'part.html', line: 2 })
    expect(outcome.templates.map(({ template }: { template: string }) => template)).toEqual([
      'part.html',
      'base.html',
      'base.html',
      'page.html',
    ])
    expect(outcome.message).toContain('{{ missing.deep }}')
  })

  it('maps what it printed and what it read back to their places', async () => {
    const map = JSON.parse(readFileSync(`${out}.map`, 'utf8'))
    await SourceMapConsumer.with(map, null, (consumer) => {
      const source = consumer.sources.find((name) => name.endsWith('part.html')) ?? ''
      expect(consumer.sourceContentFor(source)).toBe(views['part.html'])
      const lines: number[] = []
      consumer.eachMapping(({ source: from, originalLine, originalColumn }) => {
        if (from === source && originalLine === 2) lines.push(originalColumn ?? -1)
      })
      expect(lines).toEqual(expect.arrayContaining([3, 11]))
    })
  })
})
