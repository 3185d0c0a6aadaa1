/** Large and deep templates, rendered in a process of their own: what breaks one must not take the tests with it. */
import { Environment, MemoryLoader, TemplateError } from '../../src/index.js'

/** What came of a template: its id when it is an error, else how many characters it printed. */
export interface Outcome {
  readonly name: string
  readonly result: string
  readonly milliseconds: number
}

/** `open` so many times, then `middle`, then `close` as often. */
function nested(open: string, middle: string, close: string, times = 10_000): string {
  return open.repeat(times) + middle + close.repeat(times)
}

function many(times: number, piece: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => piece(index)).join('')
}

/** Every construct inside itself ten thousand times. */
const DEEP: Readonly<Record<string, string>> = {
  if: nested('{% if a %}', 'x', '{% endif %}'),
  for: nested('{% for a in [1] %}', 'x', '{% endfor %}'),
  with: nested('{% with a = 1 %}', 'x', '{% endwith %}'),
  set: nested('{% set a %}', 'x', '{% endset %}'),
  filter: nested('{% filter upper %}', 'x', '{% endfilter %}'),
  macro: nested('{% macro m() %}', 'x', '{% endmacro %}'),
  call: nested('{% call m() %}', 'x', '{% endcall %}'),
  autoescape: nested('{% autoescape true %}', 'x', '{% endautoescape %}'),
  switch: nested('{% switch 1 %}{% case 1 %}', 'x', '{% endswitch %}'),
  block: `${many(10_000, (index) => `{% block b${index} %}`)}x${'{% endblock %}'.repeat(10_000)}`,
  unclosed: nested('{% for a in b %}', 'x', ''),
  brackets: `{{ ${nested('(', '1', ')')} }}`,
  lists: `{{ ${nested('[', '1', ']')} }}`,
  mappings: `{{ ${nested('{"a": ', '1', '}')} }}`,
  calls: `{{ ${nested('f(', '1', ')')} }}`,
  items: `{{ ${nested('a[', '1', ']')} }}`,
  signs: `{{ ${nested('- ', '1', '')} }}`,
  nots: `{{ ${nested('not ', '1', '')} }}`,
  conditions: `{{ ${nested('a if b else ', '1', '')} }}`,
  sums: `{{ ${nested('1 + ', '1', '')} }}`,
  joins: `{{ ${nested('a ~ ', 'a', '')} }}`,
  powers: `{{ ${nested('1 ** ', '1', '')} }}`,
  attributes: `{{ a${'.b'.repeat(10_000)} }}`,
  filters: `{{ a${'|upper'.repeat(10_000)} }}`,
  tests: `{{ ${nested('(', 'a', ' is defined)')} }}`,
  bareCalls: `{{ a${'()'.repeat(10_000)} }}`,
  comparisons: `{{ ${nested('1 < ', '1', '', 2_000)} }}`,
}

/** Templates of about a megabyte. */
const LARGE: Readonly<Record<string, string>> = {
  text: '<p>hello</p>\n'.repeat(80_000),
  braces: '{'.repeat(1_000_000),
  comment: `{#${'x'.repeat(1_000_000)}#}`,
  outputs: '{{ x }}'.repeat(140_000),
  names: many(20_000, (index) => `{{ name_${index} }}`),
  sets: many(10_000, (index) => `{% set name_${index} = ${index} %}`),
  blocks: many(5_000, (index) => `{% block b${index} %}x{% endblock %}`),
  macros: many(2_000, (index) => `{% macro m${index}(a) %}{{ a }}{% endmacro %}{{ m${index}(1) }}`),
  list: `{{ [${'1, '.repeat(100_000)}]|length }}`,
  string: `{{ "${'é'.repeat(500_000)}" }}`,
  number: `{{ ${'9'.repeat(1_000_000)} }}`,
  name: `{{ ${'x'.repeat(1_000_000)} }}`,
  openings: '{{ '.repeat(300_000),
  mistakes: '{% foo %}'.repeat(100_000),
  strays: '{% endif %}'.repeat(90_000),
  incomplete: '{% if %}'.repeat(100_000),
}

function outcome(name: string, text: string): Outcome {
  const start = performance.now()
  const result = resultOf(text)
  return { name, result, milliseconds: Math.round(performance.now() - start) }
}

function resultOf(text: string): string {
  try {
    const env = new Environment({ loader: new MemoryLoader({ page: text }) })
    return String(env.render('page', { f: (value: unknown) => value }).length)
  } catch (error) {
    return error instanceof TemplateError ? error.id : `not a TemplateError: ${error}`
  }
}

/** The names of all templates here. */
export const names = [...Object.keys(DEEP), ...Object.keys(LARGE)]

if (process.argv[2] === 'run') {
  for (const [name, text] of [...Object.entries(DEEP), ...Object.entries(LARGE)]) {
    process.stdout.write(`${JSON.stringify(outcome(name, text))}\n`)
  }
}
