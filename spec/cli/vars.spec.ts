import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Mistake } from '../../src/cli/mistake.js'
import { readVars, type VarsOptions } from '../../src/cli/vars.js'
import { recordedTerminal } from './terminal.js'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'torii-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The mistake that the options lead to. */
function mistake(options: VarsOptions, input = ''): Mistake {
  try {
    readVars(recordedTerminal(input), options)
  } catch (error) {
    if (error instanceof Mistake) return error
  }
  return expect.unreachable('no mistake was found')
}

test('reads JSON text, a file, and standard input', () => {
  const file = join(folder, 'vars.json')
  writeFileSync(file, '\ufeff{"a": 1}')
  expect(readVars(recordedTerminal(), { vars: '{"a": [null]}', set: [] })).toEqual({ a: [null] })
  expect(readVars(recordedTerminal(), { vars: file, set: [] })).toEqual({ a: 1 })
  expect(readVars(recordedTerminal('{"b": 2}'), { vars: '-', set: [] })).toEqual({ b: 2 })
  expect(readVars(recordedTerminal(), { set: [] })).toEqual({})
})

test('--set gives JSON where it is JSON and text otherwise, and wins', () => {
  const set = ['n=3', 'text=a=b', 'list=[1]', 'name=true', 'quoted="1"', 'empty=']
  expect(readVars(recordedTerminal(), { vars: '{"n": 1, "x": 1}', set })).toEqual({
    n: 3,
    x: 1,
    text: 'a=b',
    list: [1],
    name: true,
    quoted: '1',
    empty: '',
  })
})

test('keeps a variable called __proto__', () => {
  const vars = readVars(recordedTerminal(), { vars: '{"__proto__": 1}', set: [] })
  expect(Object.keys(vars)).toEqual(['__proto__'])
})

test('says line and column of a mistake in JSON', () => {
  const { message, frame } = mistake({ vars: '-', set: [] }, '{\n  "a": 1,\n  b: 2\n}\n')
  expect(message).toBe('This is not JSON: a name in double quotes is expected here\n  at standard input:3:3')
  expect(frame).toBe(['  2 |   "a": 1,', '  3 |   b: 2', '    |   ^', '  4 | }'].join('\n'))
})

test('says what else can be wrong', () => {
  expect(mistake({ vars: '-', set: [] }, '[1]').message).toContain('JSON object')
  expect(mistake({ vars: join(folder, 'none.json'), set: [] }).message).toContain('none.json')
  expect(mistake({ set: ['novalue'] }).message).toBe("--set takes name=value, not 'novalue'")
})
