import { expect, test } from 'vitest'
import { suggest } from '../../src/diagnostics/suggest.js'

const FILTERS = ['upper', 'lower', 'default', 'length', 'e', 'first', 'last', 'list', 'int', 'tojson']

test.each([
  ['uper', 'upper'],
  ['Upper', 'upper'],
  ['uppre', 'upper'],
  ['lenght', 'length'],
  ['defualt', 'default'],
  ['to_json', 'tojson'],
  ['lst', 'last'],
])('%s means %s', (name, wanted) => {
  expect(suggest(name, FILTERS)).toBe(wanted)
})

test.each(['x', 'zebra', 'reverse', ''])('%j means nothing known', (name) => {
  expect(suggest(name, FILTERS)).toBeNull()
})

test('prefers the nearest name', () => {
  expect(suggest('naem', ['none', 'name', 'game'])).toBe('name')
})
