/**
 * `npm run bench:http`: how many requests for the wiki's page a server answers, and how long 99 of 100 wait at most:
 * the example wiki over HTTP, and over FastCGI behind nginx, against two applications that make the same page. Needs
 * `wrk` (Debian: apt-get install wrk nginx-light).
 *
 *   --seconds N      for each server (60), in three turns
 *   --requests N     instead: how much memory each server of Torii has after N requests, and whether clients that
 *                    vanish leave something behind
 *   --json FILE      also writes every figure to a file
 */
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Contender, Stage, usageOf } from './contenders.js'
import { type Load, lacksWrk, load } from './load.js'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    requests: { type: 'string' },
    json: { type: 'string' },
  },
})

const TURNS = 3

if (lacksWrk()) {
  console.error('There is no wrk, which makes the requests. Debian: apt-get install wrk nginx-light')
  process.exit(2)
}
const stage = await Stage.open()
try {
  await checkPages(stage.contenders)
  const figures = options.requests === undefined ? await speed() : await endurance(Number(options.requests))
  if (options.json !== undefined) {
    const machine = { cpu: cpus()[0]?.model ?? '', node: process.version }
    writeFileSync(options.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  }
} finally {
  await stage.close()
}

/** All servers must give the same page, byte by byte. */
async function checkPages(contenders: readonly Contender[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    contenders.map(async ({ name, url }) => ({ name, text: await (await fetch(url)).text() })),
  )
  const other = others.find(({ text }) => text !== first?.text)
  if (other !== undefined) throw new TypeError(`${other.name} gives another page than ${first?.name}`)
  console.log(`A page of ${first?.text.length} characters, the same from all of them\n`)
}

interface Row {
  readonly name: string
  /** Requests in a second, in the median of the turns; likewise the times. */
  readonly rate: number
  readonly p50: number
  readonly p99: number
  readonly refused: number
  readonly broken: number
}

/** Answers in turns, so that what disturbs the machine disturbs all. */
async function speed(): Promise<readonly Row[]> {
  const questions = await Promise.all(stage.contenders.map(questionsOf))
  const loads = new Map<string, Load[]>()
  const seconds = Math.max(1, Math.round(Number(options.seconds) / TURNS))
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { name, url, headers } of questions.flat()) {
      const seen = await load(url, seconds, headers)
      loads.set(name, [...(loads.get(name) ?? []), seen])
    }
  }
  const rows = Array.from(loads, ([name, seen]) => rowOf(name, seen))
  console.log(`${'requests/s'.padStart(42)}${'p50 ms'.padStart(10)}${'p99 ms'.padStart(10)}   failed`)
  for (const { name, rate, p50, p99, refused, broken } of rows) {
    const numbers = [p50, p99].map((each) => each.toFixed(2).padStart(10)).join('')
    console.log(`${name.padEnd(32)}${rate.toFixed(0).padStart(10)}${numbers}   ${refused + broken}`)
  }
  return rows
}

interface Question {
  readonly name: string
  readonly url: string
  readonly headers: readonly string[]
}

/** The page, and where it has an ETag the page once more for clients that have it already. */
async function questionsOf({ name, url }: Contender): Promise<Question[]> {
  const etag = (await fetch(url)).headers.get('etag')
  const asked = { name, url, headers: [] }
  return etag === null ? [asked] : [asked, { name: `${name}, 304`, url, headers: [`If-None-Match: ${etag}`] }]
}

function rowOf(name: string, seen: readonly Load[]): Row {
  const median = (of: (load: Load) => number): number => seen.map(of).sort((a, b) => a - b)[TURNS >> 1] ?? 0
  const sum = (of: (load: Load) => number): number => seen.map(of).reduce((a, b) => a + b, 0)
  return {
    name,
    rate: median(({ requests, seconds }) => requests / seconds),
    p50: median(({ p50 }) => p50),
    p99: median(({ p99 }) => p99),
    refused: sum(({ refused }) => refused),
    broken: sum(({ broken }) => broken),
  }
}

interface Endurance {
  readonly name: string
  readonly requests: number
  /** Megabytes after each tenth of the requests. */
  readonly memory: readonly number[]
  /** Open files before and after. */
  readonly files: readonly [number, number]
}

/** Asks for so many pages in tenths, and hangs up on the server in between. */
async function endurance(requests: number): Promise<readonly Endurance[]> {
  const own = stage.contenders.filter(({ name }) => name.startsWith('torii'))
  const found: Endurance[] = []
  for (const contender of own) {
    const { name, url, process } = contender
    await load(url, 1)
    const before = await settledFiles(contender)
    const memory: number[] = []
    let count = 0
    while (count < requests) {
      const wanted = (requests * (memory.length + 1)) / 10
      while (count < wanted) count += (await load(url, 2)).requests
      await Promise.all(Array.from({ length: 100 }, () => vanish(new URL(url))))
      memory.push(usageOf(process).memory)
    }
    const files: [number, number] = [before, await settledFiles(contender)]
    found.push({ name, requests: count, memory, files })
    console.log(`${name}: ${count} requests, open files ${files.join(' → ')}`)
    console.log(`  MB after each tenth: ${memory.map((each) => each.toFixed(0)).join(' ')}`)
  }
  return found
}

/** Open files of a server, once it has noticed that its clients are gone. */
async function settledFiles({ process }: Contender): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return usageOf(process).files
}

/** A client that asks and is gone before it is answered. */
function vanish({ hostname, port, pathname }: URL): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`, () => {
        socket.resetAndDestroy()
        resolve()
      })
    })
    socket.on('error', () => resolve())
  })
}
