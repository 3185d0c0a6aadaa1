/**
 * Tests of Jinja's own suite that recorded cases cannot carry, because they hand Python code to the engine. Each is
 * written anew for the place of our API that answers the same need. No counterpart have: hooks into the token stream
 * (`filter_stream`: a tag or a filter does it), a code generator of one's own, operators intercepted by the sandbox
 * (they are checked by its policy instead), ModuleLoader's names of Python modules, and an evaluation context as the
 * first argument of a macro (escaping is the template's).
 */
import { describe, expect, it } from 'vitest'
import type { Assign, Call, Expression, Output, Scope } from '../src/ast.js'
import {
  ChoiceLoader,
  Environment,
  type EnvironmentOptions,
  FileLoader,
  FunctionLoader,
  MemoryLoader,
  PrefixLoader,
  type Site,
  type Tag,
  type TemplateError,
  Undefined,
  withContext,
} from '../src/index.js'
import { PRINT, type UndefinedUse, USE } from '../src/runtime/undefined.js'

function python(options: EnvironmentOptions = {}): Environment {
  return new Environment({ values: 'python', ...options })
}

function memory(templates: Readonly<Record<string, string>>): MemoryLoader {
  return new MemoryLoader(new Map(Object.entries(templates)))
}

/** Runs `work` and gives the error it must throw. */
function errorOf(work: () => unknown): TemplateError {
  let thrown: unknown = null
  try {
    work()
  } catch (error) {
    thrown = error
  }
  expect(thrown).not.toBeNull()
  return thrown as TemplateError
}

describe('a tag of the caller', () => {
  /** `{% test %}` prints what a function of the caller makes of the place it stands at. */
  const test: Tag<null> = {
    name: 'test',
    end: null,
    clauses: [],
    syntax: '{% test %}',
    head: () => null,
    build(_opening, _, { span }) {
      const args = { positional: [], named: [], rest: null, namedRest: null }
      const expression: Call = { kind: 'Call', span, callee: { kind: 'Name', span, name: 'dump' }, args }
      const node: Output = { kind: 'Output', span, expression, final: false }
      return [node]
    },
  }
  const dump = withContext(({ scope }: Site) => {
    const found = scope.get('test_var')
    return `42|${found instanceof Undefined ? 'None' : found}`
  })
  const env = python({ extensions: [test], globals: { dump } })

  it('calls a function of the caller', () => {
    expect(env.fromString('{% test %}').render()).toBe('42|None')
  })

  it('which sees the variables of the render and those set at the top', () => {
    expect(env.fromString('{% test %}').render({ test_var: 'given' })).toBe('42|given')
    expect(env.fromString('{% set test_var="test_content" %}{% test %}').render()).toBe('42|test_content')
  })

  /** `{% scope a=1, b=2 %}`: names that see each other in the order they are written. */
  const scope: Tag<readonly { name: string; value: Expression }[]> = {
    name: 'scope',
    end: 'endscope',
    clauses: [],
    syntax: '{% scope name=value %} … {% endscope %}',
    head(cursor) {
      const bindings: { name: string; value: Expression }[] = []
      while (!cursor.atEnd) {
        if (bindings.length > 0) cursor.accept(',')
        const { text } = cursor.word()
        cursor.expect('=')
        bindings.push({ name: text, value: cursor.expression() })
      }
      return bindings
    },
    build({ head, body }, _, { span }) {
      const node: Scope = {
        kind: 'Scope',
        span,
        bindings: [],
        body: [
          ...head.map(({ name, value }): Assign => {
            return { kind: 'Assign', span, target: { kind: 'Name', span, name }, value }
          }),
          ...body,
        ],
      }
      return [node]
    },
  }

  it('opens a scope whose names see each other in order', () => {
    const text = '{% scope a=1, b=2, c=b, d=e, e=5 -%}{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}{%- endscope %}'
    const page = python({ extensions: [scope] }).fromString(`${text}|{{ a }}|{{ b }}`)
    expect(page.render({ b: 3, e: 4 })).toBe('1|2|2|4|5||3')
  })

  it('is unknown where it was not enabled', () => {
    expect(errorOf(() => python().fromString('{% test %}')).id).toBe('unknown-tag')
  })
})

describe('a text that is changed before it is compiled', () => {
  it('is what a loader gives', () => {
    const inner = memory({ page: '{[[TEST]]}' })
    const loader = new FunctionLoader((name) => inner.load(name)?.text.replace('[[TEST]]', '({{ foo }})'))
    expect(python({ loader }).render('page', { foo: 42 })).toBe('{(42)}')
  })
})

describe('autoescape as a function of the name', () => {
  const autoescape = (name: string | null): boolean => name?.endsWith('.html') ?? false
  const loader = memory({ 'a.html': '{{ x }}', 'a.txt': '{{ x }}' })
  const env = python({ autoescape, loader })

  it('escapes the templates it says', () => {
    expect(env.render('a.html', { x: '<x>' })).toBe('&lt;x&gt;')
    expect(env.render('a.txt', { x: '<x>' })).toBe('<x>')
  })

  it('gets null for a template without a name', () => {
    expect(env.fromString('{{ x }}').render({ x: '<x>' })).toBe('<x>')
    expect(
      python({ autoescape: (name) => name === null })
        .fromString('{{ x }}')
        .render({ x: '<x>' }),
    ).toBe('&lt;x&gt;')
  })

  it('is the flag that functions and macros see', () => {
    const env = python({ autoescape, loader: memory({ 'm.html': '{% macro m(x) %}{{ x }}{% endmacro %}' }) })
    const text = '{% import "m.html" as lib %}{{ lib.m("<") }}'
    expect(env.fromString(text, { name: 'a.txt' }).render()).toBe('&lt;')
    expect(env.fromString(text, { name: 'b.html' }).render()).toBe('&lt;')
  })

  it('always false is as none', () => {
    expect(
      python({ autoescape: () => false })
        .fromString('{{ "<" }}')
        .render(),
    ).toBe('<')
  })
})

describe('missing values that keep a log', () => {
  const logged: string[] = []

  class LoggingUndefined extends Undefined {
    override [USE](use: UndefinedUse): void {
      logged.push(use)
      super[USE](use)
    }
    override [PRINT](): string {
      logged.push('print')
      return ''
    }
  }

  const env = python({ undefined: LoggingUndefined })
  const log = (text: string): string[] => {
    logged.length = 0
    env.fromString(text).render()
    return [...logged]
  }

  it.each([
    ['{{ missing }}', 'print'],
    ['{% for x in missing %}{% endfor %}', 'iterate'],
    ['{% if missing %}{% endif %}', 'test'],
  ])('%s is noted', (text, use) => {
    expect(log(text)).toContain(use)
  })

  it('but still fails where missing values do', () => {
    logged.length = 0
    const error = errorOf(() => env.fromString('{{ missing.attribute }}').render())
    expect(error.jinja).toMatchObject({ type: 'UndefinedError', message: "'missing' is undefined" })
    expect(errorOf(() => env.fromString('{{ missing.attribute }}').render()).name).toBe('UndefinedError')
  })

  it('and "is defined" asks nothing of it', () => {
    expect(log('{{ missing is defined }}')).toEqual([])
  })
})

describe('lookups of the caller', () => {
  it('are those of the object given as vars', () => {
    const vars = new Proxy<Record<string, unknown>>({}, { get: (_, name) => `resolve-${String(name)}` })
    expect(python().fromString('{{ foo }}').render(vars)).toBe('resolve-foo')
  })

  it('may be computed by getters of a class', () => {
    class Page {
      calls = 0
      get title(): string {
        return `title ${++this.calls}`
      }
    }
    const page = new Page()
    expect(
      python()
        .fromString('{{ title }}')
        .render({
          get title() {
            return page.title
          },
        }),
    ).toBe('title 1')
  })

  it('come before globals', () => {
    const env = python({ globals: { foo: 'global', bar: 'global' } })
    expect(env.fromString('{{ foo }} {{ bar }}').render({ foo: 'own' })).toBe('own global')
  })
})

describe('new-style translation by a function of the caller', () => {
  const gettext = (message: string): string => message.replace('Hello', '<b>Hallo</b>')
  const env = python({ extensions: ['i18n'], i18n: { newstyle: true }, globals: { gettext } })
  const text = '{% autoescape ae %}{{ gettext("Hello %(name)s", name=user) }}{% endautoescape %}'

  it('is markup with its variables escaped where escaping is on', () => {
    expect(env.fromString(text).render({ ae: true, user: '<u>' })).toBe('<b>Hallo</b> &lt;u&gt;')
  })

  it('and plain text where it is off', () => {
    expect(env.fromString(text).render({ ae: false, user: '<u>' })).toBe('<b>Hallo</b> <u>')
  })

  it('num is a variable of plural messages', () => {
    const ngettext = (one: string, many: string, n: number): string => (n === 1 ? one : many)
    const plural = python({ extensions: ['i18n'], i18n: { newstyle: true }, globals: { ngettext } })
    const page = plural.fromString('{{ ngettext("%(num)s apple", "%(num)s apples", n) }}')
    expect([1, 2].map((n) => page.render({ n }))).toEqual(['1 apple', '2 apples'])
  })
})

describe('a macro called by the caller', () => {
  const text = '{% macro m(x, y=2) %}{{ x }}|{{ y }}{% endmacro %}'

  it('takes its arguments in order', () => {
    const { m } = python().fromString(text).module() as unknown as { m(...args: unknown[]): unknown }
    expect(String(m('<x>'))).toBe('<x>|2')
    expect(String(m('<x>', 3))).toBe('<x>|3')
  })

  it('escapes as its template does', () => {
    const env = python({ autoescape: true })
    const { m } = env.fromString(text).module() as unknown as { m(...args: unknown[]): unknown }
    expect(String(m('<x>'))).toBe('&lt;x&gt;|2')
  })
})

describe('names of templates', () => {
  const one = memory({ 'page.html': 'one', 'only.html': 'only one' })
  const two = memory({ 'page.html': 'two', 'other.html': 'other' })

  it('keep their prefix', () => {
    const env = python({ loader: new PrefixLoader({ a: one, b: two }) })
    expect(env.render('a/page.html')).toBe('one')
    expect(env.render('b/page.html')).toBe('two')
    expect(env.getTemplate('b/page.html').name).toBe('b/page.html')
  })

  it.each(['page.html', 'c/page.html', 'a/none.html', '/page.html'])('%s is not there', (name) => {
    const env = python({ loader: new PrefixLoader({ a: one, b: two }) })
    const error = errorOf(() => env.getTemplate(name))
    expect(error.jinja).toMatchObject({ type: 'TemplateNotFound', message: name })
  })

  it('with another delimiter', () => {
    expect(python({ loader: new PrefixLoader({ a: one }, ':') }).render('a:page.html')).toBe('one')
  })

  it('are looked for in the order of loaders', () => {
    const env = python({ loader: new ChoiceLoader([one, two]) })
    expect(['page.html', 'only.html', 'other.html'].map((name) => env.render(name))).toEqual([
      'one',
      'only one',
      'other',
    ])
    expect(errorOf(() => env.getTemplate('none.html')).jinja.message).toBe('none.html')
  })

  it('of a function may come with text or with none', () => {
    const env = python({ loader: new FunctionLoader((name) => (name === 'yes' ? 'found' : null)) })
    expect(env.render('yes')).toBe('found')
    expect(errorOf(() => env.getTemplate('no')).jinja.type).toBe('TemplateNotFound')
  })

  it('that no folder has are named in the error', () => {
    const error = errorOf(() => python({ loader: new FileLoader('spec/golden') }).getTemplate('none.html'))
    expect(error.id).toBe('template-not-found')
    expect(error.message).toContain('none.html')
  })

  it('several are named together', () => {
    const env = python({ loader: one })
    const error = errorOf(() => env.selectTemplate(['x.html', 'y.html']))
    expect(error.jinja).toMatchObject({ type: 'TemplatesNotFound' })
    expect(error.jinja.message).toContain('x.html, y.html')
  })
})

describe('{% debug %}', () => {
  it('shows variables, filters and tests', () => {
    const page = python({ extensions: ['debug'] })
      .fromString('Hello\n{% debug %}\nGoodbye')
      .render({ me: 1 })
    expect(page).toMatch(/^Hello\n/)
    expect(page).toMatch(/\nGoodbye$/)
    for (const part of ['me', 'upper', 'defined']) expect(page).toContain(part)
  })
})

describe('a loop over groups that are gone once the next one is asked for', () => {
  it('takes no item before its turn', () => {
    const taken: number[] = []
    function* numbers(): Generator<number> {
      for (let n = 1; n <= 3; n++) {
        taken.push(n)
        yield n
      }
    }
    const page = python().fromString('{% for n in numbers %}{{ taken|length }}{% endfor %}')
    expect(page.render({ numbers: numbers(), taken })).toBe('123')
  })
})

describe('random', () => {
  it('is one of the items, and in time each of them', () => {
    const page = python().fromString('{{ "1234567890"|random }}')
    const seen = new Set(Array.from({ length: 400 }, () => page.render()))
    expect([...seen].every((digit) => '1234567890'.includes(digit))).toBe(true)
    expect(seen.size).toBeGreaterThan(5)
  })

  it('of nothing is missing', () => {
    expect(python().fromString('{{ []|random }}').render()).toBe('')
  })
})
