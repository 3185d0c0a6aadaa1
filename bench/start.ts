import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Engine } from './engines.js'
import { quantile } from './measure.js'
import { firstDifference } from './same-page.js'
import { duration, type Table } from './table.js'
import { folderOf } from './torii.js'
import { page } from './workloads/page/workload.js'

/** What the first page of a fresh process costs. */
export interface StartResult {
  readonly name: string
  /** Median milliseconds of CPU time over that of a process that renders nothing. */
  readonly cpu: number
  /** The quartiles of these. */
  readonly spread: readonly [number, number]
}

/** What torii can be started from; engines are called by their names. */
const WAYS = ['torii precompiled', 'torii precompiled, one file', 'torii with a code cache']
const NOTHING = 'nothing'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = `${root}.torii/bench/start`

/**
 * Answers "what does a process pay for its first page?": CPU time (user and system, all threads) from the start of the
 * process until the page `page` is rendered, over that of a process that renders nothing. In every round each contender
 * has one fresh process. Throws when a contender does not give the page.
 */
export async function startCost(engines: readonly Engine[], rounds: number): Promise<StartResult[]> {
  const vars = await prepare()
  const torii = engines.some(({ name }) => name === 'torii')
  const known = engines.map(({ name }) => name).filter((name) => name !== '@huggingface/jinja')
  const names = [...(torii ? WAYS : []), ...known]
  for (const name of names) check(name, vars)
  const times = new Map([NOTHING, ...names].map((name): [string, number[]] => [name, []]))
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`start: round ${round + 1} of ${rounds} …\n`)
    for (const [name, own] of times) own.push(firstRender(name, vars).cpu / 1000)
  }
  const nothing = times.get(NOTHING) ?? []
  return names.map((name) => summary(name, times.get(name) ?? [], nothing))
}

/** The figures as a table. */
export function startTable(results: readonly StartResult[]): Table {
  return {
    title: 'What does a process pay for its first page? CPU time over that of a process that renders nothing',
    header: ['first page:', 'CPU time', 'quartiles'],
    rows: results.map(({ name, cpu, spread }) => [
      name,
      Number.isNaN(cpu) ? 'same' : duration(cpu),
      Number.isNaN(cpu) ? '' : spread.map((each) => each.toFixed(1)).join('–'),
    ]),
  }
}

function summary(name: string, times: readonly number[], nothing: readonly number[]): StartResult {
  const over = times.map((time, round) => time - (nothing[round] ?? 0))
  return { name, cpu: quantile(over, 0.5), spread: [quantile(over, 0.25), quantile(over, 0.75)] }
}

/** Also fills the code cache. */
function check(name: string, vars: string): void {
  const difference = firstDifference(page.byHand?.() ?? '', firstRender(name, vars).page)
  if (difference !== null) throw new Error(`${name} did not give the page:\n${difference}`)
}

function firstRender(name: string, vars: string): { readonly page: string; readonly cpu: number } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${out}/first-render.mjs`, name, folderOf(page), vars],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  )
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`)
  return JSON.parse(stdout)
}

/** Writes what the processes run: their script, precompiled templates, vars. Gives the path of the vars. */
async function prepare(): Promise<string> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const vars = `${out}/vars.json`
  writeFileSync(vars, JSON.stringify(page.vars))
  await bundle(fileURLToPath(new URL('start/first-render.ts', import.meta.url)), 'first-render.mjs')
  const api: typeof import('../src/precompile/api.js') = await import(`${root}dist/precompile.js`)
  const options = { filters: ['money', 'short'] }
  await api.precompile({ root: folderOf(page), out: `${out}/modules`, options }, api.emitHere)
  writeFileSync(`${out}/modules.mjs`, PRECOMPILED)
  await bundle(`${out}/modules.mjs`, 'page.mjs')
  return vars
}

const PRECOMPILED = `import { createRenderer } from 'toriijs/runtime'
import page from './modules/page.html.jinja.js'

export const render = (vars, filters) => createRenderer({ page }, { filters }).render('page', vars)
`

async function bundle(entry: string, name: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: `${out}/${name}`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: name === 'page.mjs',
    external:
      name === 'page.mjs'
        ? []
        : ['nunjucks', 'ejs', 'eta', 'handlebars', 'pug', 'dot', 'liquidjs', 'ventojs', 'edge.js'],
    logLevel: 'warning',
  })
}
