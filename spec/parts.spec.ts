/** The compiler is loaded when it is first needed. */
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

  test('the compiler when something has to be compiled', () => {
    expect(loadedBy(project(), environment('')).sort()).toEqual(['parts/compiler', 'parts/on-demand'])
  })

  test('one compiler where modules are precompiled, whatever becomes of `require`', () => {
    const program = `import { emitHere, precompile } from 'toriijs/precompile'
const { written } = await precompile({ root: 'views', out: 'out', options: {} }, emitHere)
process.stdout.write(String(written.length > 0))`
    const folder = project()
    const file = folder.write('program.mjs', program)
    expect(folder.node(['--import', import.meta.resolve('tsx'), file])).toBe('true')
  })

  test('the same classes from every entry', () => {
    const program = `import { Environment, Markup, Undefined } from 'toriijs'
import { float } from 'toriijs/python'
const env = new Environment({ values: 'python' })
const { whole, missing, html } = env.fromString('{% set whole = 2.0 %}{% set missing = x %}{% set html = "<"|e %}').module()
const same = [whole.constructor === float(2).constructor, missing instanceof Undefined, html instanceof Markup]
process.stdout.write(same.join())`
    const folder = project()
    const file = folder.write('program.mjs', program)
    expect(folder.node([file])).toBe('true,true,true')
    // It replaces `require`, and with it what the compiler is loaded by.
    expect(folder.node(['--import', import.meta.resolve('tsx'), file])).toBe('true,true,true')
  })
})
