/** Which files precompiling writes, rewrites, leaves and removes, and what it refuses. */
import { execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { SourceMapConsumer } from 'source-map'
import { describe, expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { Project } from './project.js'

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  )

const views = {
  'base.html': '[{% block a %}{% endblock %}]',
  'page.html': '{% extends "base.html" %}{% block a %}{{ x }}{% endblock %}',
  'other.html': '{{ y }}',
}

describe('a run', () => {
  it('gives the same bytes for the same input, in threads too', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 70 }, (_, at) => [`p${at}.html`, `{{ a${at} }}{% include 'p0.html' %}`]),
    )
    const one = new Project(many)
    const two = new Project(many)
    const all = { sourceMap: true, dts: true }
    await one.compile(all)
    const { precompile } = await import('../../src/precompile/precompile.js')
    const { emitInThreads } = await import('../../src/precompile/pool.js')
    const told: number[] = []
    const job = { root: two.views, out: two.out, options: all }
    await precompile(
      job,
      emitInThreads(2, (done) => told.push(done)),
    )
    expect(contents(two.out)).toEqual(contents(one.out))
    expect(told.at(-1)).toBe(70)
  })

  it('compiles what changed, or what a change of other files concerns', async () => {
    const project = new Project({ ...views, 'late.html': '{% include "new.html" ignore missing %}' })
    expect((await project.compile()).compiled).toHaveLength(4)
    expect((await project.compile()).compiled).toEqual([])
    project.write('views/other.html', '{{ z }}')
    expect((await project.compile()).compiled).toEqual(['other.html'])
    project.write('views/new.html', 'new')
    expect((await project.compile()).compiled).toEqual(['late.html', 'new.html'])
    rmSync(join(project.out, 'base.html.js'))
    expect((await project.compile()).compiled).toEqual(['base.html'])
    expect((await project.compile({ dts: true })).compiled).toHaveLength(5)
  })

  it('removes files of templates that are gone, and no others', async () => {
    const project = new Project(views)
    await project.compile({ sourceMap: true })
    writeFileSync(join(project.out, 'mine.js'), 'mine')
    rmSync(join(project.views, 'other.html'))
    const { removed } = await project.compile({ sourceMap: true })
    expect([...removed].sort()).toEqual(['other.html.js', 'other.html.js.map'])
    expect(existsSync(join(project.out, 'mine.js'))).toBe(true)
  })

  it('trusts no manifest that names files elsewhere', async () => {
    const project = new Project(views)
    await project.compile()
    const manifest = join(project.out, 'manifest.json')
    const victim = project.write('victim.txt', 'keep')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"other.html.js"', '"../victim.txt"'))
    await project.compile()
    expect(existsSync(victim)).toBe(true)
  })

  it('writes nothing when a template has mistakes', async () => {
    const project = new Project(views)
    await project.compile()
    const before = contents(project.out)
    project.write('views/other.html', '{{ y')
    project.write('views/base.html', 'changed')
    expect((await project.compile()).failed.map(({ name }) => name)).toEqual(['other.html'])
    expect(contents(project.out)).toEqual(before)
  })
})

describe('names', () => {
  const odd = [
    'a b.html',
    `it's "x".html`,
    'line\nbreak.html',
    'close*/.html',
    '</script>.html',
    'sep\u2028.html',
    '50%#?.html',
    'ünï.html',
  ]
  const safe = odd.filter((name) => !name.includes('*/') && !name.includes('</'))
  const nested = [...safe, 'close*/x.html', '<!--</script>/x.html']

  it('of all kinds give modules that work', async () => {
    const links = nested.map((name) => `{% include ${JSON.stringify(name)} %}`)
    const project = new Project({
      ...Object.fromEntries(nested.map((name) => [name, `[{{ x }}${name}]`])),
      'all.txt': links.join(''),
    })
    for (const format of ['esm', 'cjs'] as const) {
      await project.compile({ format, sourceMap: true, dts: true })
      for (const file of readdirSync(project.out, { recursive: true, encoding: 'utf8' }))
        expect(file).toMatch(/^[\w~./-]+$/)
    }
    await project.compile({ sourceMap: true })
    expect(project.render([['all.txt', { x: 1 }]])).toEqual([nested.map((name) => `[1${name}]`).join('')])
  })

  it('that would be one file are refused', async () => {
    const project = new Project({ 'Page.html': '', 'page.html': '' })
    await expect(project.compile()).rejects.toThrow(
      "'page.html' and 'Page.html' would both be written to 'page.html.js'",
    )
    const all = new Project({ templates: '' })
    await expect(all.compile()).resolves.toMatchObject({ templates: 0 })
  })
})

describe('modules', () => {
  it('map back to their templates', async () => {
    const project = new Project({ 'sub/page.html': 'one\n{{ user.name }}\n' })
    await project.compile({ sourceMap: true })
    const code = readFileSync(join(project.out, 'sub/page.html.js'), 'utf8')
    const map = JSON.parse(readFileSync(join(project.out, 'sub/page.html.js.map'), 'utf8'))
    expect(map.sources).toEqual(['../../views/sub/page.html'])
    expect(map.sourcesContent).toEqual(['one\n{{ user.name }}\n'])
    const lines = code.split('\n')
    const names: [string, string, number, number][] = []
    await SourceMapConsumer.with(map, null, (consumer) =>
      consumer.eachMapping(({ generatedLine, generatedColumn, originalLine, originalColumn, name }) => {
        const text = lines[generatedLine - 1]?.slice(generatedColumn) ?? ''
        if (name !== null) names.push([name, text, originalLine ?? 0, originalColumn ?? 0])
      }),
    )
    expect(new Set(names.map(([name, , line, column]) => `${name} ${line}:${column}`))).toEqual(
      new Set(['user 2:3', 'name 2:8']),
    )
    for (const [name, text] of names) expect(text.replace('"', '').startsWith(name), text).toBe(true)
  })

  it('of the cjs format are required', async () => {
    const project = new Project({
      ...views,
      'loop.html': '{{ n }}{% if n %}{% set n = n - 1 %}{% include "back.html" %}{% endif %}',
      'back.html': '{% include "loop.html" %}',
    })
    await project.compile({ format: 'cjs' })
    const script = project.write(
      'run.cjs',
      `const { createRenderer } = require('toriijs/runtime')
const renderer = createRenderer(require('./dist/templates.cjs'))
console.log(renderer.render('page.html', { x: '<' }) + renderer.render('loop.html', { n: 2 }))`,
    )
    expect(project.node(['--no-warnings', script])).toBe('[&lt;]210\n')
  })

  it('have declarations that tsc checks calls against', async () => {
    const project = new Project({
      'base.html': '{{ title }}{% block a %}{% endblock %}',
      'page.html':
        '{# @vars\n  user: { name: string }\n  tags?: string[]\n#}{% extends "base.html" %}{% block a %}{{ user.name }}{{ tags }}{{ more }}{% endblock %}',
    })
    await project.compile({ dts: true })
    project.write(
      'good.ts',
      `import { createRenderer } from 'toriijs/runtime'
import templates from './dist/templates.js'
const renderer = createRenderer(templates)
renderer.render('page.html', { user: { name: 'x' }, tags: ['a'], title: 1, more: null })
renderer.render('base.html')
// @ts-expect-error
renderer.render('page.html', { user: 1 })
// @ts-expect-error
renderer.render('page.html')
// @ts-expect-error
renderer.render('pag.html', { user: { name: 'x' } })
// @ts-expect-error
renderer.render('page.html', { user: { name: 'x' }, tagz: [] })
`,
    )
    project.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          ...{
            strict: true,
            noEmit: true,
            module: 'nodenext',
            target: 'es2022',
            skipLibCheck: true,
            types: ['node'],
            typeRoots: [join(root, 'node_modules/@types')],
          },
          paths: { 'toriijs/runtime': [join(root, 'src/runtime/renderer.ts')] },
        },
        files: ['good.ts'],
      }),
    )
    expect(project.node([join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'])).toBe('')
  })
})

describe('the command', () => {
  const cli = join(root, 'dist/cli.js')
  const fails = (args: readonly string[]): string => {
    try {
      execFileSync(process.execPath, [cli, 'compile', ...args], { encoding: 'utf8', stdio: 'pipe' })
      return ''
    } catch (error) {
      return (error as { stderr: string }).stderr
    }
  }

  it('says what is wrong with folders', () => {
    const project = new Project(views)
    writeFileSync(project.path('file'), '')
    expect(fails([project.views, '--out', project.path('file/dist')])).toMatch(/cannot be written: E/)
    if (existsSync('/proc'))
      expect(fails([project.views, '--out', '/proc/torii'])).toMatch(/cannot be written: E/)
    expect(fails([project.path('none'), '--out', project.out])).toContain('There is no folder')
    expect(fails([project.views, '--out', project.views])).toContain(
      'cannot be written into the folder of the templates',
    )
    symlinkSync('/etc/hostname', join(project.views, 'link.html'))
    expect(fails([project.views, '--out', project.out])).toContain(
      "'link.html' is a link that leads out of the folder",
    )
  })

  it('shows mistakes with their places', () => {
    const project = new Project({ 'bad.html': 'a\n{{ b' })
    expect(fails([project.views, '--out', project.out])).toMatch(/2 \| \{\{ b[\s\S]*nothing was written/)
  })

  it('killed at any time leaves whole files', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`p${at}.html`, `{{ a }}${'text '.repeat(2000)}end${at}`]),
    )
    const project = new Project(many)
    mkdirSync(project.out)
    for (let round = 0; round < 6; round++) {
      for (const name of Object.keys(many)) project.write(`views/${name}`, `${round}${many[name]}`)
      const child = spawn(process.execPath, [
        cli,
        'compile',
        project.views,
        '--out',
        project.out,
        '--source-map',
      ])
      const gone = new Promise((resolve) => child.on('exit', resolve))
      const isWriting = (): boolean =>
        readdirSync(project.out).some((name) => name.includes(`.${child.pid}.torii-part`))
      while (!isWriting() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, round * 5))
      child.kill('SIGKILL')
      await gone
      for (const [path, text] of Object.entries(contents(project.out))) {
        if (/\.js$/.test(path))
          expect(text, path).toMatch(/sourceMappingURL=.*\n$|^export default|^import template/)
        if (/\.(map|json)$/.test(path)) JSON.parse(text)
      }
    }
    await project.compile({ sourceMap: true })
    expect(readdirSync(project.out).filter((name) => name.includes('torii-part'))).toEqual([])
  }, 40_000)
})
