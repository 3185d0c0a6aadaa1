/**
 * The wiki with SQLite, in processes of a Node that has it: the model, one visit by each launcher, writers at the same
 * time, and writers that die.
 */
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import type { Answer } from '../gateways/cases/case.js'
import type { Transport } from '../gateways/transports/transport.js'
import { launched } from './launched.js'
import { visit } from './script.js'
import { hasSqliteNode, sqliteNode } from './sqlite-node.js'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'torii-wiki-'))
const script = (name: string) => join(root, 'spec/wiki', name)
let node = ''
let files = 0
const newFile = () => join(folder, `wiki-${files++}.db`)

beforeAll(() => void (hasSqliteNode && (node = sqliteNode())), 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

/** Where there is no SQLite and no package of a Node that has it, memory is tested and this is not. */
describe.skipIf(!hasSqliteNode)('SQLite', () => {
  it('gives what the model in memory gives, call by call', async () => {
    const { stdout } = await run(node, [script('scenario.mjs'), newFile()])
    const told: unknown = JSON.parse(stdout)
    await expect(JSON.stringify(told, null, 1)).toMatchFileSnapshot('golden/model.json')
  })

  it.each(['server.mjs', 'wiki.fcgi', 'wiki.scgi', 'wiki.cgi'])(
    'the same visit by %s',
    async (name) => {
      const { transport, stop } = await launched(name, { node, file: newFile() })
      const told = await visit(transport).finally(stop)
      await expect(told).toMatchFileSnapshot('golden/visit.txt')
    },
    60_000,
  )

  it('eight programs that find a new file at once, and save one page', async () => {
    const { transport } = await launched('wiki.cgi', { node, file: newFile() })
    const answers = await Promise.all(EIGHT.map((n) => post(transport, 0, `Text ${n}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...EIGHT.slice(1).map(() => 409)])
  }, 60_000)

  it('eight programs that add a line each until nobody was faster lose none', async () => {
    const { transport } = await launched('wiki.cgi', { node, file: newFile() })
    await post(transport, 0, 'Lines:')
    await Promise.all(EIGHT.map((n) => addLine(transport, n)))
    const lines = (await text(transport)).trim().split('\n')
    expect(lines.sort()).toEqual(['Lines:', ...EIGHT.map((n) => `line ${n}`)].sort())
    const answer = await ask(transport, '/Page?rev=9')
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([
      200,
      expect.stringContaining('Revision 9</a> by'),
    ])
  }, 120_000)

  it('a program that is killed in the middle of a save has saved nothing, and nobody waits for it', async () => {
    const file = newFile()
    await run(node, [script('inspect.mjs'), file])
    expect(await written(file, { mode: 'hang', lines: 1 })).toEqual(['inside'])
    expect(await inspected(file)).toMatchObject({ rev: 0, revisions: 0, found: 0, links: [], ...SOUND })
  }, 60_000)

  it('of programs that are killed while they write, all that was saved is there', async () => {
    const file = newFile()
    for (const lines of [1, 4, 2, 7, 3]) {
      const last = Number((await written(file, { mode: 'run', lines })).at(-1))
      const found = await inspected(file)
      const { rev } = found
      expect(rev).toBeGreaterThanOrEqual(last)
      const saved = { body: `Revision ${rev} [[Link${rev}]]`, revisions: rev, found: 1 }
      expect(found).toMatchObject({ ...saved, links: [{ target: `Link${rev}` }], ...SOUND })
    }
  }, 60_000)
})

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8]
const SOUND = { conflict: false, journal: 'wal', integrity: 'ok', words: 'ok' }

function ask(transport: Transport, target: string): Promise<Answer> {
  return transport.send({ name: target, target, expected: { status: 200 } })
}

async function text(transport: Transport): Promise<string> {
  return Buffer.from((await ask(transport, '/Page/raw')).body).toString()
}

function post(transport: Transport, base: number, body: string): Promise<Answer> {
  const form = new URLSearchParams({ base: String(base), body })
  return transport.send({
    name: 'a save',
    method: 'POST',
    target: '/Page',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    expected: { status: 303 },
  })
}

/** Does what a visitor does who is told of a conflict: brings both texts together and saves again. */
async function addLine(transport: Transport, n: number): Promise<void> {
  for (;;) {
    const form = Buffer.from((await ask(transport, '/Page/edit')).body).toString()
    const base = Number(/name="base" value="(\d+)"/.exec(form)?.[1])
    const body = /<textarea[^>]*>\n([^<]*)</.exec(form)?.[1]
    const { status } = await post(transport, base, `${body}\nline ${n}`)
    if (status === 303) return
    expect(status).toBe(409)
  }
}

/** The first lines that a writer wrote until it was killed. */
function written(file: string, { mode, lines }: { mode: string; lines: number }): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [script('writer.mjs'), file, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.on('error', reject)
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      if (said.split('\n').length > lines) child.kill('SIGKILL')
    })
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(said.trim().split('\n'))
      else reject(new TypeError(`the writer ended by itself: ${said}`))
    })
  })
}

interface Inspected {
  readonly rev: number
}

async function inspected(file: string): Promise<Inspected> {
  return JSON.parse((await run(node, [script('inspect.mjs'), file])).stdout)
}
