import fc from 'fast-check'
import { expressions, iterable, names } from './expressions.js'
import { perhaps, phrase, several, word } from './phrase.js'

/** Stands for a block name until a template is put together: block names must differ within one template. */
export const BLOCK_NAME = '§'

/** What a template may begin with, so that most of what is called further on is there. */
export const prelude: fc.Arbitrary<string> = several(
  word(
    '{% macro m1(x, y=2) %}({{ x }}{{ y }}{{ caller() if caller }}){% endmacro %}',
    '{% macro m2(x=s) %}{{ x }}{{ varargs }}{{ kwargs }}{{ caller(1) if caller }}{% endmacro %}',
    '{% set ns = namespace(a=1, b=[]) %}',
    '{% import "lib" as lib %}',
    '{% from "lib" import m1, m3 with context %}',
    '{% set c = cycler("a", "b") %}',
    '{% set x, y = 1, "y" %}',
  ),
  { max: 4, between: '' },
)

/** Statements, and what is made of them. */
type Parts = {
  readonly statement: string
  readonly body: string
}

const { any, text, flag, list, whole } = expressions

const open = fc.oneof(
  { weight: 12, arbitrary: fc.constant('{%') },
  { weight: 2, arbitrary: fc.constant('{%-') },
  { weight: 1, arbitrary: fc.constant('{%+') },
)
const close = fc.oneof(
  { weight: 12, arbitrary: fc.constant('%}') },
  { weight: 2, arbitrary: fc.constant('-%}') },
  { weight: 1, arbitrary: fc.constant('+%}') },
)

/** A tag with white-space control now and then. */
function tag(content: fc.Arbitrary<string> | string): fc.Arbitrary<string> {
  return phrase`${open} ${content} ${close}`
}

const literal = word(
  ...[
    'text',
    '\n',
    ' ',
    '  \n',
    '\n  ',
    '<p>',
    ' & ',
    '{',
    '#',
    '}',
    '\r\n',
    'é',
    '\n\n',
    '%',
    '"',
    '  x  ',
    ', ',
  ],
  ...[
    '{# note #}',
    '{#- note -#}',
    '{# two\nlines #}\n',
    '{% raw %}{{ x }}{% endraw %}',
    '{%- raw -%} {% x {%- endraw -%} ',
  ],
)

const output = fc.oneof(
  { weight: 10, arbitrary: phrase`{{ ${any} }}` },
  phrase`{{- ${any} -}}`,
  phrase`{{ ${any} -}}`,
  phrase`{{ ${any}, ${any} }}`,
)

const loopPart = word(
  ...[
    'index',
    'index0',
    'revindex',
    'revindex0',
    'first',
    'last',
    'length',
    'depth',
    'depth0',
    'previtem',
    'nextitem',
  ],
  ...['cycle("a", "b")', 'cycle(1)', 'changed(x)', 'changed(x, loop.index // 2)', 'nope', 'index.real'],
)
const loopOutput = phrase`{{ ${word('loop', 'loop', 'loop', 'loop', 'loop', 'loop', 'outer')}.${loopPart} }}`

const jump = word(
  '{% if loop.index > 1 %}{% break %}{% endif %}',
  '{% if x %}{% continue %}{% endif %}',
  '{% if loop.first %}{% continue %}{% else %}{% break %}{% endif %}',
)

const target = fc.oneof({ weight: 12, arbitrary: names }, word('x, y', '(x, y)', 'x, (y, q)', 'x, y, q'))
const settable = fc.oneof({ weight: 8, arbitrary: target }, word('ns.a', 'ns.b', 'ns.a', 'ns.a, x', 'd.a'))

const parameters = word(
  ...['', 'x', 'x, y', 'x=1', 'x, y=2', 'x, y=x', 'p', 'p=none, x=p', 'x, p="p"', 'y=n', 's', 'x, n=n'],
)
const args = fc.oneof(
  { weight: 3, arbitrary: word('', '1', 'x', 's', 'd.a') },
  word('1, 2', 'x=3', '1, y=s', '*q', '1, *ys', 'p=q', 'n, **{"y": 5}', '**d', '1, 2, 3', 'x=x, y=[y]'),
)
const macroExtras = word(
  ...[
    '',
    '',
    '',
    '{{ varargs }}{{ kwargs }}',
    '{{ caller() if caller }}',
    '{{ caller() if caller is defined }}',
  ],
  ...['{{ kwargs }}', '{{ caller() }}', '{{ caller(1) }}', '{{ caller }}'],
)
const macroFacts = word('name', 'arguments', 'catch_varargs', 'catch_kwargs', 'caller', 'nope')

const context = word('', '', '', ' with context', ' without context')

/** Templates that may be included, with what is done when they are not there. */
const included = phrase`${word('"part"', '"part"', '"leaf"', '["nope", "part"]', '"nope"', 'nope', '"pa" ~ "rt"')}${word(
  '',
  '',
  ' ignore missing',
)}${context}`

function simple(): fc.WeightedArbitrary<string>[] {
  return [
    { weight: 5, arbitrary: literal },
    { weight: 14, arbitrary: output },
    { weight: 4, arbitrary: tag(phrase`set ${settable} = ${any}`) },
    { weight: 1, arbitrary: tag(phrase`set ${word('x, y')} = ${any}, ${any}`) },
    {
      weight: 2,
      arbitrary: tag(phrase`set ns = namespace(${word('', 'a=1', 'd', 'a=x, b=n', '{"a": 2}')})`),
    },
    {
      weight: 2,
      arbitrary: tag(
        phrase`do ${word('xs', 'ys', 'd', 'ds', 'x')}.${word('append(1)', 'update(a=1)', 'pop()', 'clear()')}`,
      ),
    },
    { weight: 1, arbitrary: tag(phrase`do ${any}`) },
    { weight: 1, arbitrary: tag(phrase`print ${any}`) },
    {
      weight: 1,
      arbitrary: word(
        '{{ ns.a }}',
        '{{ ns.b }}',
        '{{ ns }}',
        '{{ self.b0() }}',
        '{{ super() }}',
        '{{ self }}',
      ),
    },
    { weight: 1, arbitrary: phrase`{{ ${word('m1', 'm2', 'lib.m1', 'lib.m3', 'lib')}.${macroFacts} }}` },
    { weight: 2, arbitrary: phrase`{{ ${word('m1', 'm2', 'lib.m1', 'lib.m3', 'm3')}(${args}) }}` },
    { weight: 1, arbitrary: phrase`{% set c = ${word('cycler("a", "b")', 'joiner(", ")', 'joiner()')} %}` },
    { weight: 1, arbitrary: word('{{ c() }}', '{{ c.next() }}{{ c.current }}', '{{ c.reset() }}') },
  ]
}

function scoped(body: fc.Arbitrary<string>): fc.WeightedArbitrary<string>[] {
  const otherwise = perhaps(phrase`${tag('else')}${body}`, 0.3)
  const branch = perhaps(phrase`${tag(phrase`elif ${any}`)}${body}`, 0.2)
  return [
    {
      weight: 5,
      arbitrary: phrase`${tag(phrase`if ${fc.oneof(flag, any)}`)}${body}${branch}${otherwise}${tag('endif')}`,
    },
    {
      weight: 7,
      arbitrary: phrase`${tag(phrase`for ${target} in ${iterable}${perhaps(phrase` if ${flag}`, 0.2)}`)}${body}${perhaps(jump, 0.2)}${perhaps(
        loopOutput,
      )}${otherwise}${tag('endfor')}`,
    },
    { weight: 1, arbitrary: phrase`{% for x in ${list} %}{% set outer = loop %}${body}{% endfor %}` },
    {
      weight: 1,
      arbitrary: phrase`{% for x in tree recursive %}{{ x.name }}${body}[{{ loop(x.kids) }}]{{ loop.depth }}{% endfor %}`,
    },
    { weight: 1, arbitrary: phrase`{% for k, v in d.items() %}{{ k }}={{ v }}${body}{% endfor %}` },
    {
      weight: 2,
      arbitrary: phrase`${tag(phrase`with ${names} = ${any}${perhaps(phrase`, ${names} = ${any}`)}`)}${body}${tag('endwith')}`,
    },
    {
      weight: 2,
      arbitrary: phrase`${tag(phrase`set ${names}${perhaps(word(' | upper', ' | trim | length'), 0.3)}`)}${body}${tag('endset')}`,
    },
    {
      weight: 1,
      arbitrary: phrase`${tag(phrase`filter ${word('upper', 'trim|title', 'e', 'replace("a", "<")', 'indent(2)', 'length', 'list')}`)}${body}${tag('endfilter')}`,
    },
    {
      weight: 1,
      arbitrary: phrase`${tag(phrase`autoescape ${word('true', 'false', 'true', 'false', 'b')}`)}${body}${tag('endautoescape')}`,
    },
  ]
}

function callable(body: fc.Arbitrary<string>): fc.WeightedArbitrary<string>[] {
  const macro = (name: string) =>
    phrase`${tag(phrase`macro ${name}(${parameters})`)}${body}${macroExtras}${tag('endmacro')}`
  const call = (name: string) =>
    phrase`${tag(phrase`call${word('', '', '(x)', '(x=0, y=1)')} ${name}(${args})`)}${body}${tag('endcall')}`
  return [
    { weight: 3, arbitrary: phrase`${macro('m1')}{{ m1(${args}) }}` },
    { weight: 1, arbitrary: phrase`${macro('m2')}${body}${call('m2')}` },
    { weight: 1, arbitrary: call('m1') },
    { weight: 1, arbitrary: macro('m1') },
  ]
}

function composed(body: fc.Arbitrary<string>): fc.WeightedArbitrary<string>[] {
  return [
    { weight: 2, arbitrary: tag(phrase`include ${included}`) },
    { weight: 1, arbitrary: tag(phrase`import ${word('"lib"', '"lib"', '"leaf"')} as lib${context}`) },
    { weight: 1, arbitrary: phrase`{% import "lib" as lib${context} %}{{ lib.m1(${args}) }}{{ lib.x }}` },
    {
      weight: 1,
      arbitrary: phrase`{% from "lib" import ${word('m1', 'm1 as m2', 'm1, x', 'm1, x', 'x as y', 'x', 'nope', '_p')}${context} %}`,
    },
    { weight: 1, arbitrary: phrase`{% from "lib" import m3${context} %}{{ m3(${args}) }}` },
    {
      weight: 2,
      arbitrary: phrase`${tag(phrase`block ${BLOCK_NAME}${word('', '', ' scoped')}`)}${body}${tag('endblock')}`,
    },
  ]
}

const parts = fc.letrec<Parts>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'statement', depthSize: 'small', withCrossShrink: true },
    { weight: 12, arbitrary: fc.oneof(...simple()) },
    ...scoped(tie('body')),
    ...callable(tie('body')),
    ...composed(tie('body')),
  ),
  body: several(tie('statement'), { min: 0, max: 3, between: '' }),
}))

/** One statement, or a piece of text. */
export const statement: fc.Arbitrary<string> = parts.statement

/** One output of an expression, for templates that are about values only. */
export const outputs: fc.Arbitrary<string> = several(
  fc.oneof(
    { weight: 4, arbitrary: phrase`{{ ${any} }}` },
    phrase`{{ ${text} }}`,
    phrase`{{ ${whole} }}`,
    phrase`{{ ${list} }}`,
  ),
  { min: 1, max: 2, between: '|' },
)
