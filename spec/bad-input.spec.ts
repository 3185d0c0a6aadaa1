/** Whatever is wrong with a template, its values or the application's code: one `TemplateError` that says where. */
import { describe, expect, test } from 'vitest'
import {
  Environment,
  type EnvironmentOptions,
  FunctionLoader,
  type Loader,
  MemoryLoader,
  TemplateError,
  type Vars,
} from '../src/index.js'

/** What an error says, with what its span and its carets lie on. */
interface Report {
  readonly id: string
  readonly place: string
  readonly text: string
  readonly carets: string
}

function errorOf(act: () => unknown): TemplateError {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError)
    return error as TemplateError
  }
  throw new TypeError('nothing was thrown')
}

/** The error that a template ends with, its span marked in the text as `«…»`. */
function failure(
  marked: string,
  vars: Vars = {},
  options: EnvironmentOptions = {},
): { got: Report; wanted: Report } {
  const start = marked.indexOf('«')
  const text = marked.replace('«', '').replace('»', '')
  const end = marked.indexOf('»') - 1
  const error = errorOf(() => new Environment(options).fromString(text, { name: 'page.html' }).render(vars))
  const line = text.slice(0, start).split('\n').length
  const column = start - text.lastIndexOf('\n', start - 1)
  const [first = ''] = text.slice(start, end).split('\n')
  const wanted = {
    id: error.id,
    place: `page.html:${line}:${column}`,
    text: text.slice(start, end),
    carets: first,
  }
  return { got: report(error, text), wanted }
}

function report(error: TemplateError, text: string): Report {
  const { id, template, line, column, span } = error
  return {
    id,
    place: `${template}:${line}:${column}`,
    text: text.slice(span.start, span.end),
    carets: underlined(error.frame),
  }
}

/** What the carets of a frame stand under. */
function underlined(frame: string): string {
  const lines = frame.split('\n')
  const at = lines.findIndex((line) => /^ *\| +\^/.test(line))
  const from = lines[at]?.indexOf('^') ?? 0
  return lines[at - 1]?.slice(from, lines[at]?.length) ?? ''
}

function thrower(thrown: unknown): () => never {
  return () => {
    throw thrown
  }
}

describe('a template that is wrong', () => {
  test.each([
    ['unknown-tag', 'text\n«{% foo» x %}'],
    ['unknown-filter', 'text\n  {{ x|upper|«uper» }}'],
    ['unknown-filter', '{% filter «uper» %}{% endfilter %}'],
    ['unknown-test', '{{ x is «definde» }}'],
    ['unclosed-output', 'text {{ x«»'],
    ['unclosed-tag', 'text {% if x«»'],
    ['unclosed-comment', 'text\n«{#» x'],
    ['unclosed-raw', '«{% raw %}» {{ x'],
    ['unclosed-string', '{{ «"abc »}}'],
    ['unclosed-block', '{% if x %}{% for a in b %}{% endfor «%}»'],
    ['unbalanced-bracket', '{{ f(«]» }}'],
    ['stray-end-tag', 'text «{% endif» %}'],
    ['misnested-tag', '{% if x %}{% for a in b %}«{% endif» %}{% endfor %}'],
    ['bad-target', '{% set «1» = 2 %}'],
    ['bad-target', '{% set «none» = 2 %}'],
    ['bad-target', '{% set «true» = 2 %}'],
    ['bad-target', '{% for «none» in [1] %}{% endfor %}'],
    ['assign-to-loop', '{% for «loop» in [1] %}{% endfor %}'],
    ['assign-to-loop', '{% for x in [1] %}{% set «loop» = 1 %}{% endfor %}'],
    ['duplicate-block', '{% block a %}{% endblock %}\n{% block «a» %}{% endblock %}'],
    ['jump-outside-loop', '«{% break %}»'],
    ['chained-tests', '{{ x is defined «is» none }}'],
    ['expected-expression', '{{ «}}»'],
    ['expected-token', '{{ a «b» }}'],
  ])('%s: %j', (id, text) => {
    const { got, wanted } = failure(text)
    expect(got).toEqual({ ...wanted, id })
  })

  test('tells all its mistakes at once', () => {
    const text = '{{ a b }}\n{% foo %}\n{{ c|nofilter }}\n{% if %}{% endif %}\n{{ d is notest }}'
    const error = errorOf(() => new Environment().fromString(text))
    const all = [
      { id: error.id, line: error.line },
      ...error.others.map(({ id, start }) => ({ id, line: start.line })),
    ]
    expect(all.sort((left, right) => left.line - right.line)).toEqual([
      { id: 'expected-token', line: 1 },
      { id: 'unknown-tag', line: 2 },
      { id: 'unknown-filter', line: 3 },
      { id: 'expected-expression', line: 4 },
      { id: 'unknown-test', line: 5 },
    ])
    expect(error.message).toContain('and 4 more in this template')
  })

  test('is told apart from the rest of its line whatever stands there', () => {
    expect(failure('\t\u{1f600}é{{ x|«uper» }}').got).toMatchObject({
      place: 'page.html:1:10',
      text: 'uper',
      carets: 'uper',
    })
    expect(failure(`${'x'.repeat(5000)}{{ x|«uper» }}${'y'.repeat(5000)}`).got).toMatchObject({
      text: 'uper',
      carets: 'uper',
    })
    expect(failure('a\r\nb\r\n{{ x|«uper» }}').got.place).toBe('page.html:3:6')
  })
})

describe('a call with the wrong arguments', () => {
  test.each([
    ['too-many-arguments', '{{ «x|upper(1)» }}'],
    ['too-many-arguments', '{{ «1 is odd(2)» }}'],
    ['too-many-arguments', '{% macro m(a) %}{% endmacro %}\n{{ «m(1, 2)» }}'],
    ['missing-argument', '{{ «[1]|batch» }}'],
    ['missing-argument', '{{ «1 is divisibleby» }}'],
    ['missing-argument', '{{ «[1]|map» }}'],
    ['missing-argument', '{{ «range()» }}'],
    ['unknown-argument', '{{ «x|upper(wide=1)» }}'],
    ['unknown-argument', '{% macro m(a) %}{% endmacro %}{{ «m(b=1)» }}'],
    ['unknown-argument', '{{ «[1]|map("upper", wide=1)» }}'],
    ['duplicate-argument', '{% macro m(a) %}{% endmacro %}{{ «m(1, a=1)» }}'],
    ['bad-argument', '{{ «[1]|batch("x")» }}'],
    ['bad-argument', '{{ «range(0, 5, 0)» }}'],
    ['not-callable', '{{ «"x"()» }}'],
    ['not-callable', '{{ «[1, 2](0)» }}'],
    ['undefined-value', '{{ «nothing()» }}'],
    ['undefined-value', '{{ «{}.nothing()» }}'],
    ['missing-filter', '{{ «[1]|map("nofilter")» }}'],
    ['missing-test', '{{ «[1]|select("notest")» }}'],
  ])('%s: %j', (id, text) => {
    const { got, wanted } = failure(text)
    expect(got).toEqual({ ...wanted, id })
  })
})

describe("the application's code", () => {
  const THROWN = [
    ...[
      new Error('boom'),
      'text',
      '',
      undefined,
      null,
      5n,
      Object.freeze({ code: 1 }),
      Object.freeze(new TypeError('cold')),
    ],
    ...[new RangeError('boom'), Symbol('boom'), [1]],
  ]
  const WAYS: readonly (readonly [string, (thrown: unknown) => [Vars, EnvironmentOptions]])[] = [
    ['text {{ «f()» }}', (thrown) => [{ f: thrower(thrown) }, {}]],
    ['{% for a in «f()» %}{% endfor %}', (thrown) => [{ f: thrower(thrown) }, {}]],
    ['\n{{ «o.m(1)» }}', (thrown) => [{ o: { m: thrower(thrown) } }, {}]],
    ['{{ 1 + «x|f» }}', (thrown) => [{}, { filters: { f: thrower(thrown) } }]],
    ['{% if «x is f» %}{% endif %}', (thrown) => [{}, { tests: { f: thrower(thrown) } }]],
    ['{{ «g(1)» }}', (thrown) => [{}, { globals: { g: thrower(thrown) } }]],
    ['{% macro m() %}{{ «f()» }}{% endmacro %}{{ m() }}', (thrown) => [{ f: thrower(thrown) }, {}]],
    ['{% block b %}{{ «f()» }}{% endblock %}', (thrown) => [{ f: thrower(thrown) }, {}]],
  ]
  const cases = WAYS.flatMap(([text, setup]) => THROWN.map((thrown, at) => ({ text, setup, thrown, at })))

  test.each(cases)(
    '$text throwing $at is where it was called, and what was thrown is the cause',
    ({ text, setup, thrown }) => {
      const { got, wanted } = failure(text, ...setup(thrown))
      expect(got).toEqual({ ...wanted, id: 'host-error' })
      const [vars, options] = setup(thrown)
      const error = errorOf(() => new Environment(options).fromString(text.replace(/[«»]/g, '')).render(vars))
      expect(error.cause).toBe(thrown)
    },
  )

  test('that fails while a value is read or printed is placed too', () => {
    const fails = (): never => {
      throw new Error('boom')
    }
    const getter = Object.defineProperty({}, 'x', { get: fails })
    const values: readonly (readonly [string, Vars])[] = [
      ['text {{ «o.x» }}', { o: getter }],
      ['text {{ «o["x"]» }}', { o: getter }],
      ['text {{ «s» }}', { s: { toString: fails } }],
      ['text {% for a in «i» %}{% endfor %}', { i: { [Symbol.iterator]: fails } }],
      ['text {{ «j|tojson» }}', { j: { toJSON: fails } }],
      ['text {{ «h» }}', { h: { toHTML: fails } }],
    ]
    for (const [text, vars] of values) {
      const { got, wanted } = failure(text, vars)
      expect(got).toEqual({ ...wanted, id: 'host-error' })
    }
  })

  test('is asked for the templates that lead to a mistake', () => {
    const loader = new MemoryLoader({
      page: '{% extends "base" %}{% block main %}\n{% include "part" %}{% endblock %}',
      base: '<main>{% block main %}{% endblock %}</main>',
      part: '{% import "macros" as m %}\n\n{{ m.link(f) }}',
      macros: '{% macro link(f) %}\n  {{ f() }}{% endmacro %}',
    })
    const error = errorOf(() => new Environment({ loader }).render('page', { f: thrower('boom') }))
    expect(error.templates.map(({ template, line, column }) => `${template}:${line}:${column}`)).toEqual([
      ...['macros:2:6', 'part:3:4', 'page:2:1', 'base:1:7', 'page:1:1'],
    ])
  })
})

describe('a loader', () => {
  const failing: readonly (readonly [string, Loader])[] = [
    ['throws', { load: thrower(new Error('disk')) }],
    ['throws no error', { load: thrower('disk') }],
    ['throws from a function', new FunctionLoader(thrower(new Error('disk')))],
  ]

  test.each(failing)('that %s is a host-error at the tag that asked', (_, loader) => {
    for (const text of [
      'text {% include «"x"» %}',
      '{% import «"x"» as m %}',
      '{% from «"x"» import m %}',
      '{% extends «"x"» %}',
    ]) {
      const { got, wanted } = failure(text, {}, { loader })
      expect(got.id).toBe('host-error')
      expect(got.place).toBe(
        wanted.place.replace(/\d+$/, (column) =>
          String(Math.min(Number(column), Number(got.place.split(':')[2]))),
        ),
      )
    }
    const error = errorOf(() => new Environment({ loader }).getTemplate('x'))
    expect([error.id, error.template, error.frame]).toEqual(['host-error', null, ''])
    expect(String(error.cause)).toContain('disk')
  })

  test('without the template is told where it was wanted', () => {
    const loader = new MemoryLoader({})
    for (const text of [
      'a {% include "x" %}',
      '{% import "x" as m %}',
      '{% extends "x" %}',
      '{% include ["x", "y"] %}',
    ]) {
      const error = errorOf(() => new Environment({ loader }).fromString(text, { name: 'page' }).render())
      expect([error.id, error.template, error.line]).toEqual(['template-not-found', 'page', 1])
    }
    expect(new Environment({ loader }).fromString('a{% include "x" ignore missing %}').render()).toBe('a')
    expect(errorOf(() => new Environment({ loader }).getTemplate('x')).id).toBe('template-not-found')
  })

  test.each([{}, { text: 5 }, { text: null }, 5, true, [], Promise.resolve({ text: 'x' })])(
    'that gives %j is a host-error',
    (found) => {
      const env = new Environment({ loader: { load: () => found as never } })
      expect(errorOf(() => env.getTemplate('x')).id).toBe('host-error')
      expect(errorOf(() => env.fromString('{% include "x" %}').render()).id).toBe('host-error')
    },
  )

  test('that works the next time is believed', () => {
    let text: string | null = '{{ broken'
    const env = new Environment({
      loader: new FunctionLoader(() => text ?? thrower('down')()),
      autoReload: true,
    })
    const page = env.fromString('<{% include "x" %}>')
    expect(errorOf(() => page.render()).id).toBe('unclosed-output')
    expect(errorOf(() => env.render('x')).id).toBe('unclosed-output')
    text = null
    expect(errorOf(() => page.render()).id).toBe('host-error')
    text = 'fine'
    expect(page.render()).toBe('<fine>')
    expect(env.render('x')).toBe('fine')
  })

  test('that works the next time is believed also by an import that failed', () => {
    let isUp = false
    const up = (): string => (isUp ? 'up' : thrower('down')())
    const loader = new MemoryLoader({ m: '{% set state = up() %}' })
    const page = new Environment({ loader, globals: { up } }).fromString('{% import "m" as m %}{{ m.state }}')
    expect(errorOf(() => page.render()).cause).toBe('down')
    isUp = true
    expect(page.render()).toBe('up')
  })
})

describe('vars', () => {
  test.each([
    ['list', [1]],
    ['number', 5],
    ['string', 'text'],
    ['function', () => 1],
    ['boolean', true],
    ['bigint', 5n],
    ['symbol', Symbol('s')],
  ])('that are a %s are refused', (kind, vars) => {
    const error = errorOf(() => new Environment().fromString('{{ x }}').render(vars as never))
    expect(error.id).toBe('bad-vars')
    expect(error.reason).toContain(kind)
  })

  test('may be absent, a Map, an instance or without prototype', () => {
    class Page {
      title = 'T'
      get size(): number {
        return 2
      }
    }
    const page = new Environment().fromString('{{ title }}{{ size }}')
    expect(page.render()).toBe('')
    expect(page.render(null as never)).toBe('')
    expect(page.render(new Map([['title', 'M']]))).toBe('M')
    expect(page.render(Object.assign(Object.create(null), { title: 'N' }))).toBe('N')
    expect(page.render({ ...new Page() })).toBe('T')
  })
})

describe('no end', () => {
  const CYCLES: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['include', { page: '{% include "page" %}' }, 'page → page'],
    ['two includes', { page: '{% include "b" %}', b: '{% include "page" %}' }, 'b → page → b'],
    ['parents', { page: '{% extends "page" %}' }, 'page → page'],
    ['two parents', { page: '{% extends "b" %}', b: '{% extends "page" %}' }, 'b → page → b'],
    ['imports', { page: '{% import "page" as p %}' }, 'page → page'],
    [
      'imports with context',
      { page: '{% from "b" import x with context %}', b: '{% import "page" as p with context %}' },
      'page',
    ],
    [
      'include in a block',
      {
        page: '{% extends "b" %}{% block x %}{% include "page" %}{% endblock %}',
        b: '{% block x %}{% endblock %}',
      },
      'page → page',
    ],
  ]
  test.each(CYCLES)('of %s is a cycle', (_, templates, chain) => {
    const error = errorOf(() => new Environment({ loader: new MemoryLoader(templates) }).render('page'))
    expect(error.id).toBe('template-cycle')
    expect(error.reason).toContain(chain)
    expect(error.line).toBe(1)
  })

  test.each([
    ['a macro that calls itself', '{% macro m() %}{{ «m()» }}{% endmacro %}{{ m() }}'],
    [
      'macros that call each other',
      '{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}',
    ],
    ['a block in itself', '{% block a %}{{ self.a() }}{% endblock %}'],
    ['a loop in itself', '{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}'],
    [
      'a caller that calls',
      '{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{{ m(caller=m) }}{% endmacro %}{{ m(caller=m) }}',
    ],
  ])('of %s is too deep', (_, text) => {
    const error = errorOf(() => new Environment().fromString(text.replace(/[«»]/g, '')).render())
    expect(['too-deep', 'undefined-value']).toContain(error.id)
    expect(error.templates.length).toBeGreaterThan(0)
    expect(error.message.length).toBeLessThan(3000)
  })
})

describe('too much', () => {
  test.each([
    ...[
      'range(1000000000)',
      'range(10 ** 300)',
      '"a" * 1000000000',
      '[1] * 1000000000',
      '"%1000000000d" % 1',
    ],
    ...[
      '"{:>1000000000}".format(1)',
      '"%.1000000000f" % 1',
      '"a"|center(1000000000)',
      '"a".padEnd(1000000000)',
    ],
    ...[
      '"a".repeat(1000000000)',
      '"a".zfill(1000000000)',
      '"a".ljust(1000000000)',
      '"a\n"|indent(1000000000)',
    ],
    ...['[1]|tojson(1000000000)', '"\\t".expandtabs(1000000000)', '("a" * 99999)|replace("a", "b" * 9999)'],
    ...[
      '[1]|batch(1000000000, 0)',
      '[1]|slice(1000000000)',
      '("a" * 100000000)|list',
      '("a" * 100000000).split("")',
    ],
    ...['x + x', 'lipsum(1000000000)', '"a" * 10 ** 30'],
  ])('%s is refused', (expression) => {
    const { got, wanted } = failure(`{% if x %}{{ «${expression}» }}{% endif %}`, { x: new Array(2 ** 24) })
    expect(got).toEqual({ ...wanted, id: 'too-large' })
  })

  test('but not what only looks like it', () => {
    const page =
      '{% set l = [] %}{% do l.extend(range(300000)) %}{{ l|length }} {{ [1]|batch(300000, 0)|first|length }}'
    expect(new Environment().fromString(page).render()).toBe('300000 300000')
  })

  test('circles in values end', () => {
    const list: unknown[] = []
    list.push(list)
    const mapping: Record<string, unknown> = {}
    mapping.me = new Map([['me', mapping]])
    for (const text of [
      '{{ x }}',
      '{{ x|tojson }}',
      '{{ x|pprint }}',
      '{{ [x] == [y] }}',
      '{{ x|string }}',
      '{{ x ~ 1 }}',
      '{{ "%s" % [x] }}',
    ]) {
      for (const [x, y] of [
        [list, [[[list]]]],
        [mapping, { me: new Map([['me', mapping]]) }],
      ] as const) {
        try {
          expect(new Environment().fromString(text).render({ x, y })).toMatch(/^(true|false)$/)
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError)
          expect(['circular-value', 'too-large']).toContain((error as TemplateError).id)
        }
      }
    }
  })
})
