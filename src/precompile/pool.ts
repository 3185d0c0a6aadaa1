import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Source } from '../source.js'
import { emitHere } from './emit.js'
import type { EmittedModule } from './module.js'
import type { Emitter, PrecompileJob } from './precompile.js'

/** What a worker is started with. */
export interface Setting {
  readonly job: PrecompileJob
  readonly files: readonly (readonly [string, string])[]
}

/** Templates that a worker makes modules of at once. */
export interface Batch {
  /** The place of the first of them in the order of all. */
  readonly index: number
  readonly templates: readonly { readonly name: string; readonly text: string }[]
}

/** From this many templates on, starting threads pays. */
const MANY = 64

/** Templates per batch: few enough that no thread waits long for the others at the end. */
const BATCH = 16

/** Makes modules in `jobs` threads when there are many templates; `progress` is told how many are done. */
export function emitInThreads(jobs: number, progress: (done: number, all: number) => void): Emitter {
  return async (sources, job, files) => {
    if (sources.length < MANY || jobs < 2) return await emitHere(sources, job, files)
    const modules: (EmittedModule | null)[] = []
    const batches = batchesOf(sources)
    const finished = (index: number, made: readonly (EmittedModule | null)[]): void => {
      for (const [at, module] of made.entries()) modules[index + at] = module
      done += made.length
      progress(done, sources.length)
    }
    let done = 0
    const setting: Setting = { job, files: [...files] }
    await Promise.all(Array.from({ length: jobs }, () => drain(batches, setting, finished)))
    return modules
  }
}

function batchesOf(sources: readonly Source[]): Batch[] {
  const batches: Batch[] = []
  for (let index = 0; index < sources.length; index += BATCH) {
    const templates = sources
      .slice(index, index + BATCH)
      .map(({ name, text }) => ({ name: name ?? '', text }))
    batches.push({ index, templates })
  }
  return batches
}

type Finished = (index: number, modules: readonly (EmittedModule | null)[]) => void

/** One thread, which takes batches until none is left. */
function drain(batches: Batch[], workerData: Setting, finished: Finished): Promise<void> {
  const worker = new Worker(workerFile(), { workerData })
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const batch = batches.shift()
      if (batch === undefined) resolve()
      else worker.postMessage(batch)
    }
    worker.on('error', reject)
    worker.on('message', ({ index, modules }: { index: number; modules: (EmittedModule | null)[] }) => {
      finished(index, modules)
      next()
    })
    next()
  }).finally(() => worker.terminate())
}

/** The built worker, found by the package's own name, since this code may be in any chunk of it. */
function workerFile(): string {
  const manifest = createRequire(import.meta.url).resolve('toriijs/package.json')
  return join(manifest, '../dist/precompile-worker.js')
}
