import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../src/parser/parse.js'
import type { Tag } from '../../src/parser/tag.js'
import { Source } from '../../src/source.js'
import { show } from './show.js'
import { ALL, syntaxWith } from './syntax.js'

function problemsOf(text: string): string[] {
  const { problems } = parse(new Source(null, text), syntaxWith(ALL))
  return problems.map(({ id, span }) => `${id}: ${text.slice(span.start, span.end)}`)
}

test.each([
  [
    '{% for x items %}{{ a b }}{% endfor %}{{ c. }}',
    ['expected-token: items', 'expected-token: b', 'bad-attribute: }}'],
  ],
  ['{% if a %}{% for b in c %}{% endif %}d', ['misnested-tag: {% endif']],
  ['{% if a %}b', ['unclosed-block: b']],
  ['{% endif %}{% else %}', ['stray-end-tag: {% endif', 'stray-end-tag: {% else']],
  ['{% if a %}{% else %}{% elif b %}{% endif %}', ['stray-end-tag: {% elif b %}']],
  ['{% nope x y %}{% endnope %}{{ ) }}', ['unknown-tag: {% nope', 'unbalanced-bracket: )']],
  ['{% %}{% 1 %}', ['tag-name-expected: {%', 'tag-name-expected: {%']],
  ['{% set 1 %}{% endset %}', ['bad-target: 1']],
  ['{% set (a.b) = 1 %}', ['bad-target: a.b']],
  ['{% macro true() %}{% endmacro %}', ['bad-target: true']],
  ['{% macro m(a=1, b) %}{% endmacro %}', ['default-order: b']],
  ['{% macro m(a, a) %}{% endmacro %}', ['repeated-name: a']],
  ['{% block a-b %}{% endblock %}', ['bad-block-name: a']],
  ['{% block a %}{% endblock b %}', ['expected-token: b']],
  ['{% block a required %}x{% endblock %}', ['required-block-content: x']],
  ["{% from 'm' import _a %}", ['private-import: _a']],
  ['{% call m %}{% endcall %}', ['expected-call: m']],
  ['{% trans %}{% if a %}{% endif %}{% endtrans %}', ['tag-in-translation: {% if']],
  ['{% trans %}{{ a.b }}{% endtrans %}', ['expected-token: .']],
  ['{% trans %}a{% pluralize %}b{% endtrans %}', ['plural-without-variables: {% trans %}']],
  ['{% trans a %}{% pluralize b %}{% endtrans %}', ['unknown-plural-variable: b']],
  ['{% trans %}a', ['unclosed-translation: a']],
  ['{% if a', ['unclosed-tag: ']],
  ['{{ a ? b }}{{ c', ['unexpected-character: ?', 'unclosed-output: ']],
])('%s', (text, problems) => {
  expect(problemsOf(text)).toEqual(problems)
})

test('what can be read is in the tree', () => {
  const { template } = parse(new Source(null, '{% for x items %}{{ a }}{% endfor %}{{ b c }}d'), syntaxWith())
  expect(template.body.map(show).join(' ')).toBe('(Scope [] [(Output a)]) "d"')
})

test('no more than a hundred problems are reported', () => {
  expect(problemsOf('{{ a b }}'.repeat(4000))).toHaveLength(100)
})

test('a tag of the user has the contract of the built-in ones', () => {
  const twice: Tag<null> = {
    name: 'twice',
    end: 'endtwice',
    clauses: [{ name: 'between', repeats: true, alias: null }],
    syntax: '{% twice %} … {% endtwice %}',
    head: () => null,
    build(opening, clauses, block) {
      if (clauses.length > 1) block.fail('bad-tag', block.span, { tag: 'twice', reason: 'too much between' })
      return [...opening.body, ...clauses.flatMap((part) => part.body), ...opening.body]
    },
  }
  const syntax = syntaxWith(['core'], [twice])
  const read = (text: string) => parse(new Source(null, text), syntax)
  expect(read('{% twice %}a{% between %}b{% endtwice %}').template.body.map(show)).toEqual([
    '"a"',
    '"b"',
    '"a"',
  ])
  const bad = read('{% twice %}{% between %}{% between %}{% endtwice %}')
  expect(bad.problems.map((problem) => problem.id)).toEqual(['bad-tag'])
})

const PIECES = [
  ...[
    '{{ ',
    ' }}',
    '{% ',
    ' %}',
    '{# ',
    ' #}',
    '{%- raw -%}',
    '{% endraw %}',
    'if ',
    'else ',
    'endif ',
    'for ',
  ],
  ...[
    'x in y ',
    'endfor ',
    'set ',
    '= ',
    'endset ',
    'block b ',
    'endblock ',
    'trans ',
    'pluralize ',
    'endtrans ',
  ],
  ...[
    'a',
    '.',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '|',
    ' is ',
    'not ',
    '1',
    "'",
    '"',
    '-',
    '*',
    '\n',
    '?',
  ],
]

test('any text has a tree, and problems within the text and in its order', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, (source) => {
      const { template, problems } = parse(new Source(null, source), syntaxWith(ALL))
      const starts = problems.map(({ span }) => span.start)
      expect(template.kind).toBe('Template')
      expect(problems.every(({ span }) => 0 <= span.start && span.end <= source.length)).toBe(true)
      expect(starts).toEqual(starts.toSorted((left, right) => left - right))
    }),
    { numRuns: 1500 },
  )
})
