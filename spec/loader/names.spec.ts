import { expect, test } from 'vitest'
import { joinName, nameSegments } from '../../src/loader/names.js'

test.each([
  ['base.html', 'a/page.html', 'base.html'],
  ['./base.html', 'a/page.html', 'a/base.html'],
  ['../base.html', 'a/b/page.html', 'a/base.html'],
  ['./b/../c.html', 'a/page.html', 'a/c.html'],
  ['./.././c.html', 'a/page.html', 'c.html'],
  ['../c.html', 'page.html', null],
  ['../../c.html', 'a/page.html', null],
  ['./c.html', null, 'c.html'],
  ['../c.html', null, null],
  ['.hidden', 'a/page.html', '.hidden'],
  ['..two', 'a/page.html', '..two'],
  ['a/../b.html', 'x/page.html', 'a/../b.html'],
])('%s from %s is %s', (name, from, full) => {
  expect(joinName(name, from)).toBe(full)
})

test.each([
  '../a',
  'a/../../b',
  'a/..',
  '..',
  'a\\b',
  '..\\a',
  'a\0',
  'C:/a',
  'c:a',
  '/C:/a',
  '\\\\host\\a',
  '',
  '/',
  '.',
])('%j is no name below a root on any system', (name) => {
  expect(nameSegments(name, false)).toBeNull()
  expect(nameSegments(name, true)).toBeNull()
})

test.each([
  'con',
  'NUL',
  'a/aux.html',
  'COM1',
  'lpt9.txt',
  'a.html:stream',
  'a.html.',
  'a /b',
  'nul .txt',
  'CONIN$',
])('%j is no name on Windows', (name) => {
  expect(nameSegments(name, true)).toBeNull()
  expect(nameSegments(name, false)).not.toBeNull()
})

test('empty and dot segments are skipped', () => {
  expect(nameSegments('/a//./b.html', false)).toEqual(['a', 'b.html'])
  expect(nameSegments('contact/auxiliary.html', true)).toEqual(['contact', 'auxiliary.html'])
})
