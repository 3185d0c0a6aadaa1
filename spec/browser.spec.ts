/** What bundlers for browsers get of the package: the whole of it that needs no file system, and no part of Node. */
import { createContext, runInContext } from 'node:vm'
import { type BuildResult, build } from 'esbuild'
import { expect, it } from 'vitest'
import * as browser from '../src/browser.js'
import * as node from '../src/index.js'
import { Project } from './precompile/project.js'

const program = `
import { Environment, MemoryLoader } from 'toriijs'
import { chatTemplate } from 'toriijs/chat'
import { float } from 'toriijs/python'
const env = new Environment({
  loader: new MemoryLoader({ 'base.html': '<p>{% block a %}{% endblock %}</p>', 'page.html': page }),
})
export const html = env.render('page.html', { name: '<Aoi>' })
export const python = Environment.jinja2().fromString('{{ [x, none] }}').render({ x: float(2) })
export const chat = chatTemplate('{{ messages|tojson }}').render({ messages: [] })
`
const page = '{% extends "base.html" %}{% block a %}{{ name|upper }}{% endblock %}'

async function bundle(): Promise<BuildResult<{ write: false; metafile: true }>> {
  const project = new Project()
  return await build({
    ...{ entryPoints: [project.write('app.mjs', program)], bundle: true, write: false, metafile: true },
    ...{ format: 'iife', globalName: 'app', platform: 'browser', logLevel: 'silent' },
  })
}

it('imports nothing of Node, and renders where there is only JavaScript', async () => {
  const { outputFiles, metafile } = await bundle()
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter((path) => path.startsWith('node:'))).toEqual([])
  const code = outputFiles[0]?.text ?? ''
  expect(code).not.toMatch(/["']node:/)
  const globals = createContext({ page })
  runInContext(code, globals)
  expect(JSON.parse(runInContext('JSON.stringify(app)', globals))).toEqual({
    html: '<p>&lt;AOI&gt;</p>',
    python: '[2.0, None]',
    chat: '[]',
  })
})

it('exports what the package exports elsewhere, but for the loaders of files', () => {
  const missing = Object.keys(node).filter((name) => !Object.hasOwn(browser, name))
  expect(missing).toEqual(['FileLoader', 'PackageLoader'])
  expect(Object.keys(browser).filter((name) => !Object.hasOwn(node, name))).toEqual([])
})

it('says that there are no folders to keep code in, also to an overlay', () => {
  const message = "'cache.directory' needs a file system, which browsers do not have; leave it out there"
  const cache = { directory: '/tmp/code' }
  expect(() => new browser.Environment({ cache })).toThrow(message)
  expect(() => new browser.Environment().overlay({ cache })).toThrow(message)
})

it('makes environments from an environment that are of its class', () => {
  expect(new node.Environment().overlay({})).toBeInstanceOf(node.Environment)
  expect(node.Environment.jinja2()).toBeInstanceOf(node.Environment)
  expect(browser.Environment.jinja2()).not.toBeInstanceOf(node.Environment)
})
