import { describe, expect, test } from 'vitest'
import { Environment, MemoryLoader, TemplateError } from '../src/index.js'
import { readLiteral } from '../src/runtime/literal.js'
import { js } from '../src/runtime/values/js.js'

const env = new Environment({
  autoescape: false,
  loader: new MemoryLoader({
    list: '[{% for n in numbers %}{{ n * 2 }}, {% endfor %}]',
    base: '{% block b %}{{ 1 }}{% endblock %}',
    child: "{% extends 'base' %}{% block b %}{{ it }}{% endblock %}",
    macros: '{% macro twice(x) %}{{ x + x }}{% endmacro %}',
  }),
})
const it = { deep: [1] }

describe('a page as a value', () => {
  test.each<[string, unknown]>([
    ['{{ it }}', it],
    ['{{ it.deep }}{# nothing #}', it.deep],
    ['{{ it.deep[0] }}{{ 2 }}', 12],
    ['a{{ 1 }}', 'a1'],
    ['', null],
    ["{{ 'x' }}", 'x'],
    ["{{ '1' }}", 1],
    ['{{ none }}', null],
    ['{% set x %}{{ it }}{% endset %}{{ x }}', it],
    ['{% macro m() %}{{ it }}{% endmacro %}{{ m() }}', it],
    ["{% from 'macros' import twice %}{{ twice(2) + 1 }}", 5],
    ["{% include 'child' %}", it],
    ['{% for x in [it] %}{{ x }}{% endfor %}', it],
  ])('%j', (text, wanted) => {
    expect(env.fromString(text).renderValue({ it })).toBe(wanted)
  })

  test('by name', () => {
    expect(env.renderValue('list', { numbers: [1, 2] })).toEqual([2, 4])
    expect(env.renderValue(env.getTemplate('child'), { it })).toBe(it)
  })

  test('fails as a page does', () => {
    expect(() => env.fromString('{{ a.b }}').renderValue()).toThrow(TemplateError)
  })

  test('leaves rendering as text alone', () => {
    const template = env.fromString('{{ 1 }}{{ 2 }}')
    expect([template.renderValue(), template.render()]).toEqual([12, '12'])
  })
})

describe('a literal', () => {
  test.each<[string, unknown]>([
    ['1_000', 1000],
    ['-0x1F', -31],
    ['9007199254740993', 9007199254740993n],
    ['1.5e3', 1500],
    ['\'a\' "b"', 'ab'],
    [
      String.raw`'\x41\u00e9\101\q\
'`,
      'AéA\\q',
    ],
    [String.raw`r'\n'`, '\\n'],
    ["'''a\n'''", 'a\n'],
    ['[1, # one\n 2,]', [1, 2]],
    ["{'a': {'b': None}}", { a: { b: null } }],
    ['{1, 2}', new Set([1, 2])],
    ['True ', true],
    ['\n1\n', 1],
  ])('%j', (text, wanted) => {
    expect(readLiteral(js, text)?.value).toEqual(wanted)
  })

  test.each([
    ...[' 1', 'a', '1 2', '012', '1a', "'a", '[1', '(1', '{1: }', '1 +', '--1', '-True', 'None()', "f'a'"],
    ...["'\\N{BULLET}'", "'\\x4'", `${'['.repeat(300)}${']'.repeat(300)}`, '', '#'],
  ])('%j is none', (text) => {
    expect(readLiteral(js, text)).toBe(null)
  })
})
