import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../src/parser/parse.js'
import { Source } from '../../src/source.js'
import { show } from './show.js'
import { syntaxWith } from './syntax.js'

const jinja = syntaxWith()
const javascript = { ...jinja, bareKeys: true, strictEquality: true, regexLiterals: true }

function read(text: string, syntax = jinja): string {
  const { expression, problems } = parseExpression(new Source(null, text), syntax)
  return problems.length > 0 ? problems.map((problem) => problem.id).join(' ') : show(expression)
}

describe('precedence', () => {
  test.each([
    ['a + b * c', '(Binary + a (Binary * b c))'],
    ['a - b - c', '(Binary - (Binary - a b) c)'],
    ["'a' ~ 1 + 2", '(Binary + (Binary ~ "a" 1) 2)'],
    ['2 ** 3 ** 2', '(Binary ** (Binary ** 2 3) 2)'],
    ['-2 ** 2', '(Binary ** (Unary - 2) 2)'],
    ['2 ** -1', '(Binary ** 2 (Unary - 1))'],
    ['-1 | abs', '(Filter (Unary - 1) abs)'],
    ['- -a.b', '(Unary - (Unary - (Attr a b)))'],
    ['not a == b and c', '(Logic and [(Unary not (Compare a [==:b])) c])'],
    ['a or b or c and d', '(Logic or [a b (Logic and [c d])])'],
    ['a < b <= c', '(Compare a [<:b <=:c])'],
    ['a not in b', '(Compare a [not in:b])'],
    ['a if b else c if d', '(Cond b a (Cond d c))'],
    ['(a + b) * c', '(Binary * (Binary + a b) c)'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree)
  })
})

describe('primaries and what follows them', () => {
  test.each([
    ["'a' 'b'", '"ab"'],
    ['[1, 2,]', '(List [1 2])'],
    ['()', '(Tuple [])'],
    ['(a,)', '(Tuple [a])'],
    ["{'a': 1, b: 2,}", '(Dict ["a":1 b:2])'],
    ['x.1.5', '(Item (Item x 1) 5)'],
    ['x[1:2]', '(Item x (Slice 1 2))'],
    ['x[::2]', '(Item x (Slice 2))'],
    ['x[1, 2]', '(Item x (Tuple [1 2]))'],
    ['f(a, *b, c=1, **d)', '(Call f a c=1 *b **d)'],
    ['a | b.c(1) | d', '(Filter (Filter a b.c 1) d)'],
    ['a is not divisibleby 3', '(Unary not (Test a divisibleby 3))'],
    ['x is lt 2 + 3', '(Binary + (Test x lt 2) 3)'],
    ['a is defined and b', '(Logic and [(Test a defined) b])'],
    ['if', 'if'],
    ['True', 'true'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree)
  })
})

test('JavaScript habits', () => {
  expect(read('{a: 1}', javascript)).toBe('(Dict ["a":1])')
  expect(read('{a.b: 1}', javascript)).toBe('(Dict [(Attr a b):1])')
  expect(read('a === b', javascript)).toBe('(Compare a [===:b])')
  expect(read('a !== b', javascript)).toBe('(Compare a [!==:b])')
})

test.each([
  ['', 'unexpected-token'],
  ['a b', 'after-expression'],
  ['a }}', 'after-expression'],
  ['f(a=1, b)', 'bad-call'],
  ['f(*a, *b)', 'bad-call'],
  ['f(a=1, a=2)', 'repeated-name'],
  ['x[1:2, 3]', 'bad-subscript'],
  ['x.', 'bad-attribute'],
  ['x is a is b', 'chained-tests'],
  ['x[:::]', 'unexpected-token'],
  ['a | 1', 'expected-token'],
])('%s is wrong: %s', (text, id) => {
  expect(read(text)).toBe(id)
})

test('spans are those of the text', () => {
  const text = ' a.b | f(1) + (c)'
  const { expression } = parseExpression(new Source(null, text), jinja)
  expect(expression?.span).toEqual({ start: 1, end: text.length })
  if (expression?.kind !== 'Binary' || expression.left.kind !== 'Filter') throw new TypeError('another tree')
  expect(text.slice(expression.left.span.start, expression.left.span.end)).toBe('a.b | f(1)')
  expect(expression.left.nameSpan).toEqual({ start: 7, end: 8 })
})
