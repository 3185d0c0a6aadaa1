/** Errors are as exact where Node applies source maps to stacks, which then name templates and not their code. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { portable } from './portable.js'

const folder = mkdtempSync(join(tmpdir(), 'torii-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

const program = fileURLToPath(new URL('inspector/failing.mjs', import.meta.url))

async function outcomes(flags: readonly string[], development: boolean): Promise<unknown> {
  const file = join(folder, `${development}.json`)
  writeFileSync(file, JSON.stringify({ cases: portable.map(({ given }) => given), options: { development } }))
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, file])
  return JSON.parse(stdout)
}

test.each([
  { flags: [], development: false },
  { flags: [], development: true },
  { flags: ['--enable-source-maps'], development: false },
  { flags: ['--enable-source-maps'], development: true },
])('with $flags, development $development', async ({ flags, development }) => {
  expect(portable.length).toBeGreaterThan(200)
  expect(await outcomes(flags, development)).toEqual(portable.map(({ expected }) => expected))
})
