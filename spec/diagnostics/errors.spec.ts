import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { diagnose, problem } from '../../src/diagnostics/diagnostic.js'
import {
  LimitError,
  RenderError,
  TemplateError,
  TemplateNotFoundError,
  TemplateSyntaxError,
  templateError,
  UndefinedError,
} from '../../src/diagnostics/errors.js'
import { Source } from '../../src/source.js'

const source = new Source('page.html', '<p>\n{{ user|uper }}\n</p>')
const span = { start: 12, end: 16 }
const unknown = diagnose(problem('unknown-filter', span, { name: 'uper', known: ['upper', 'lower'] }), source)

test('a diagnostic has words and a place', () => {
  expect(unknown).toEqual({
    id: 'unknown-filter',
    severity: 'error',
    error: 'syntax',
    message: "No filter named 'uper'.",
    help: "Did you mean 'upper'?",
    template: 'page.html',
    span,
    start: { line: 2, column: 9 },
    end: { line: 2, column: 13 },
    jinja: expect.anything(),
  })
})

test('a diagnostic says how Jinja reports it', () => {
  const { type, message, lineno } = unknown.jinja
  expect({ type, message, lineno }).toEqual({
    type: 'TemplateAssertionError',
    message: "No filter named 'uper'.",
    lineno: 2,
  })
})

test('the message of an error reads well', () => {
  const templates = [{ template: 'layout.html', line: 7, column: 3 }]
  const error = templateError(unknown, source, { templates, others: [unknown] })
  expect(error.message).toBe(
    [
      "No filter named 'uper'. Did you mean 'upper'?",
      '  at page.html:2:9',
      '  at layout.html:7:3',
      '',
      '  1 | <p>',
      '  2 | {{ user|uper }}',
      '    |         ^^^^',
      '  3 | </p>',
      '',
      '  and 1 more in this template',
    ].join('\n'),
  )
  expect(error.stack?.startsWith("TemplateSyntaxError: No filter named 'uper'.")).toBe(true)
  expect(String(error).startsWith("TemplateSyntaxError: No filter named 'uper'.")).toBe(true)
})

test('the fields of an error say the same to a program', () => {
  const cause = new TypeError('below')
  const error = templateError(unknown, source, { cause })
  expect(error).toBeInstanceOf(TemplateSyntaxError)
  expect(error).toBeInstanceOf(TemplateError)
  expect(error).toMatchObject({
    id: 'unknown-filter',
    reason: "No filter named 'uper'.",
    help: "Did you mean 'upper'?",
    template: 'page.html',
    span,
    line: 2,
    column: 9,
    templates: [{ template: 'page.html', line: 2, column: 9 }],
    others: [],
    cause,
  })
})

test('console.log shows the message once', () => {
  const shown = inspect(templateError(unknown, source))
  expect(shown.split('uper }}')).toHaveLength(2)
  expect(shown).not.toContain('reason:')
})

test('a deep template stack is cut', () => {
  const templates = Array.from({ length: 300 }, () => ({ template: null, line: 1, column: 1 }))
  const lines = templateError(unknown, source, { templates }).message.split('\n')
  expect(lines.filter((line) => line.startsWith('  at '))).toHaveLength(10)
  expect(lines).toContain('  … and 291 more')
})

test('an error without a place shows none', () => {
  const nowhere = new Source(null, '')
  const found = problem('template-not-found', { start: 0, end: 0 }, { names: ['a'], tried: ['views'] })
  const error = templateError(diagnose(found, nowhere), nowhere)
  expect(error.message).toBe("Template 'a' not found. Looked in views.")
  expect(error.templates).toEqual([])
})

test('the class follows from the id', () => {
  const made = [
    problem('template-not-found', span, { names: ['a'], tried: [] }),
    problem('undefined-value', span, { what: 'user', hint: null, use: 'call', known: ['users'] }),
    problem('division-by-zero', span, { operator: '/' }),
    problem('too-large', span, { what: 'range' }),
  ].map((found) => templateError(diagnose(found, source), source))
  const classes = [TemplateNotFoundError, UndefinedError, RenderError, LimitError]
  expect(made.map((error) => error.constructor)).toEqual(classes)
  expect(made[1]?.message.startsWith("'user' is undefined. Did you mean 'users'?")).toBe(true)
})
