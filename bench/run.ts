/**
 * `npm run bench`: answers questions about speed and memory with fixed workloads.
 *
 *   --only NAME[,…]      questions: render (the one answered without this option), python, compile, view, start, growth,
 *                        instructions, or `all`; workloads: hello, numbers, … (see workloads.ts), for the questions that
 *                        are asked of each
 *   --engines NAME[,…]   some of the engines
 *   --rounds N           rounds (30); 0 only checks that all engines give the same page
 *   --renders N          how many renders growth watches memory over (200000)
 *   --json FILE          also writes every figure to a file, which `npm run bench:docs` can read
 */
import { spawnSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Engine, engines } from './engines.js'
import { type Answers, type Asked, questions } from './questions.js'
import type { AnyWorkload } from './workload.js'
import { workloads } from './workloads.js'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    engines: { type: 'string' },
    rounds: { type: 'string', default: '30' },
    renders: { type: 'string', default: '200000' },
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
  const names = options.only.split(',').filter((name) => name !== '')
  const asked: Asked = {
    workloads: chosen<AnyWorkload>(workloads, names),
    engines: chosen<Engine>(engines, options.engines?.split(',') ?? []),
    rounds: Number(options.rounds),
    renders: Number(options.renders),
  }
  const answers: Record<string, unknown> = {}
  for (const question of questionsIn(names)) {
    const { answer, text, failures } = await questions[question](asked)
    console.log(`\n${text}`)
    for (const failure of failures) console.log(`\n${failure}`)
    if (failures.length > 0) process.exitCode = 1
    if (answer !== null) answers[question] = answer
    // After each question, so that what took long is not lost when a later one fails.
    if (options.json !== undefined) writeJson(options.json, answers, asked)
  }
}

function isQuestion(name: string): name is keyof Answers {
  return Object.hasOwn(questions, name)
}

function questionsIn(names: readonly string[]): readonly (keyof Answers)[] {
  if (names.includes('all')) return Object.keys(questions).filter(isQuestion)
  const named = names.filter(isQuestion)
  return named.length === 0 ? ['render'] : named
}

/** What is named, all where nothing of the kind is. */
function chosen<T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly string[],
): readonly T[] {
  const wanted = names.filter((name) => name !== 'all' && !isQuestion(name))
  const unknown = wanted.filter((name) => !all.some((each) => each.name === name))
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}.`)
    return process.exit(2)
  }
  return wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name))
}

/** Written beside and moved into place, so that a reader never sees half a file. */
function writeJson(path: string, answers: Readonly<Record<string, unknown>>, asked: Asked): void {
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    processors: cpus().length,
    load: loadavg()[1] ?? 0,
    node: process.version,
    pinned: process.env.TORII_BENCH_PINNED,
  }
  const versions = Object.fromEntries(asked.engines.map(({ name, version }) => [name, version]))
  const figures = { machine, versions, rounds: asked.rounds, answers }
  writeFileSync(`${path}.part`, `${JSON.stringify(figures, null, 2)}\n`)
  renameSync(`${path}.part`, path)
}
