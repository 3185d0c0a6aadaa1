/** What a bundle of precompiled templates weighs, and that it holds nothing of the compiler. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildResult, build } from 'esbuild'
import { expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { Project } from './project.js'

async function bundle(
  project: Project,
  code: string,
): Promise<BuildResult<{ write: false; metafile: true }>> {
  const entry = project.write('app.mjs', code)
  return await build({
    ...{ entryPoints: [entry], bundle: true, minify: true, write: false, metafile: true },
    ...{ format: 'esm', platform: 'browser', logLevel: 'silent' },
  })
}

const app = (name: string, vars: string): string => `import page from './dist/${name}.js'
import { createRenderer } from 'toriijs/runtime'
document.body.innerHTML = createRenderer({ '${name}': page }).render('${name}', ${vars})`

const outputOf = ({ outputFiles: [file] }: BuildResult<{ write: false }>): Uint8Array =>
  file?.contents ?? new Uint8Array()

it('is at most 3 KB gzipped for a hello page with its runtime', async () => {
  const project = new Project({ 'hello.html': 'Hello {{ name }}!\n' })
  await project.compile()
  const bytes = outputOf(await bundle(project, app('hello.html', '{ name: "you" }')))
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(3072)
  expect(bytes.length).toBeGreaterThan(1000)
})

it('has no byte more for filters, tests and templates that are there and not used', async () => {
  const project = new Project({ 'hello.html': '{{ name|upper }}' })
  await project.compile()
  const alone = outputOf(await bundle(project, app('hello.html', '{}')))
  project.write('views/other.html', '{{ name|urlize|tojson }}{{ "x" is odd }}{{ lipsum() }}')
  await project.compile()
  const beside = outputOf(await bundle(project, app('hello.html', '{}')))
  expect(Buffer.from(beside).equals(Buffer.from(alone))).toBe(true)
  expect(Buffer.from(alone).includes('noopener')).toBe(true) // the policies, which every filter may read
  expect(Buffer.from(alone).includes('urlize.')).toBe(true)
  expect(Buffer.from(alone).includes('Lorem')).toBe(false)
})

it('never reaches the compiler', async () => {
  const all = readdirSync(join(root, 'examples/site/views')).filter((name) => name.endsWith('.html'))
  const project = new Project()
  await project.compile({ filters: ['money', 'day'], globals: ['site'] }, join(root, 'examples/site/views'))
  const imports = all.map(
    (name, index) => `import page_${index} from './dist/${name}.js'\nconsole.log(page_${index})`,
  )
  const text = Buffer.from(outputOf(await bundle(project, imports.join('\n')))).toString()
  expect(text).not.toMatch(/EmbeddedActionsParser|chevrotain|new Function|eval\(/i)
})

it('exports every operation that generated code may call, in every dialect', async () => {
  const folder = join(root, 'src/codegen')
  const code = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const named = new Set(
    code.flatMap((text) => [...text.matchAll(/\$\.([a-zA-Z]+)/g)].map(([, name]) => name ?? '')),
  )
  const wanted = [
    ...named,
    'requiredBlock',
    'block',
    'list',
    'pairs',
    'add',
    'subtract',
    'multiply',
    'divide',
  ]
  wanted.push(
    'floorDivide',
    'modulo',
    'power',
    'negate',
    'positive',
    'compare',
    'template',
    'joinName',
    'dialect',
  )
  const project = new Project()
  for (const entry of ['runtime', 'runtime/python', 'runtime/nunjucks']) {
    const print = `import * as all from 'toriijs/${entry}'; console.log(JSON.stringify(Object.keys(all)))`
    const exported: string[] = JSON.parse(project.node(['--input-type=module', '-e', print]))
    const missing = wanted.filter((name) => !exported.includes(name) && !ONLY_AT_RUN_TIME.has(name))
    expect(missing, entry).toEqual([])
  }
})

/** Operations of modes that are not precompiled. */
const ONLY_AT_RUN_TIME = new Set(['native'])
