import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FuzzCase, Rendered } from './fuzz-case.js'

/** An engine that runs beside this thread and answers one case at a time, in order. */
interface Process {
  send(given: FuzzCase): void
  /** Called for every answer; with null when there will be no more. */
  hear(listener: (answer: unknown) => void): void
  stop(): void
}

/** Milliseconds an engine may take for one case before it is ended and started anew. */
const PATIENCE = 5000

/** One of the two engines, kept alive between cases; what hangs is ended, reported, and started again. */
export class Engine {
  readonly #open: () => Process
  #process: Promise<Process> | null = null

  constructor(open: () => Process) {
    this.#open = open
  }

  /** What the engine makes of a case; never throws. */
  async render(given: FuzzCase & { readonly unfolded?: boolean }): Promise<Rendered> {
    this.#process ??= this.#start()
    const process = await this.#process
    return new Promise((resolve) => {
      const watchdog = setTimeout(() => answer({ lost: 'hung' }), PATIENCE)
      const answer = (rendered: Rendered): void => {
        clearTimeout(watchdog)
        if ('lost' in rendered && rendered.lost !== 'out of time') this.stop()
        resolve(rendered)
      }
      process.hear((given) => answer(isRendered(given) ? given : { lost: 'died' }))
      process.send(given)
    })
  }

  /** Whether the engine can be started here. */
  async available(): Promise<boolean> {
    const answer = await this.render({ templates: { main: 'x' }, vars: {}, env: {} })
    return 'output' in answer
  }

  /** Ends it; the next case starts it again. */
  stop(): void {
    void this.#process?.then((process) => process.stop())
    this.#process = null
  }

  #start(): Promise<Process> {
    const process = this.#open()
    return new Promise((resolve) => {
      const watchdog = setTimeout(() => resolve(process), 4 * PATIENCE)
      process.hear(() => {
        clearTimeout(watchdog)
        resolve(process)
      })
    })
  }
}

function isRendered(answer: unknown): answer is Rendered {
  if (typeof answer !== 'object' || answer === null) return false
  return ['output', 'error', 'lost', 'unable'].some((key) => key in answer)
}

/** This engine, in a worker thread. */
export function torii(): Engine {
  return new Engine(() => {
    const worker = new Worker(new URL('./worker-start.mjs', import.meta.url))
    return {
      send: (given) => worker.postMessage(given),
      hear(listener) {
        worker.removeAllListeners()
        worker.on('message', listener)
        worker.on('error', () => listener(null))
      },
      stop: () => void worker.terminate(),
    }
  })
}

/** Real Jinja2, in a Python process; it is not available where Python cannot import it. */
export function jinja(): Engine {
  return new Engine(() => {
    const script = fileURLToPath(new URL('./jinja.py', import.meta.url))
    const python = spawn('python3', ['-W', 'ignore', script], { stdio: ['pipe', 'pipe', 'ignore'] })
    const lines = createInterface({ input: python.stdout })
    python.stdin.on('error', () => {})
    return {
      send: (given) => void python.stdin.write(`${JSON.stringify(given)}\n`),
      hear(listener) {
        for (const source of [lines, python]) source.removeAllListeners()
        lines.on('line', (line) => listener(JSON.parse(line)))
        lines.on('close', () => listener(null))
        python.on('error', () => listener(null))
      },
      stop: () => void python.kill('SIGKILL'),
    }
  })
}
