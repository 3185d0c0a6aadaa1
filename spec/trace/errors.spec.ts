/** Errors are exact: which, where, through which templates, and why; in text, in chunks, and from the disk alike. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { TemplateError } from '../../src/diagnostics/errors.js'
import { Environment, type EnvironmentOptions, MemoryLoader } from '../../src/index.js'
import { runtime, syntax } from './cases.js'
import { marked } from './marks.js'

/** What the application threw last. */
let last: unknown

function throwing(make: () => unknown): () => never {
  return () => {
    last = make()
    throw last
  }
}

const early = new RangeError('made long before it is thrown')
const text = throwing(() => 'no')

const vars = {
  user: { name: 'Ann' },
  items: [1, 2],
  n: 5,
  yes: true,
  no: false,
  give: (value: unknown) => value,
  later: Promise.resolve(1),
  boom: throwing(() => new TypeError('no')),
  apply: (fn: (value: number) => unknown) => fn(1),
  rows: [
    { id: 1, bad: 1 },
    {
      id: 2,
      get bad(): never {
        return throwing(() => new TypeError('no'))()
      },
    },
  ],
  api: { boom: throwing(() => early) },
  boomText: text,
  boomNull: throwing(() => null),
  boomObject: throwing(() => ({ code: 7 })),
  getter: {
    get bad(): never {
      return throwing(() => new TypeError('no'))()
    },
    get keys(): never {
      return text()
    },
  },
  printer: { toString: text },
  html: { toHTML: text },
  broken: {
    *[Symbol.iterator]() {
      yield 1
      text()
    },
  },
}

const cases = [...syntax, ...runtime].map(([id, page, files = {}]) => ({ id, page, files }))

const directory = mkdtempSync(join(tmpdir(), 'torii-trace-'))
afterAll(() => rmSync(directory, { recursive: true }))

interface How {
  readonly options?: EnvironmentOptions
  readonly render: (env: Environment) => unknown
}

const asText = (env: Environment): unknown => env.render('page.html', vars)
const modes: Readonly<Record<string, How>> = {
  text: { render: asText },
  chunks: { render: (env) => [...env.chunks('page.html', vars)] },
  'text that is put on the disk': { options: { cache: { directory } }, render: asText },
  'text from the disk': { options: { cache: { directory } }, render: asText },
}

function failure(files: Readonly<Record<string, string>>, { options, render }: How): TemplateError {
  const filters = { fail: throwing(() => new Error('no')) }
  const tests = { failing: text }
  try {
    const loader = new MemoryLoader(files)
    render(new Environment({ ...options, loader, filters, tests, extensions: ['do'] }))
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe.each(Object.entries(modes))('as %s', (_, how) => {
  test.each(cases)('$id in $page', ({ id, page, files }) => {
    const expected = marked({ 'page.html': page, ...files })
    const error = failure(expected.files, how)
    const { template, span, templates } = error
    expect({ id: error.id, template, span, templates }).toEqual({
      id,
      template: expected.template,
      span: expected.span,
      templates: expected.stack,
    })
    if (id === 'host-error') expect(error.cause).toBe(last)
  })
})
