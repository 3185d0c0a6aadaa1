import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonMistake } from '../../src/cli/json.js'

test.each([
  ['', 0, 'a value'],
  ['{', 1, "a name in double quotes or '}'"],
  ['{"a" 1}', 5, "':'"],
  ['{"a": 1,}', 8, 'a name in double quotes'],
  ['{"a": 1 "b"}', 8, "',' or a closing bracket"],
  ["{'a': 1}", 1, "a name in double quotes or '}'"],
  ['[1, ]', 4, 'a value'],
  ['[1}', 2, "',' or a closing bracket"],
  ['{"a": TRUE}', 6, 'a value'],
  ['{"a": 01}', 7, "',' or a closing bracket"],
  ['{} {}', 3, 'the end'],
  ['{"a": "\n"}', 6, 'a value'],
  ['{"a": undefined}', 6, 'a value'],
])('%j stops being JSON at %i', (text, offset, expected) => {
  expect(jsonMistake(text)).toMatchObject({ offset, expected })
})

test('all JSON is JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      expect(jsonMistake(text)).toBeNull()
    }),
  )
  expect(jsonMistake('"\u007f\u0085\u2028"')).toBeNull()
  expect(jsonMistake('['.repeat(10_000) + ']'.repeat(10_000))).toBeNull()
})

test('agrees with JSON.parse on broken JSON', () => {
  const broken = fc
    .tuple(fc.json({ maxDepth: 2 }), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '0', ':', 'x'))
    .map(
      ([text, at, insert]) =>
        text.slice(0, at % (text.length + 1)) + insert + text.slice((at % (text.length + 1)) + 1),
    )
  fc.assert(
    fc.property(broken, (text) => {
      expect(jsonMistake(text) === null).toBe(parses(text))
    }),
  )
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
