/** `toriijs/view` in bundles for edge workers: nothing of the compiler, nothing of Node. */
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import * as api from '../../src/view/api.js'
import * as edge from '../../src/view/edge.js'
import { Project } from '../precompile/project.js'

const worker = `import templates from './dist/templates.js'
import { view, compose, lint, mount, failure } from 'toriijs/view'
const render = view(templates)
const app = compose(mount({ '/a': (environ) => render(environ, 'page.html', { x: '<' }) }), lint)
const environ = (path) => ({
  REQUEST_METHOD: 'GET', SCRIPT_NAME: '', PATH_INFO: path, QUERY_STRING: '', SERVER_NAME: 'a',
  SERVER_PORT: '80', SERVER_PROTOCOL: 'HTTP/1.1', 'torii.errors': () => {},
})
const page = await app(environ('/a'))
const missing = await app(environ('/b'))
const folder = await view('views')(environ('/'), 'page.html').catch((error) => error)
const failed = await failure(new TypeError('x'), environ('/'))
console.log(JSON.stringify([page.body, missing.status, folder.id, failed.status]))
`

test.each(['browser', 'neutral'] as const)('platform %s', async (platform) => {
  const project = new Project({ 'page.html': '{% block a %}<p>{{ x }}</p>{% endblock %}' })
  await project.compile()
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [project.write('worker.mjs', worker)], outfile: project.path('bundle.mjs') },
    ...{
      bundle: true,
      write: false,
      metafile: true,
      minify: true,
      format: 'esm',
      platform,
      logLevel: 'silent',
    },
  })
  const text = outputFiles[0]?.text ?? ''
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  expect(imports).toEqual([])
  expect(text).not.toMatch(/EmbeddedActionsParser|chevrotain|new Function|eval\(|node:|require\(/i)
  expect(text.length).toBeLessThan(120_000)
  const file = project.write('bundle.mjs', text)
  const printed = project.node(['--disallow-code-generation-from-strings', file])
  expect(JSON.parse(printed)).toEqual(['<p>&lt;</p>', 404, 'no-folder', 500])
})

test('has the same names as for servers', () => {
  expect(Object.keys(edge).sort()).toEqual(Object.keys(api).sort())
})
