/** Coverage tools report lines and branches of templates: of precompiled ones, and of those whose code is on the disk. */
import { execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { Project } from '../precompile/project.js'

const page = [
  '<h1>{{ user.name }}</h1>',
  '{% if admin %}',
  '  <p>admin</p>',
  '  <p>{{ admin.name }}</p>',
  '{% else %}',
  '  <p>guest</p>',
  '{% endif %}',
  '{% for item in items %}',
  '  <li>{{ item }}</li>',
  '{% else %}',
  '  <p>nothing</p>',
  '{% endfor %}',
  '{% macro unused(x) %}',
  '  <b>{{ x }}</b>',
  '{% endmacro %}',
  "{{ 'yes' if admin else 'no' }}",
  '{% include "part.html" %}',
].join('\n')
const part = '{% if items %}\n  {{ items|length }}\n{% endif %}\n'

const vars = "{ user: { name: 'Ann' }, items: [1] }"
const programs = {
  precompiled: `import { createRenderer } from 'toriijs/runtime'
import templates from './dist/templates.js'
const render = () => createRenderer(templates).render('page.html', ${vars})`,
  disk: `import { Environment, FileLoader } from 'toriijs'
const render = () => new Environment({ loader: new FileLoader('views'), cache: { directory: '.cache' }, development: true })
  .render('page.html', ${vars})`,
}

/** What a report in Istanbul's format says of a file. */
interface Report {
  readonly statementMap: Readonly<Record<string, { readonly start: { readonly line: number } }>>
  readonly s: Readonly<Record<string, number>>
  readonly branchMap: Readonly<Record<string, Branch>>
  readonly b: Readonly<Record<string, readonly number[]>>
}

interface Branch {
  readonly locations: readonly { readonly start: Place; readonly end: Place }[]
}

interface Place {
  readonly line: number
  readonly column: number
}

async function project(): Promise<Project> {
  const made = new Project({ 'page.html': page, 'part.html': part })
  await made.compile({ sourceMap: true, development: true })
  for (const [name, text] of Object.entries(programs)) {
    made.write(`${name}.mjs`, `${text}\nrender()`)
    made.write(
      `${name}.test.mjs`,
      `import { test } from 'vitest'\n${text}\ntest('renders', () => void render())`,
    )
  }
  for (const name of ['vitest', 'vite', '@vitest'])
    symlinkSync(join(root, 'node_modules', name), made.path('node_modules', name))
  return made
}

function run(made: Project, args: readonly string[]): Record<string, Report> {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, VITEST, ...env } = process.env
  execFileSync(process.execPath, args, { cwd: made.folder, env, stdio: 'pipe' })
  const all: Record<string, Report> = JSON.parse(
    readFileSync(made.path('coverage/coverage-final.json'), 'utf8'),
  )
  return Object.fromEntries(Object.entries(all).map(([path, report]) => [path.split('/').at(-1), report]))
}

function c8(made: Project, ...program: readonly string[]): Record<string, Report> {
  return run(made, [join(root, 'node_modules/c8/bin/c8.js'), '--reporter', 'json', 'node', ...program])
}

/** Lines that never ran: as Istanbul counts, a line ran when a statement did that starts on it. */
function uncovered({ statementMap, s }: Report): number[] {
  const counts = new Map<number, number>()
  for (const [id, { start }] of Object.entries(statementMap))
    counts.set(start.line, Math.max(counts.get(start.line) ?? 0, s[id] ?? 0))
  return [...counts].flatMap(([line, count]) => (count === 0 ? [line] : [])).sort((a, b) => a - b)
}

/** The template's text of branches that were not taken. */
function untaken({ branchMap, b }: Report, text: string): string[] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const offset = ({ line, column }: Place): number => (starts[line - 1] ?? 0) + column
  return Object.entries(branchMap).flatMap(([id, { locations }]) =>
    locations.flatMap(({ start, end }, index) =>
      b[id]?.[index] === 0 ? [text.slice(offset(start), offset(end)).replace(/^\}\n/, '')] : [],
    ),
  )
}

const branches = ['  <p>admin</p>\n  <p>{{ admin.name }}</p>', '  <p>nothing</p>', "'yes'"]

test('under c8: precompiled, from the disk when cold and when warm, and by the command', async () => {
  const made = await project()
  const command = [
    join(root, 'dist/cli.js'),
    'render',
    'views/page.html',
    '--set',
    'user={"name":"Ann"}',
    '--set',
    'items=[1]',
  ]
  for (const program of [['precompiled.mjs'], ['disk.mjs'], ['disk.mjs'], command]) {
    const reports = c8(made, ...program)
    const { 'page.html': report, 'part.html': included } = reports
    if (report === undefined || included === undefined) throw new Error(Object.keys(reports).join())
    expect(uncovered(report), program.join(' ')).toEqual([3, 4, 11, 13, 14, 15])
    expect(untaken(report, page).sort(), program.join(' ')).toEqual(branches)
    expect(uncovered(included)).toEqual([])
    expect(untaken(included, part)).toEqual([])
  }
}, 60_000)

test.each(Object.keys(programs))(
  "under vitest's v8 coverage: %s",
  async (name) => {
    const made = await project()
    const reports = run(made, [
      ...[join(root, 'node_modules/vitest/vitest.mjs'), 'run', `${name}.test.mjs`, '--coverage.enabled'],
      ...['--coverage.provider=v8', '--coverage.reporter=json'],
    ])
    const { 'page.html': report, 'part.html': included } = reports
    if (report === undefined || included === undefined) throw new Error(Object.keys(reports).join())
    // Lines on which a statement of the code starts.
    expect(uncovered(report)).toEqual([3, 4, 11, 14])
    expect(untaken(report, page)).toContain("'yes'")
    expect(uncovered(included)).toEqual([])
  },
  60_000,
)
