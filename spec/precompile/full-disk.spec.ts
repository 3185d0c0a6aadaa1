/** Where nothing more can be written, what is there stays as it was, and the reason is told. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { Project } from './project.js'

const cli = join(root, 'dist/cli.js')
const long = 'text '.repeat(4000)
const views = (text: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`p${at}.html`, `{{ x }}${text}`]))

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

/** Runs Node in a shell in which no file can grow beyond some kilobytes; writing more fails as on a full disk. */
function limited(project: Project, kilobytes: number, args: readonly string[]): SpawnSyncReturns<string> {
  const shell = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`
  return spawnSync('bash', ['-c', shell, process.execPath, ...args], {
    cwd: project.folder,
    encoding: 'utf8',
  })
}

describe('a file that cannot be written to its end', () => {
  it('leaves all modules of the last run as they were, and nothing beside them', () => {
    const project = new Project(views('short'))
    expect(limited(project, 64, [cli, 'compile', 'views', '--out', 'dist', '--source-map']).status).toBe(0)
    const before = contents(project.out)
    for (const [name, text] of Object.entries(views('changed'))) project.write(`views/${name}`, text)
    project.write('views/p5.html', `{{ x }}${long}`)
    const { status, stderr } = limited(project, 8, [cli, 'compile', 'views', '--out', 'dist', '--source-map'])
    expect(status).toBe(2)
    expect(stderr).toMatch(/p5\.html\.js' cannot be written: EFBIG/)
    expect(contents(project.out)).toEqual(before)
    expect(limited(project, 128, [cli, 'compile', 'views', '--out', 'dist', '--source-map']).status).toBe(0)
    expect(contents(project.out)['p5.html.js']).toContain(long)
  })

  it('leaves the result of an earlier rendering as it was', () => {
    const project = new Project({ 'page.html': `{{ x }}${long}` })
    project.write('out/page.html', 'earlier')
    const { status, stderr } = limited(project, 8, [
      cli,
      'render',
      'views/page.html',
      '--out',
      'out/page.html',
    ])
    expect(status).toBe(2)
    expect(stderr).toContain('The result cannot be written: EFBIG')
    expect(contents(project.path('out'))).toEqual({ 'page.html': 'earlier' })
  })

  it('is no entry of a cache, and does no harm to rendering', () => {
    const project = new Project({ 'page.html': `{{ 1 }}${long}` })
    const args = [cli, 'render', 'views/page.html', '--cache', 'cache']
    const { status, stdout } = limited(project, 8, args)
    expect([status, stdout]).toEqual([0, `1${long}`])
    expect(readdirSync(project.path('cache'))).toEqual([])
  })
})

describe('a full disk', () => {
  const project = new Project(views(''))
  const disk = project.path('disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs', disk]).status === 0
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk])
  })

  it.skipIf(!mounted)(
    'leaves all modules as they were, and nothing beside them (skipped unless root)',
    () => {
      const compile = (): SpawnSyncReturns<string> =>
        spawnSync(process.execPath, [cli, 'compile', project.views, '--out', join(disk, 'out')], {
          encoding: 'utf8',
        })
      expect(compile().status).toBe(0)
      const before = contents(join(disk, 'out'))
      for (const [name, text] of Object.entries(views(long))) project.write(`views/${name}`, text)
      const { status, stderr } = compile()
      expect(status).toBe(2)
      expect(stderr).toMatch(/cannot be written: ENOSPC/)
      expect(contents(join(disk, 'out'))).toEqual(before)
    },
  )
})
