import { expect, test } from 'vitest'
import { parse, parseExpression } from '../../src/parser/parse.js'
import { Source } from '../../src/source.js'
import { ALL, syntaxWith } from './syntax.js'

const syntax = syntaxWith(ALL)

function ids(text: string): string[] {
  return parse(new Source(null, text), syntax).problems.map((problem) => problem.id)
}

const deep = (open: string, middle: string, close: string, times = 10_000) =>
  open.repeat(times) + middle + close.repeat(times)

test.each([
  ['tags', deep('{% if a %}', 'x', '{% endif %}')],
  ['unclosed tags', deep('{% for a in b %}', 'x', '')],
  ['parentheses', `{{ ${deep('(', '1', ')')} }}`],
  ['lists', `{{ ${deep('[', '1', ']')} }}`],
  ['mappings', `{{ ${deep('{1: ', '1', '}')} }}`],
  ['calls', `{{ ${deep('f(', '1', ')')} }}`],
  ['items', `{{ ${deep('a[', '1', ']')} }}`],
  ['signs', `{{ ${deep('- ', '1', '')} }}`],
  ['not', `{{ ${deep('not ', 'a', '')} }}`],
  ['inline conditions', `{{ ${deep('a if b else ', 'c', '')} }}`],
  ['sums', `{{ ${deep('a + ', 'b', '')} }}`],
  ['attributes', `{{ a${deep('.b', '', '')} }}`],
  ['filters', `{{ a${deep('|b', '', '')} }}`],
  ['calls of calls', `{{ a${deep('()', '', '')} }}`],
])('%s nested ten thousand deep are one problem', (_, text) => {
  expect(ids(text)).toEqual(['nested-too-deeply'])
})

test.each([
  ['and', `{{ ${deep('a and ', 'b', '')} }}`],
  ['or', `{{ ${deep('a or ', 'b', '')} }}`],
  ['comparisons', `{{ ${deep('a < ', 'b', '')} }}`],
  ['elif', `{% if a %}${deep('{% elif b %}', '', '')}{% endif %}`],
  ['arguments', `{{ f(${deep('a, ', 'b', '')}) }}`],
  ['two hundred tags', deep('{% if a %}', 'x', '{% endif %}', 200)],
  ['two hundred brackets', `{{ ${deep('(', 'a', ')', 200)} }}`],
  ['a thousand terms', `{{ ${deep('a + ', 'b', '', 999)} }}`],
])('%s are fine', (_, text) => {
  expect(ids(text)).toEqual([])
})

test('heights add up across brackets', () => {
  const sum = deep('a + ', 'b', '', 600)
  expect(
    parseExpression(new Source(null, `(${sum}) * 2${' + c'.repeat(600)}`), syntax).problems,
  ).toHaveLength(1)
})

/** Calls `act` with a stack of which only a small part is left. */
function nearTheEnd<T>(act: () => T): T {
  const fall = (depth: number): number => {
    try {
      return fall(depth + 1)
    } catch {
      return depth
    }
  }
  const stop = Math.floor(fall(0) * 0.93)
  const climb = (depth: number): T => (depth >= stop ? act() : climb(depth + 1))
  return climb(0)
}

test('too small a stack is a problem, not a crash', () => {
  const text = deep('{% if a %}', `{{ ${deep('(', '1', ')', 190)} }}`, '{% endif %}', 190)
  ids('{% if a %}{% endif %}')
  expect(nearTheEnd(() => ids(text))).toEqual(['nested-too-deeply'])
})
