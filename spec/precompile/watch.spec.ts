/** `torii compile --watch` with many templates: a change compiles what it concerns, and touches nothing else. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { Project } from './project.js'

/** Gives what the process prints, line by line. */
function linesOf(child: ChildProcess): () => Promise<string> {
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  let rest = ''
  child.stdout?.on('data', (data: Buffer) => {
    const parts = (rest + data.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) (waiting.shift() ?? ((text: string) => lines.push(text)))(line)
  })
  return () =>
    new Promise((resolve) => (lines.length > 0 ? resolve(lines.shift() ?? '') : waiting.push(resolve)))
}

it('of 1,000 compiles only those that a change concerns', async () => {
  const views = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [
      `${at % 20}/p${at}.html`,
      at % 100 === 0
        ? `{% include 'late.html' ignore missing %}${at}`
        : `{% extends '0/p0.html' %}{{ x${at} }}`,
    ]),
  )
  const project = new Project(views)
  const child = spawn(
    process.execPath,
    [join(root, 'dist/cli.js'), 'compile', 'views', '--out', 'dist', '--watch'],
    {
      cwd: project.folder,
    },
  )
  onTestFinished(() => void child.kill())
  const next = linesOf(child)
  expect(await next()).toBe('1000 of 1000 templates compiled')
  const times = (): Map<string, number> =>
    new Map(
      readdirSync(project.out, { recursive: true, encoding: 'utf8' }).map((path) => {
        const { ino, mtimeMs } = statSync(join(project.out, path))
        return [path, ino + mtimeMs]
      }),
    )
  const changed = (before: Map<string, number>): string[] =>
    [...times()]
      .flatMap(([path, time]) => (before.get(path) === time || !path.includes('.') ? [] : [path]))
      .sort()

  // Chokidar needs a moment until it watches all that is there; a change before that is part of what it found.
  let before = times()
  const edit = setInterval(() => project.write('views/0/p0.html', `changed ${Math.random()}`), 1500)
  expect(await next()).toBe('1 of 1000 templates compiled')
  clearInterval(edit)
  expect(changed(before)).toEqual(['0/p0.html.js', 'manifest.json'])

  before = times()
  project.write('views/late.html', 'late')
  let line = await next()
  // One more change of the page above may have been under way.
  while (line === '1 of 1000 templates compiled') line = await next()
  expect(line).toMatch(/^1[01] of 1001 templates compiled$/)
  const includers = Object.keys(views).filter((name) => name !== '0/p0.html' && views[name]?.includes('late'))
  expect(includers).toHaveLength(9)
  expect(changed(before).filter((path) => path !== '0/p0.html.js')).toEqual(
    [...includers.map((name) => `${name}.js`), 'late.html.js', 'manifest.json', 'templates.js'].sort(),
  )
}, 120_000)
