/**
 * `npm run bench`: times Torii and its peers on five fixed pages against code written by hand.
 *
 *   --only WORKLOAD[,…]    some of: numbers, search, friends, comments, page; or `compile`, which takes minutes and
 *                          times parsing and compiling against nunjucks instead; or `view`, which times replies
 *   --engines NAME[,…]     some of the engines
 *   --rounds N             rounds (30); 0 only checks that all engines give the same page
 *   --json FILE            also writes every figure to a file
 */
import { spawnSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { compileSpeed, compileTable } from './compile.js'
import { type Engine, engines } from './engines.js'
import { type RenderResult, renderSpeed } from './render.js'
import { replySpeed, replyTable } from './view.js'
import { workloads } from './workloads.js'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    engines: { type: 'string' },
    rounds: { type: 'string', default: '30' },
    json: { type: 'string' },
  },
})

if (process.env.TORII_BENCH_PINNED === undefined) process.exitCode = rerunPinned()
else await main()

/** Runs this script again on one processor (where `taskset` exists) with the collector at hand. */
function rerunPinned(): number {
  const node = [process.execPath, '--expose-gc', '--import', 'tsx', ...process.argv.slice(1)]
  const pinned = spawnSync('taskset', ['--version']).status === 0
  const [command = '', ...args] = pinned
    ? ['taskset', '-c', String(availableParallelism() - 1), ...node]
    : node
  const env = { ...process.env, TORII_BENCH_PINNED: pinned ? 'yes' : 'no' }
  return spawnSync(command, args, { stdio: 'inherit', env }).status ?? 1
}

async function main(): Promise<void> {
  if (options.only === 'compile') return compiling()
  if (options.only === 'view') return replying()
  const chosen = chosenOf(engines, options.engines)
  const results: RenderResult[] = []
  for (const workload of chosenOf(workloads, options.only)) {
    process.stderr.write(`${workload.name}: ${workload.about} …\n`)
    results.push(await renderSpeed(workload, chosen, Number(options.rounds)))
  }
  console.log(
    `\nHow long does a warm render take? Time by that of hand-written code (median of ${options.rounds} rounds)\n`,
  )
  console.log(table(results, chosen))
  report(results)
  if (options.json === undefined) return
  const versions = Object.fromEntries(chosen.map(({ name, version }) => [name, version]))
  writeJson(options.json, { versions, rounds: Number(options.rounds), results })
}

async function compiling(): Promise<void> {
  const results = await compileSpeed(Number(options.rounds))
  console.log(
    '\nHow long does parsing, and all of compiling, take? Growth: time per byte by that at 100 KB\n',
  )
  console.log(compileTable(results))
  if (options.json !== undefined) writeJson(options.json, { rounds: Number(options.rounds), results })
}

async function replying(): Promise<void> {
  const result = await replySpeed(Number(options.rounds))
  console.log(`\nWhat does a reply cost? Time by that of env.render alone\n\n${replyTable(result)}\n`)
  if (options.json !== undefined) writeJson(options.json, { rounds: Number(options.rounds), result })
}

function chosenOf<T extends { readonly name: string }>(
  all: readonly T[],
  names: string | undefined,
): readonly T[] {
  if (names === undefined) return all
  const wanted = names.split(',')
  const unknown = wanted.filter((name) => !all.some((each) => each.name === name))
  if (unknown.length === 0) return all.filter(({ name }) => wanted.includes(name))
  console.error(`There is no ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}.`)
  return process.exit(2)
}

function table(results: readonly RenderResult[], chosen: readonly Engine[]): string {
  const header = ['', 'baseline', 'ms', ...chosen.map(({ name }) => name)]
  const rows = results.map((result) => [
    result.workload,
    result.same[0] ?? '',
    result.timings[0]?.median.toPrecision(3) ?? '–',
    ...chosen.map(({ name }) => cell(result, name)),
  ])
  const all = [header, ...rows]
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) => row.map((text, column) => pad(text, widths[column] ?? 0, column)).join('  '))
    .join('\n')
}

function pad(text: string, width: number, column: number): string {
  return column < 2 ? text.padEnd(width) : text.padStart(width)
}

function cell(result: RenderResult, name: string): string {
  if (result.failures[name] !== undefined) return 'failed'
  if (!result.same.includes(name)) return '–'
  const timing = result.timings.find((each) => each.name === name)
  return timing === undefined ? 'same' : `${timing.ratio.toFixed(2)}×`
}

function report(results: readonly RenderResult[]): void {
  for (const { workload, failures } of results) {
    for (const [engine, reason] of Object.entries(failures)) {
      console.log(`\n${engine} did not give the page ${workload}:\n${reason}`)
      process.exitCode = 1
    }
  }
}

/** Written beside and moved into place, so that a reader never sees half a file. */
function writeJson(path: string, figures: Readonly<Record<string, unknown>>): void {
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    node: process.version,
    pinned: process.env.TORII_BENCH_PINNED,
  }
  writeFileSync(`${path}.part`, `${JSON.stringify({ machine, ...figures }, null, 2)}\n`)
  renameSync(`${path}.part`, path)
}
