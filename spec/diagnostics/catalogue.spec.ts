import { expect, test } from 'vitest'
import { diagnose, explain, problem } from '../../src/diagnostics/diagnostic.js'
import { Source } from '../../src/source.js'

const source = new Source(null, '')
const span = { start: 0, end: 0 }

function text(found: Parameters<typeof diagnose>[0]): string {
  return explain(diagnose(found, source))
}

const nowhere = { wanted: [], innermost: null }

test.each([
  ['elseif', 'elif'],
  ['empty', 'else'],
  ['verbatim', 'raw'],
  ['unless', 'if not'],
])('an unknown tag %s is explained', (name, instead) => {
  expect(text(problem('unknown-tag', span, { name, known: ['if', 'for'], ...nowhere }))).toContain(instead)
})

test('an unknown tag near a known one is a slip of the pen', () => {
  expect(
    text(
      problem('unknown-tag', span, { name: 'endfro', known: ['for'], wanted: ['endfor'], innermost: 'for' }),
    ),
  ).toBe(
    "Encountered unknown tag 'endfro'. Jinja was looking for the following tags: 'endfor'. " +
      "The innermost block that needs to be closed is 'for'. Did you mean 'endfor'?",
  )
})

test.each([
  ['&', "'and'"],
  ['!', "'not'"],
  ['?', 'if test else'],
  ['`', 'quotes'],
])('the operator %s of other languages is explained', (character, instead) => {
  expect(text(problem('unexpected-character', span, { character, offset: 3 }))).toContain(instead)
})

test('`||` is explained where the second bar is', () => {
  expect(text(problem('expected-token', span, { expected: 'name', found: '|' }))).toBe(
    "expected token 'name', got '|'. Write 'or' for '||'.",
  )
})

test('names of Object.prototype are no habits', () => {
  expect(text(problem('unknown-filter', span, { name: 'constructor', known: [] }))).toBe(
    "No filter named 'constructor'.",
  )
})

test('quotes inside names are shown as Python shows them', () => {
  expect(text(problem('unknown-filter', span, { name: "it's", known: [] }))).toBe('No filter named "it\'s".')
})
