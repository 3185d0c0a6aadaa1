/** Texts of templates, valid ones and broken ones. */
import fc from 'fast-check'

/** Names that mean something to JavaScript, to generated code or to the runtime, and some that mean nothing. */
export const NAMES = [
  ...[
    'constructor',
    '__proto__',
    'prototype',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'toJSON',
    'toHTML',
    'then',
  ],
  ...[
    'arguments',
    'undefined',
    'let',
    'eval',
    'await',
    'yield',
    'this',
    'null',
    'NaN',
    'new',
    'class',
    'typeof',
  ],
  ...[
    'out',
    'scope',
    'vars',
    'env',
    'site',
    'root',
    'parent',
    't',
    'values',
    'get',
    'set',
    'caller',
    'varargs',
  ],
  ...[
    'kwargs',
    'loop',
    'self',
    'super',
    'range',
    'upper',
    'module',
    'items',
    'keys',
    'length',
    'name',
    'fail',
  ],
  ...['a', 'b', 'c', 'é', '_x', '__dirname', 'x1', 'index0', 'cycle', 'result'],
]

const FILTERS = [
  ...[
    'upper',
    'e',
    'safe',
    'list',
    'length',
    'first',
    'last',
    'join',
    'sort',
    'reverse',
    'unique',
    'tojson',
    'string',
  ],
  ...[
    'int',
    'float',
    'abs',
    'trim',
    'title',
    'items',
    'dictsort',
    'default(1)',
    'batch(2)',
    'slice(2)',
    'pprint',
  ],
  ...[
    'map("upper")',
    'map(attribute="a")',
    'select',
    'select("odd")',
    'groupby("a")',
    'attr("constructor")',
    'sum',
  ],
  ...[
    'attr("a")',
    'replace("a", "<")',
    'truncate(3)',
    'indent(2)',
    'urlize',
    'striptags',
    'xmlattr',
    'format(1)',
  ],
  ...['center(9)', 'wordwrap(2)', 'filesizeformat', 'urlencode', 'min', 'max', 'round', 'host', 'nothere'],
]

const TESTS = [
  ...[
    'defined',
    'none',
    'odd',
    'string',
    'mapping',
    'iterable',
    'callable',
    'sameas(1)',
    'in([1])',
    'eq(2)',
    'host',
  ],
  ...['divisibleby(2)', 'filter', 'nothere', 'lower', 'number', 'escaped', 'lt(3)'],
]

const LITERALS = [
  ...[
    '1',
    '0',
    '-1',
    '2.5',
    '7',
    '"<b>"',
    "'x'",
    '""',
    'none',
    'true',
    'false',
    '[]',
    '[1, 2]',
    '{}',
    '{"a": 1}',
    '()',
  ],
  ...[
    '(1, "b")',
    '"a b c"',
    'r/a(b)?/g',
    '"%s"',
    '"{0}"',
    '12345678901234567890',
    '"\\U0001f600"',
    "'\\ud83d'",
  ],
]

/** Names of the templates that generated templates refer to; `library` below has them all but the last. */
const TEMPLATES = ['base', 'macros', 'part', 'itself', 'missing']

/** Templates to include, import and extend. */
export const library: Readonly<Record<string, string>> = {
  base: '<{% block a %}{{ a }}{% endblock %}>{% block b %}{{ self.a() }}{% endblock %}{% block c scoped %}c{% endblock %}',
  macros:
    '{% macro a(x, y=1) %}{{ x }}{{ caller is defined }}{{ varargs }}{% endmacro %}{% set b = [1, 2] %}{% set toJSON = 1 %}',
  part: '{{ a }}{{ loop is defined }}{% set c = 1 %}',
  itself: '{% include "itself" %}',
}

const name = fc.constantFrom(...NAMES)
const bodyName = fc.constantFrom('a', 'b', 'c')
const reference = fc.constantFrom(
  ...TEMPLATES.map((text) => `"${text}"`),
  ...['"part"', '"macros"', '["missing", "part"]', 'a'],
)

interface Parts {
  readonly expression: string
  readonly statement: string
}

const { expression, statement } = fc.letrec<Parts>((tie) => {
  const value = tie('expression')
  const body = fc.array(tie('statement'), { maxLength: 3 }).map((texts) => texts.join(''))
  const keyword = fc.tuple(name, value).map(([key, text]) => `${key}=${text}`)
  const args = fc
    .tuple(
      fc.array(value, { maxLength: 2 }),
      fc.array(keyword, { maxLength: 1 }),
      fc.constantFrom([], [], ['*a']),
    )
    .map((parts) => parts.flat().join(', '))
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      { weight: 3, arbitrary: name },
      { weight: 3, arbitrary: bodyName },
      { weight: 3, arbitrary: fc.constantFrom(...LITERALS) },
      fc.tuple(value, name).map(([object, key]) => `${object}.${key}`),
      fc.tuple(value, value).map(([object, key]) => `${object}[${key}]`),
      fc.tuple(value, name).map(([object, key]) => `(${object})["${key}"]`),
      fc.tuple(value, args).map(([callee, given]) => `${callee}(${given})`),
      fc.tuple(value, name, args).map(([object, method, given]) => `${object}.${method}(${given})`),
      fc.tuple(value, fc.constantFrom(...FILTERS)).map(([input, filter]) => `${input}|${filter}`),
      fc.tuple(value, fc.constantFrom(...TESTS)).map(([input, test]) => `(${input} is ${test})`),
      fc
        .tuple(
          value,
          fc.constantFrom('+', '-', '*', '/', '//', '%', '~', '==', '<', 'in', 'and', 'or', '==='),
          value,
        )
        .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      fc.tuple(value, value, value).map(([then, test, other]) => `(${then} if ${test} else ${other})`),
      fc.tuple(value, value).map(([first, second]) => `(${first}, ${second})`),
      fc.tuple(value, value).map(([first, second]) => `[${first}, ${second}]`),
      fc.tuple(name, value).map(([key, item]) => `{"${key}": ${item}}`),
      fc
        .tuple(value, fc.constantFrom('1:', ':2', '::-1', '::0', '-1:'))
        .map(([list, range]) => `${list}[${range}]`),
      fc.tuple(fc.constantFrom('-', 'not ', '+'), value).map(([sign, operand]) => `${sign}${operand}`),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      {
        weight: 2,
        arbitrary: fc.constantFrom('text', '\n', '<p>', '&', ' ', '{# note #}', '{% raw %}{{{% endraw %}'),
      },
      { weight: 6, arbitrary: value.map((text) => `{{ ${text} }}`) },
      fc.tuple(name, value).map(([target, text]) => `{% set ${target} = ${text} %}`),
      fc.tuple(name, value).map(([target, text]) => `{% set ${target}.a, b = ${text} %}`),
      fc.tuple(name, body).map(([target, text]) => `{% set ${target} %}${text}{% endset %}`),
      fc
        .tuple(value, body, body)
        .map(([test, yes, no]) => `{% if ${test} %}${yes}{% else %}${no}{% endif %}`),
      fc
        .tuple(name, value, body)
        .map(([target, items, text]) => `{% for ${target} in ${items} %}${text}{% endfor %}`),
      fc
        .tuple(value, body)
        .map(([items, text]) => `{% for a, b in ${items} if a %}${text}{% else %}-{% endfor %}`),
      fc.tuple(value, body).map(([items, text]) => `{% for a in ${items} recursive %}${text}{% endfor %}`),
      fc
        .tuple(name, value, body)
        .map(([target, text, inner]) => `{% with ${target} = ${text} %}${inner}{% endwith %}`),
      fc.tuple(bodyName, name, value, body).map(([own, parameter, text, inner]) => {
        return `{% macro ${own}(${parameter}=${text}) %}${inner}{% endmacro %}{{ ${own}(1) }}`
      }),
      fc.tuple(value, body).map(([callee, inner]) => `{% call(a) ${callee}() %}${inner}{% endcall %}`),
      fc
        .tuple(fc.constantFrom(...FILTERS), body)
        .map(([filter, text]) => `{% filter ${filter} %}${text}{% endfilter %}`),
      fc.tuple(bodyName, body).map(([own, text]) => `{% block ${own} %}${text}{% endblock %}`),
      fc.tuple(value, body).map(([test, text]) => `{% autoescape ${test} %}${text}{% endautoescape %}`),
      fc.tuple(value, value, body).map(([subject, one, text]) => {
        return `{% switch ${subject} %}{% case ${one} %}${text}{% default %}-{% endswitch %}`
      }),
      reference.map((text) => `{% include ${text} %}`),
      reference.map((text) => `{% include ${text} ignore missing without context %}`),
      fc
        .tuple(reference, name)
        .map(([text, target]) => `{% import ${text} as ${target} %}{{ ${target}.a(1) }}`),
      fc
        .tuple(reference, name)
        .map(([text, target]) => `{% from ${text} import a as ${target} with context %}`),
      value.map((text) => `{% do ${text} %}`),
      fc.constantFrom(
        '{% for a in [1, 2] %}{{ loop }}{% break %}{% endfor %}',
        '{{ super() }}',
        '{{ caller() }}',
        '{{ loop(a) }}',
      ),
    ),
  }
})

/** One expression. */
export const expressions: fc.Arbitrary<string> = expression

/** Templates that keep to the grammar. */
export const validTemplates: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('') },
      reference.map((text) => `{% extends ${text} %}`),
    ),
    fc.array(statement, { minLength: 1, maxLength: 4 }),
  )
  .map(([parent, texts]) => parent + texts.join(''))

const SCRAPS = [
  '{%',
  '%}',
  '{{',
  '}}',
  '{#',
  '-',
  "'",
  '"',
  '(',
  ']',
  '|',
  '.',
  ',',
  'endif',
  '{% endfor %}',
  '=',
  '\u0000',
]

/** Templates from which a piece is cut out and in which another one is put. */
export const brokenTemplates: fc.Arbitrary<string> = fc
  .record({
    text: validTemplates,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(6),
    scrap: fc.constantFrom('', ...SCRAPS),
  })
  .map(({ text, at, cut, scrap }) => {
    const place = Math.floor(at * text.length)
    return text.slice(0, place) + scrap + text.slice(place + cut)
  })

/** Templates of both kinds. */
export const templates: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: validTemplates },
  { weight: 1, arbitrary: brokenTemplates },
)
