/** Large parts are loaded when they are first needed: the compiler, and Python's values. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Project } from './precompile/project.js'

/** Which files of `toriijs` a program loads, by the coverage that Node writes; asked for in a process of its own. */
function loadedBy(project: Project, program: string): string[] {
  const coverage = project.path('coverage', String(Math.random()))
  project.node([project.write('program.mjs', program)], '', { NODE_V8_COVERAGE: coverage })
  return readdirSync(coverage).flatMap((file) => {
    const report: { result: { url: string }[] } = JSON.parse(readFileSync(`${coverage}/${file}`, 'utf8'))
    return report.result.flatMap(({ url }) => /\/dist\/(parts\/.*)\.js$/.exec(url)?.[1] ?? [])
  })
}

const environment = (options: string) => `import { Environment, FileLoader } from 'toriijs'
const env = new Environment({ loader: new FileLoader('views'), ${options} })
process.stdout.write(env.render('page.html', { name: 'Ann' }))`

describe('a program loads', () => {
  const project = () => new Project({ 'page.html': 'Hello {{ name | upper }}!' })

  test('no compiler for templates whose code is on the disk', () => {
    const folder = project()
    const program = environment("cache: { directory: 'cache' }")
    expect(loadedBy(folder, program)).toContain('parts/compiler')
    expect(loadedBy(folder, program)).toEqual(['parts/on-demand'])
  })

  test('nothing of Python for values of JavaScript', () => {
    expect(loadedBy(project(), environment('')).sort()).toEqual(['parts/compiler', 'parts/on-demand'])
  })

  test("Python's values when they are asked for", () => {
    expect(loadedBy(project(), environment("values: 'python'"))).toContain('parts/python')
  })

  test('the same classes from every entry', () => {
    const program = `import { Environment, Markup, Undefined } from 'toriijs'
import { float } from 'toriijs/python'
const env = new Environment({ values: 'python' })
const { whole, missing, html } = env.fromString('{% set whole = 2.0 %}{% set missing = x %}{% set html = "<"|e %}').module()
const same = [whole.constructor === float(2).constructor, missing instanceof Undefined, html instanceof Markup]
process.stdout.write(same.join())`
    const folder = project()
    expect(folder.node([folder.write('program.mjs', program)])).toBe('true,true,true')
  })
})
