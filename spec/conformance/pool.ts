import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { failed, type Result } from './result.js'
import type { RunSettings } from './selection.js'
import { caseSubject, type Suite } from './suites.js'

/** One case to run. */
export interface Job {
  readonly suite: Suite
  readonly line: string
  /** Its place in the report. */
  readonly index: number
}

/** Limits of a pool. */
export interface PoolLimits {
  /** Milliseconds one case may take. */
  readonly patience: number
  /** Megabytes of heap one worker may use. */
  readonly memory: number
  /** The module a worker thread runs; it says `ready` and answers every job with a result. */
  readonly script: URL
}

/** The limits of an ordinary run. */
export const ordinaryLimits: PoolLimits = {
  patience: 10_000,
  memory: 768,
  script: new URL('./worker-start.mjs', import.meta.url),
}

/** Most worker threads at once. */
const MOST_WORKERS = 2
/** How many cases a worker has waiting, so that it never waits for the main thread. */
const WAITING = 16

/**
 * Runs jobs in worker threads and resolves to their results in order of index. A case that hangs or takes the
 * worker down fails alone: its worker is replaced and the cases waiting behind it run in the new one.
 */
export async function runJobs(
  jobs: Iterator<Job>,
  settings: RunSettings,
  limits: PoolLimits = ordinaryLimits,
): Promise<Result[]> {
  const results: Result[] = []
  const collect = (job: Job, result: Result): void => {
    results[job.index] = result
  }
  const count = Math.min(MOST_WORKERS, availableParallelism())
  const lanes = Array.from({ length: count }, () => new Lane(jobs, { settings, limits, collect }))
  await Promise.all(lanes.map((lane) => lane.run()))
  return results
}

interface LaneOptions {
  readonly settings: RunSettings
  readonly limits: PoolLimits
  collect(job: Job, result: Result): void
}

/** One worker thread at a time, its replacements, and the jobs it was given. */
class Lane {
  readonly #jobs: Iterator<Job>
  readonly #options: LaneOptions
  readonly #waiting: Job[] = []
  #worker: Worker | null = null
  #watchdog: NodeJS.Timeout | undefined
  #finish: () => void = () => {}
  #abort: (error: Error) => void = () => {}
  #ready = false

  constructor(jobs: Iterator<Job>, options: LaneOptions) {
    this.#jobs = jobs
    this.#options = options
  }

  /** Resolves when there are no more jobs and all that were taken have results; rejects when no worker can start. */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#finish = resolve
      this.#abort = reject
      this.#start()
    })
  }

  #start(): void {
    const { settings, limits } = this.#options
    const worker = new Worker(limits.script, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: limits.memory },
    })
    this.#worker = worker
    this.#ready = false
    worker.on('message', (message: Result | 'ready') => {
      if (worker === this.#worker) this.#hear(message)
    })
    worker.on('error', (error) => {
      if (worker !== this.#worker) return
      // A worker that dies before it was ready will not do better the next time.
      if (this.#ready) this.#giveUp('took the worker down', String(error))
      else this.#abort(error)
    })
  }

  #hear(message: Result | 'ready'): void {
    if (message === 'ready') {
      this.#ready = true
      for (const job of this.#waiting) this.#worker?.postMessage(job)
    } else {
      const job = this.#waiting.shift()
      if (job !== undefined) this.#options.collect(job, message)
    }
    this.#fill()
  }

  /** Tops up the worker's queue; with nothing left to do the lane ends. */
  #fill(): void {
    while (this.#waiting.length < WAITING) {
      const next = this.#jobs.next()
      if (next.done === true) break
      this.#waiting.push(next.value)
      this.#worker?.postMessage(next.value)
    }
    clearTimeout(this.#watchdog)
    if (this.#waiting.length === 0) this.#stop(this.#finish)
    else this.#watch()
  }

  #watch(): void {
    const { patience } = this.#options.limits
    const head = this.#waiting[0]
    this.#watchdog = setTimeout(() => {
      // A busy main thread may have the answer in its queue; let it be read before judging.
      setImmediate(() => {
        if (head === this.#waiting[0]) this.#giveUp('timed out', `nothing within ${patience} ms`)
      })
    }, patience)
  }

  /** Fails the case at work and goes on in a new worker with those behind it. */
  #giveUp(reason: string, came: string): void {
    clearTimeout(this.#watchdog)
    const job = this.#waiting.shift()
    if (job !== undefined) {
      this.#options.collect(job, failed(caseSubject(job.suite, job.line), reason, 'a result', came))
    }
    this.#stop(() => this.#start())
  }

  #stop(then: () => void): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.terminate().then(then)
  }
}
