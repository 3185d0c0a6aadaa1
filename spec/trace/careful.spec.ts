/** What getters and proxies throw has a place in the template, even where it is no error and has no stack. */
import { describe, expect, test } from 'vitest'
import { TemplateError } from '../../src/diagnostics/errors.js'
import { Environment } from '../../src/index.js'
import { MemoryLoader } from '../../src/loader/memory.js'
import { marked } from './marks.js'

const early = new Error('made before')
const thrown: Readonly<Record<string, unknown>> = {
  text: 'no',
  null: null,
  undefined,
  object: { code: 7 },
  'early error': early,
}

/** The same value each time; `calls` counts how often the application was asked. */
function varsThrowing(value: unknown): Record<string, unknown> {
  const fail = (): never => {
    throw value
  }
  return {
    o: {
      get g() {
        return fail()
      },
      list: [{ name: 'a' }, Object.defineProperty({}, 'name', { get: fail, enumerable: true })],
    },
    p: new Proxy({}, { get: fail, has: fail }),
    items: new Proxy([1, 2], { get: (target, key) => (key === '1' ? fail() : Reflect.get(target, key)) }),
    yes: true,
  }
}

const cases: readonly (readonly [page: string, files?: Readonly<Record<string, string>>])[] = [
  ['a\n{{ «o.g» }}'],
  ['{{ yes }}\n  {{ «o.g»|upper }}'],
  ['{{ «p.x».y }}'],
  ['{% if yes and «o.g» %}{% endif %}'],
  ['{% for x in o.list %}\n{{ «x.name» }}{% endfor %}'],
  ['{% macro m(d={"é": -1}) %}{{ d["é"] }}{% endmacro %}{% set l = [{"a": {}}] %}{{ m() }}{{ «o.g» }}'],
  ['{% for x in «items» %}\n{{ x }}{% endfor %}'],
  ['{{ «o.list|map(attribute="name")»|list }}'],
  ['{% set a %}\n{{ «o.g» }}{% endset %}'],
  ['{% macro m(x) %}\n{{ «x.g» }}{% endmacro %}\n{{ ①m(o) }}'],
  ['a\n①{% include "part.html" %}', { 'part.html': 'b\n{{ «o.g» }}' }],
  [
    '②{% extends "base.html" %}{% block a %}{{ «o.g» }}{% endblock %}',
    { 'base.html': '①{% block a %}{% endblock %}' },
  ],
  [
    '{% import "m.html" as m %}\n{{ ①m.field(o) }}',
    { 'm.html': '{% macro field(x) %}\n{{ «x.g» }}{% endmacro %}' },
  ],
  ['{% macro m() %}<{{ ①caller() }}>{% endmacro %}\n{% call ②m() %}{{ «o.g» }}{% endcall %}'],
]

describe.each(Object.entries(thrown))('a getter that throws %s', (_, value) => {
  test.each(cases.map(([page, files = {}]) => ({ page, files })))('in $page', ({ page, files }) => {
    const expected = marked({ 'page.html': page, ...files })
    const env = new Environment({ loader: new MemoryLoader(expected.files) })
    const vars = varsThrowing(value)
    const template = env.getTemplate('page.html')
    for (const render of [
      () => template.render(vars),
      () => [...template.chunks(vars)],
      () => template.module(vars),
    ]) {
      const error = failureOf(render)
      expect({
        id: error.id,
        template: error.template,
        span: error.span,
        templates: error.templates,
      }).toEqual({
        id: 'host-error',
        template: expected.template,
        span: expected.span,
        templates: expected.stack,
      })
      expect(error.cause).toBe(value)
    }
  })
})

function failureOf(render: () => unknown): TemplateError {
  try {
    render()
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

test('a new object each time is the cause as it was thrown first', () => {
  const all: object[] = []
  const vars = {
    get g() {
      all.push({ made: all.length })
      throw all.at(-1)
    },
  }
  const error = failureOf(() => new Environment().fromString('\n{{ g }}').render(vars))
  expect(error.line).toBe(2)
  expect(error.cause).toBe(all[0])
})

test('what fails once only is told without a place, as is what fails in another way then', () => {
  let times = 0
  const vars = {
    get once() {
      if (times++ === 0) throw 'no'
      return 'fine'
    },
    get other() {
      throw `no ${times++}`
    },
  }
  const env = new Environment()
  const first = failureOf(() => env.fromString('a\n{{ once }}', { name: 'p' }).render(vars))
  expect(first).toMatchObject({ id: 'host-error', template: 'p', line: 1, cause: 'no' })
  expect(failureOf(() => env.fromString('a\n{{ other }}').render(vars)).reason).toContain('no 2')
})

test('nothing runs twice when the stack tells the place', () => {
  let calls = 0
  const vars = {
    count: () => ++calls,
    o: {
      get bad() {
        throw new Error('no')
      },
    },
  }
  const text = '{{ count() }}\n{{ o.bad }}'
  expect(failureOf(() => new Environment().fromString(text).render(vars)).line).toBe(2)
  expect(calls).toBe(1)
})
