import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Mistake } from '../../src/cli/mistake.js'
import { writeFile } from '../../src/cli/write-file.js'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'torii-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

test('writes a new file and leaves nothing else', () => {
  writeFile(join(folder, 'page.html'), 'new')
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['page.html'])
})

test('replaces a file behind a link and keeps its permissions', () => {
  const file = join(folder, 'real.html')
  writeFile(file, 'old')
  chmodSync(file, 0o600)
  symlinkSync(file, join(folder, 'link.html'))
  writeFile(join(folder, 'link.html'), 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['link.html', 'real.html'])
})

test('a folder that is not there, or in the way, is a mistake and leaves nothing', () => {
  expect(() => writeFile(join(folder, 'none', 'page.html'), 'x')).toThrow(Mistake)
  expect(() => writeFile(folder, 'x')).toThrow(Mistake)
  expect(readdirSync(folder)).toEqual([])
})
