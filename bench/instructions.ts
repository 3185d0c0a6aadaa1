import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { BY_HAND, renderersOf } from './render.js'
import { type Table, times } from './table.js'
import type { AnyWorkload } from './workload.js'

/** What was counted of one workload. */
export interface InstructionResult {
  readonly workload: string
  /** Instructions of one warm render, by who made it; the first one is the baseline. */
  readonly instructions: Readonly<Record<string, number>>
}

/** A program that counts the instructions of another one. */
interface Counter {
  readonly command: readonly string[]
  /** The number in what it prints. */
  readonly found: RegExp
}

const VALGRIND: Counter = {
  command: ['valgrind', '--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null'],
  found: /I\s+refs:\s+([\d,]+)/,
}
const PERF: Counter = {
  command: ['perf', 'stat', '-x', ';', '-e', 'instructions:u'],
  found: /^(\d+);[^;]*;instructions:u/m,
}

/** Without other threads and clocks, so that V8 takes the same decisions each time. */
const FLAGS = ['--predictable', '--max-semi-space-size=16']
/** How long the warm-up would take outside of the counter, in milliseconds. */
const WARM_UP = 300

/**
 * Answers "how many instructions does a warm render take?": a figure that a busy machine does not change. Each workload
 * is rendered in two processes, one of which goes on after the warm-up; what that one executes more is counted. Null
 * where neither `perf` nor `valgrind` can count, which it says.
 */
export async function instructionCounts(
  workloads: readonly AnyWorkload[],
  engines: readonly string[],
): Promise<InstructionResult[] | null> {
  const counter = [PERF, VALGRIND].find((each) => count(each, ['-e', '0']) !== null)
  if (counter === undefined) {
    console.error('Nothing here counts instructions: perf is missing or may not, and there is no valgrind.')
    return null
  }
  process.stderr.write(`counting with ${counter.command[0]}\n`)
  const script = await bundled()
  try {
    const results: InstructionResult[] = []
    for (const workload of workloads) results.push(await counted(workload, engines, { counter, script }))
    return results
  } finally {
    removeAll(script)
  }
}

/** The figures as a table. */
export function instructionTable(results: readonly InstructionResult[]): Table {
  const names = [...new Set(results.flatMap(({ instructions }) => Object.keys(instructions).slice(1)))]
  return {
    title: 'How many instructions does a warm render take? Those of the baseline, and how many times as many',
    header: ['workload:', 'baseline:', 'instructions', ...names],
    rows: results.map(({ workload, instructions }) => {
      const [[baseline = '', base = Number.NaN] = []] = Object.entries(instructions)
      const cells = names.map((name) => {
        const own = instructions[name]
        return own === undefined ? '–' : times(own / base)
      })
      return [workload, baseline, Math.round(base).toLocaleString('en-GB'), ...cells]
    }),
  }
}

interface Tools {
  readonly counter: Counter
  readonly script: string
}

async function counted(
  workload: AnyWorkload,
  engines: readonly string[],
  { counter, script }: Tools,
): Promise<InstructionResult> {
  const instructions: Record<string, number> = {}
  for (const { name, render } of await renderersOf(workload)) {
    if (name !== BY_HAND && !engines.includes(name)) continue
    process.stderr.write(`instructions: ${workload.name}, ${name} …\n`)
    const warm = await rendersIn(WARM_UP, () => render(workload.vars))
    const more = Math.max(1, warm >> 2)
    const [short, long] = [warm, warm + more].map((renders) =>
      count(counter, [`${script}.mjs`, workload.name, name, String(renders)]),
    )
    instructions[name] = ((long ?? Number.NaN) - (short ?? Number.NaN)) / more
  }
  return { workload: workload.name, instructions }
}

/** How many renders fill so many milliseconds of CPU time, warm-up included. */
async function rendersIn(milliseconds: number, render: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  let renders = 0
  for (; renders < 40 || process.cpuUsage(start).user < milliseconds * 1000; renders++) await render()
  return renders
}

/** The instructions of a Node process, or null when they cannot be counted. */
function count(
  { command: [command = '', ...options], found }: Counter,
  args: readonly string[],
): number | null {
  const { status, stderr } = spawnSync(command, [...options, process.execPath, ...FLAGS, ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const number = status === 0 ? found.exec(stderr)?.[1] : undefined
  return number === undefined ? null : Number(number.replaceAll(',', ''))
}

/** Torii and the code written by hand without what other engines import, which would be counted and take long. */
const PROGRAM = `
  import { toriiFile, toriiTemplate, folderOf } from './torii.js'
  import { workloads } from './workloads.js'

  const [, , wanted, who, renders] = process.argv
  const workload = workloads.find(({ name }) => name === wanted)
  const { vars, byHand, encoded, escapes } = workload
  const render = who === 'by hand' ? byHand : who === 'torii' ? await torii() : await other()
  const encoder = new TextEncoder()
  let seen = 0
  for (let run = 0; run < Number(renders); run++) {
    let page = render(vars)
    if (page instanceof Promise) page = await page
    seen += encoded ? encoder.encode(page).length : page.charCodeAt(page.length >> 1)
  }

  async function torii() {
    const task = { folder: folderOf(workload), file: toriiFile(workload), escapes }
    const template = await toriiTemplate(task)
    return (vars) => template.render(vars)
  }

  async function other() {
    const { renderersOf } = await import('./render.js')
    return (await renderersOf({ ...workload, encoded: false }, [who])).find(({ name }) => name === who).render
  }
`

/**
 * Writes the program that renders beside this file and without types, since compiling those would be counted too. Gives
 * what the names of its files begin with.
 */
async function bundled(): Promise<string> {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const name = `.instructions-${process.pid}`
  await build({
    stdin: { contents: PROGRAM, resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    // What is imported later stays in files of its own.
    splitting: true,
    outdir: folder,
    entryNames: name,
    chunkNames: `${name}-[hash]`,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  })
  return join(folder, name)
}

function removeAll(beginning: string): void {
  const folder = dirname(beginning)
  for (const name of readdirSync(folder)) if (name.startsWith(basename(beginning))) rmSync(join(folder, name))
}
