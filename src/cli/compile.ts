import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import { diagnose } from '../diagnostics/diagnostic.js'
import { environmentOf, type PrecompileOptions } from '../precompile/options.js'
import { emitInThreads } from '../precompile/pool.js'
import { type PrecompileJob, precompile } from '../precompile/precompile.js'
import { Refusal } from '../precompile/refusal.js'
import { TEMPLATE_EXTENSIONS } from '../precompile/sources.js'
import type { Source } from '../source.js'
import { type EngineOptions, withEngineOptions } from './engine.js'
import { Mistake } from './mistake.js'
import { reportDiagnostic, reportError } from './report.js'
import type { Terminal } from './terminal.js'

interface CompileOptions extends EngineOptions {
  readonly out: string
  readonly format: 'esm' | 'cjs'
  readonly dts: boolean
  readonly sourceMap: boolean
  readonly chunks: boolean
  readonly development: boolean
  readonly watch: boolean
  readonly jobs: number
  readonly ext: string
  readonly filter: readonly string[]
  readonly test: readonly string[]
  readonly global: readonly string[]
  readonly finalize: boolean
}

/** Adds `torii compile`: templates as JavaScript modules. */
export function addCompile(program: Command, terminal: Terminal): void {
  const command = program
    .command('compile')
    .description('write templates as JavaScript modules, which need no compiler')
    .argument('<folder>', 'the templates; their names start here')
    .requiredOption('--out <folder>', 'where modules are written to')
    .addOption(new Option('--format <format>', 'kind of modules').choices(['esm', 'cjs']).default('esm'))
    .option('--dts', 'also write declarations for TypeScript', false)
    .option('--source-map', 'also write source maps', false)
    .option('--chunks', 'make pages that can be sent in pieces', false)
    .option('--development', 'code in which debuggers and coverage tools find every line', false)
    .option('--watch', 'go on, and compile again what changes', false)
    .option('--jobs <count>', 'threads to use for many templates', positive, availableParallelism())
    .option('--ext <list>', 'which files are templates', TEMPLATE_EXTENSIONS)
  for (const kind of ['filter', 'test', 'global']) {
    command.option(`--${kind} <name>`, `a ${kind} that the application brings; may be repeated`, append, [])
  }
  command.option('--finalize', 'the application brings a finalizer', false)
  withEngineOptions(command).action((folder: string, options: CompileOptions) =>
    compile(terminal, folder, options),
  )
}

async function compile(terminal: Terminal, folder: string, options: CompileOptions): Promise<void> {
  if (options.root !== undefined) throw new Mistake('--root is the folder itself; give that folder instead')
  const job = jobOf(folder, options)
  if (!options.watch) return await compileOnce(terminal, job, options)
  const again = (): Promise<void> =>
    compileOnce(terminal, job, options).catch((error) => reportError(terminal, error))
  await again()
  await watch(job, again)
}

function jobOf(root: string, options: CompileOptions): PrecompileJob {
  const {
    out,
    ext,
    format,
    dts,
    sourceMap,
    chunks,
    values,
    autoescape,
    escapePolicy,
    undefined: missing,
    compat,
  } = options
  const { development } = options
  const compiling: PrecompileOptions = {
    ...{ format, dts, sourceMap, chunks, development, values, undefined: missing },
    finalize: options.finalize,
    ...{ filters: options.filter, tests: options.test, globals: options.global },
    ...(escapePolicy === undefined ? {} : { escapePolicy }),
    ...(autoescape === undefined ? {} : { autoescape: autoescape === 'off' ? false : autoescape }),
    ...(compat === undefined ? {} : { compat }),
  }
  return { root, out, options: compiling, extensions: ext }
}

async function compileOnce(terminal: Terminal, job: PrecompileJob, { jobs }: CompileOptions): Promise<void> {
  const bar = terminal.error.colored
    ? new SingleBar({ format: '{bar} {value}/{total}', clearOnComplete: true })
    : null
  try {
    const emit = emitInThreads(jobs, (done, all) => (done <= 16 ? bar?.start(all, done) : bar?.update(done)))
    const report = await precompile(job, emit)
    bar?.stop()
    if (report.failed.length > 0) return reportFailed(terminal, job, report.failed)
    const { templates, compiled, removed } = report
    const gone = removed.length === 0 ? '' : `, ${removed.length} files removed`
    terminal.out.write(`${compiled.length} of ${templates} templates compiled${gone}\n`)
  } catch (error) {
    bar?.stop()
    throw error instanceof Refusal ? new Mistake(error.message) : error
  }
}

function reportFailed(terminal: Terminal, job: PrecompileJob, failed: readonly Source[]): void {
  const environment = environmentOf(job.root, job.options)
  for (const source of failed) {
    const shownAs = relative('.', join(job.root, source.name ?? ''))
    for (const found of environment.compile(source).problems) {
      reportDiagnostic(terminal.error, diagnose(found, source), source, shownAs)
    }
  }
  terminal.error.write('nothing was written\n')
  terminal.status = 1
}

/** How long after a change others that come with it are waited for, in milliseconds. */
const PAUSE = 50

/** Runs `again` after changes, one run at a time, until the program is told to stop. */
async function watch(job: PrecompileJob, again: () => Promise<void>): Promise<void> {
  const { watch: watchFiles } = await import('chokidar')
  const out = resolve(job.out)
  const watcher = watchFiles(job.root, { ignoreInitial: true, ignored: (path) => resolve(path) === out })
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(again)
    }, PAUSE)
  })
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })
  await watcher.close()
  await running
}

function append(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

function positive(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw new Mistake(`--jobs takes a whole number from 1 on, not '${text}'`)
  return count
}
