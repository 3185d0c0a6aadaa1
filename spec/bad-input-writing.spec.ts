import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../src/cli/program.js'
import { recordedTerminal } from './cli/terminal.js'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torii-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['a mistake', '{{ x|nofilter }}'],
  ['a failure after some output', `${'text '.repeat(50_000)}{{ x.y.z }}`],
  ['a parent that is missing', '{% extends "nowhere.html" %}'],
])('%s leaves the file of an earlier run as it was, and nothing beside it', async (_, text) => {
  const page = join(folder, 'page.html')
  const out = join(folder, 'out.html')
  writeFileSync(page, text)
  writeFileSync(out, 'earlier')
  const terminal = recordedTerminal()
  await run(['render', page, '--out', out], terminal)
  expect(terminal.status).toBe(1)
  expect(terminal.written.out).toBe('')
  expect(readFileSync(out, 'utf8')).toBe('earlier')
  expect(readdirSync(folder).sort()).toEqual(['out.html', 'page.html'])
})
