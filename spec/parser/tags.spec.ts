import { expect, test } from 'vitest'
import { parse } from '../../src/parser/parse.js'
import type { ParserSyntax } from '../../src/parser/syntax.js'
import { Source } from '../../src/source.js'
import { show } from './show.js'
import { ALL, syntaxWith } from './syntax.js'

function read(text: string, syntax: ParserSyntax = syntaxWith(ALL)): string {
  const { template, problems } = parse(new Source('page', text), syntax)
  expect(problems).toEqual([])
  return template.body.map(show).join(' ')
}

test.each([
  ['a{{ b, c }}d', '"a" (Output (Tuple [b c])) "d"'],
  ['{% if a %}1{% elif b: %}2{% else %}3{% endif %}', '(If [a:["1"] b:["2"]] ["3"])'],
  ['{% for a, b in c if d recursive %}{% endfor %}', '(For (Tuple [a b]) c d recursive [] [])'],
  ['{% set a, n.b = 1, 2 %}', '(Assign (Tuple [a (Attr n b)]) (Tuple [1 2]))'],
  ['{% set a %}x{% endset %}', '(Assign a (Fragment ["x"]))'],
  ['{% set a | f %}x{% endset %}', '(Assign a (Fragment [(Output (Filter (Fragment ["x"]) f) final)]))'],
  ['{% filter f | g(1) %}x{% endfilter %}', '(Output (Filter (Filter (Fragment ["x"]) f) g 1) final)'],
  ['{% with a = 1, b = 2 %}{% endwith %}', '(Scope [a:1 b:2] [])'],
  ['{% block a scoped required %}{# #} {% endblock a %}', '(Block a scoped required [" "])'],
  ["{% extends 'p' %}", '(Extends "p")'],
  ['{% include a ignore missing %}', '(Include a ignoreMissing withContext)'],
  ["{% import 'm' as n with context %}", '(Import "m" withContext n [])'],
  ["{% from 'm' import a as b, c without context %}", '(Import "m" [a:b c:c])'],
  ['{% macro m(a, b=1) %}x{% endmacro %}', '(Assign m (Macro m [a b:1] ["x"]))'],
  ['{% call(u) m(1) %}x{% endcall %}', '(Output (Call m 1 caller=(Macro [u] ["x"])))'],
  ['{% autoescape a %}{% endautoescape %}', '(Escape a [])'],
  ['{% print a, b %}', '(Output a) (Output b)'],
  ['{% do a() %}', '(Do (Call a))'],
  ['{% break %}{% continue %}', '(Jump break) (Jump continue)'],
  ['{% debug %}', '(Output (Call debug))'],
  ['{% asyncEach a in b %}{% endeach %}', '(For a b [] [])'],
  ['{% ifAsync a %}{% endif %}', '(If [a:[]] [])'],
])('%s', (text, tree) => {
  expect(read(text)).toBe(tree)
})

test('a case without a body falls through to the next', () => {
  const tree = read('{% switch a.b %}{% case 1 %}{% case 2 %}x{% default %}y{% endswitch %}')
  const either = '(Logic or [(Compare _ switch [==:1]) (Compare _ switch [==:2])])'
  expect(tree).toBe(`(Assign _ switch (Attr a b)) (If [${either}:["x"]] ["y"])`)
})

test('elseif is elif where the environment says so', () => {
  const syntax = { ...syntaxWith(), elseif: true }
  expect(read('{% if a %}{% elseif b %}{% endif %}', syntax)).toBe('(If [a:[] b:[]] [])')
})

const gettext = (call: string) => `(Fragment [(Output (Call ${call}) final)])`

test.each([
  ['{% trans %}5% {% endtrans %}', `(Output ${gettext('gettext "5% "')})`],
  ["{% trans 'c' %}a{% endtrans %}", `(Output ${gettext('pgettext "c" "a"')})`],
  ['{% trans trimmed %} a\n\n b {% endtrans %}', `(Output ${gettext('gettext "a b"')})`],
  [
    '{% trans %}5% {{ a }}{% endtrans %}',
    `(Output (Binary % ${gettext('gettext "5%% %(a)s"')} (Dict ["a":a])))`,
  ],
  [
    '{% trans n=f() %}{{ n }}{% pluralize %}{{ n }}s{% endtrans %}',
    `(Assign _trans (Call f)) (Output (Binary % ${gettext('ngettext "%(n)s" "%(n)ss" _trans')} (Dict ["n":_trans])))`,
  ],
])('%s', (text, tree) => {
  expect(read(text)).toBe(tree)
})

test('newstyle translations pass their variables as keyword arguments', () => {
  const syntax = { ...syntaxWith(ALL), i18n: { newstyle: true, trimmed: true } }
  expect(read('{% trans a=1 %} {{ a }}% {{ b }}{% endtrans %}', syntax)).toBe(
    '(Output (Call gettext "%(a)s%% %(b)s" a=1 b=b))',
  )
  expect(read('{% trans num=2 %}x{% pluralize %}y{% endtrans %}', syntax)).toBe(
    '(Output (Call ngettext "x" "y" 2))',
  )
})

test('every tag says how it is used', () => {
  for (const tag of syntaxWith(ALL).tags.values()) expect(tag.syntax).toContain(`{% ${tag.name}`)
})
