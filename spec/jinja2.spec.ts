import { describe, expect, test } from 'vitest'
import { Environment, MemoryLoader, selectAutoescape, TemplateError, Undefined } from '../src/index.js'
import type { Jinja2Options } from '../src/jinja2.js'

function shown(options: Jinja2Options, text: string, vars = {}): string {
  return Environment.jinja2(options).fromString(text).render(vars)
}

describe('an environment with the arguments of Jinja', () => {
  test('has the defaults of Jinja', () => {
    expect(shown({}, '{{ x }}|{{ [true, none] }}|{{ 6 / 2 }}\n', { x: '<' })).toBe('<|[True, None]|3.0')
  })

  test.each<[string, Jinja2Options, string, string]>([
    ['snake case', { trim_blocks: true, lstrip_blocks: true }, ' {% if 1 %}\na{% endif %}', 'a'],
    ['camel case', { trimBlocks: true, lstripBlocks: true }, ' {% if 1 %}\na{% endif %}', 'a'],
    ['delimiters', { variable_start_string: '<<', variable_end_string: '>>' }, '<< 1 >>{{', '1{{'],
    ['line statements', { line_statement_prefix: '#' }, '# if 1\na\n# endif', 'a\n'],
    ['line comments', { lineCommentPrefix: '##' }, 'a ## b', 'a'],
    ['newlines', { newline_sequence: '\r\n', keep_trailing_newline: true }, 'a\n', 'a\r\n'],
    [
      'extensions',
      { extensions: ['jinja2.ext.do', 'loopcontrols'] },
      '{% do 1 %}{% for i in [1, 2] %}{% break %}{% endfor %}',
      '',
    ],
    ['classes of missing values', { undefined: 'DebugUndefined' }, '{{ x }}', '{{ x }}'],
    ['finalize', { finalize: (value: unknown) => value ?? '-' }, '{{ none }}', '-'],
    ['autoescape', { autoescape: selectAutoescape() }, "{{ '<' }}", '&lt;'],
    ['what has no effect', { optimized: false, bytecode_cache: null, cache_size: 0 }, 'a', 'a'],
    ['loader', { loader: new MemoryLoader({ a: 'A' }) }, "{% include 'a' %}", 'A'],
  ])('takes %s', (_, options, text, wanted) => {
    expect(shown(options, text)).toBe(wanted)
  })

  test('takes a class of missing values', () => {
    class Loud extends Undefined {}
    expect(shown({ undefined: Loud }, '[{{ x }}]')).toBe('[]')
  })

  test.each<[object, string, string | null]>([
    [
      { trim_block: true },
      "'trim_block' is not an option of jinja2.Environment",
      "Did you mean 'trim_blocks'?",
    ],
    [
      { trimBlock: true },
      "'trimBlock' is not an option of jinja2.Environment",
      "Did you mean 'trim_blocks'?",
    ],
    [{ undefined: 'Strict' }, "'undefined' is one of", null],
    [{ extensions: ['jinja2.ext.nope'] }, "'extensions' has no extension 'jinja2.ext.nope'", null],
    [{ bytecode_cache: {} }, "'bytecode_cache' cannot be used", null],
    [{ enable_async: true }, "'enable_async' cannot be turned on", null],
  ])('refuses %j', (options, reason, help) => {
    const error = failure(() => Environment.jinja2(options))
    expect(error.id).toBe('bad-option')
    expect(error.reason).toContain(reason)
    expect(error.help).toBe(help)
  })
})

describe('selectAutoescape', () => {
  test.each([
    ['a.html', true],
    ['A.HTML', true],
    ['a.txt', false],
    ['a.html.j2', false],
    [null, true],
  ])('%s', (name, wanted) => {
    expect(selectAutoescape()(name)).toBe(wanted)
  })

  test('takes endings of its own', () => {
    const escaped = selectAutoescape({
      enabledExtensions: ['.Svg'],
      disabledExtensions: ['txt'],
      default: true,
      defaultForString: false,
    })
    expect(['a.svg', 'a.txt', 'a.md', null].map(escaped)).toEqual([true, false, true, false])
  })
})

describe('errors say how Jinja reports them', () => {
  test.each([
    ['{{ {}.a.b }}', 'UndefinedError', "'dict object' has no attribute 'a'", 1],
    ['\n{{ [1][5].x }}', 'UndefinedError', 'list object has no element 5', 2],
    [
      '{% macro m(a) %}{{ a.b }}{% endmacro %}{{ m() }}',
      'UndefinedError',
      "parameter 'a' was not provided",
      1,
    ],
    ['{{ 1 / 0 }}', 'ZeroDivisionError', 'division by zero', 1],
    ['{{ x\n|nope }}', 'TemplateAssertionError', "No filter named 'nope'.", 2],
    ['{% if x %}', 'TemplateSyntaxError', expect.stringContaining('Unexpected end of template.'), 1],
    ["{{ x['a'\n].b }}", 'UndefinedError', "'x' is undefined", 2],
    ["{% include 'a' %}", 'TypeError', 'no loader for this environment specified', 1],
  ])('%s', (text, type, message, lineno) => {
    const { jinja } = failure(() => shown({}, text))
    expect([jinja.type, jinja.message, jinja.lineno]).toEqual([type, message, lineno])
  })
})

describe('compileExpression', () => {
  const env = Environment.jinja2()

  test('gives none for a missing value', () => {
    expect(env.compileExpression('x')()).toBe(null)
  })

  test('gives the missing value itself on demand', () => {
    expect(env.compileExpression('x', { undefinedToNone: false })()).toBeInstanceOf(Undefined)
  })
})

function failure(body: () => unknown): TemplateError {
  try {
    body()
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
