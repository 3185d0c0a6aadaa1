import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { names, type Outcome } from './bad-input/large.js'

let outcomes: ReadonlyMap<string, Outcome> = new Map()
let ended: number | string | null = null

beforeAll(() => {
  const file = fileURLToPath(new URL('bad-input/large.ts', import.meta.url))
  const { stdout, status, signal } = spawnSync(process.execPath, ['--import', 'tsx', file, 'run'], {
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  outcomes = new Map(
    lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.name, outcome]),
  )
  ended = signal ?? status
}, 240_000)

/** What prints; everything else is an error. */
const PRINTED: Readonly<Record<string, string>> = {
  ...{
    comparisons: '5',
    text: '1039999',
    comment: '0',
    outputs: '0',
    names: '0',
    sets: '0',
    blocks: '5000',
    macros: '2000',
  },
  ...{ list: '6', string: '500000', name: '0' },
}

const REFUSED: Readonly<Record<string, string>> = {
  ...{
    number: 'bad-number',
    mistakes: 'unknown-tag',
    strays: 'stray-end-tag',
    incomplete: 'expected-expression',
  },
}

describe('a large or deep template', () => {
  test('does not end the process', () => {
    expect(ended).toBe(0)
  })

  test.each(names)('%s works or is a TemplateError', (name) => {
    const { result } = outcomes.get(name) ?? { result: 'none' }
    expect(result).toBe(PRINTED[name] ?? REFUSED[name] ?? 'nested-too-deeply')
  })
})
