import { execFile, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const script = fileURLToPath(new URL('report.lua', import.meta.url))

/** What clients saw in some seconds. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  /** Milliseconds that half of the requests took at most, and 99 of 100. */
  readonly p50: number
  readonly p99: number
  /** Replies with a status of 400 or more, and connections that failed. */
  readonly refused: number
  readonly broken: number
}

/** Connections that clients keep open. */
const CONNECTIONS = 32

/** Processors: servers on one and clients on the other, where there are two and `taskset` can tell them apart. */
const isPinned = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** A command on the processor of servers (0) or of clients (1). */
export function pinned(processor: 0 | 1, command: readonly string[]): [string, ...string[]] {
  const [program = '', ...parameters] = command
  return isPinned ? ['taskset', '-c', String(processor), program, ...parameters] : [program, ...parameters]
}

/** Whether the program that makes requests is not there. */
export function lacksWrk(): boolean {
  return spawnSync('wrk', ['--version']).error !== undefined
}

/** Asks for an address over kept connections for some seconds. */
export async function load(url: string, seconds: number, headers: readonly string[] = []): Promise<Load> {
  const options = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script]
  const lines = headers.flatMap((line) => ['-H', line])
  const [program, ...parameters] = pinned(1, ['wrk', ...options, ...lines, url])
  const { stdout } = await run(program, parameters)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
