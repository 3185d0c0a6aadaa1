import { type ChildProcess, spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'

/** Programs started by a test, which end with it. */
export class Programs {
  readonly #running: ChildProcess[] = []
  readonly #said: string[] = []

  start(command: string, parameters: readonly string[]): void {
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (text: Buffer) => void this.#said.push(text.toString()))
    child.on('error', (error) => void this.#said.push(String(error)))
    this.#running.push(child)
  }

  /** What they have written to their standard errors. */
  get log(): string {
    return this.#said.join('').slice(-4000)
  }

  /** Waits until something listens at a port or path; throws with the log when nothing does. */
  async listening(place: number | string): Promise<void> {
    for (let tries = 0; tries < 500; tries++) {
      if (await answers(place)) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`nothing listens at ${place}:\n${this.log}`)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.reverse().map(end))
  }
}

function answers(place: number | string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = typeof place === 'number' ? connect(place, '127.0.0.1') : connect(place)
    socket.on('connect', () => resolve(true))
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const impatient = setTimeout(() => child.kill('SIGKILL'), 3000)
    child.on('exit', () => {
      clearTimeout(impatient)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/** A port that nobody uses. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
