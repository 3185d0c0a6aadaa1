/** Every diagnostic has a page, and every page's examples do what it says. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../src/diagnostics/catalogue.js'
import * as torii from '../src/index.js'
import { template } from '../src/runtime/precompiled.js'
import * as surface from '../src/runtime/surface.js'
import { Source } from '../src/source.js'
import { createRenderer } from '../src/traced/node.js'
import { type Example, examplesOf, type Outcome } from './errors/page.js'

const folder = fileURLToPath(new URL('errors/', import.meta.url))
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))

test('every diagnostic has a page and every page a diagnostic', () => {
  expect(pages.map((name) => name.replace('.md', '')).sort()).toEqual(Object.keys(catalogue).sort())
})

describe.each(pages)('%s', (name) => {
  const page = readFileSync(folder + name, 'utf8')
  const examples = examplesOf(page)

  test('is about its diagnostic', () => {
    const id = name.replace('.md', '')
    expect(page.startsWith(`# ${id}\n`)).toBe(true)
    expect(examples.some(({ outcome }) => idOf(outcome) === id)).toBe(true)
  })

  test.each(examples)('the example in line $line', (example) => {
    expect(outcomeOf(example)).toEqual(wanted(example))
  })
})

/** The diagnostic that an example ends in; a warning, which stops nothing, is printed by the example itself. */
function idOf(outcome: Outcome): string {
  if (outcome.kind === 'error') return outcome.id
  const [id = ''] = outcome.text.split(' ')
  return Object.entries(catalogue).some(([known, row]) => known === id && row.severity === 'warning')
    ? id
    : ''
}

/** What the code of examples can use: the public API, the sources of templates, and precompiled ones. */
const given = { ...torii, Source, precompiled: { createRenderer, template }, runtime: surface }

/** A page need not say what the help is. */
function wanted({ outcome }: Example): Partial<Outcome> {
  return outcome.kind === 'error' && outcome.help === null
    ? { ...outcome, help: expect.toSatisfy(() => true) }
    : outcome
}

function outcomeOf(example: Example): Outcome {
  try {
    return { kind: 'output', text: render(example) }
  } catch (error) {
    if (!(error instanceof torii.TemplateError)) throw error
    const { line, column, span } = error
    const text = example.templates.get(error.template ?? '')
    const end =
      text === undefined
        ? { line, column: column + span.end - span.start }
        : new Source(null, text).position(span.end)
    const place = `${line}:${column}-${end.line}:${end.column}`
    return { kind: 'error', id: error.id, place, message: error.reason, help: error.help }
  }
}

function render({ templates, vars, options, setup }: Example): string {
  const made: Setup = setup === '' ? {} : new Function('torii', setup)(given)
  const env = new torii.Environment({
    loader: new torii.MemoryLoader(templates),
    ...options,
    ...made.options,
  })
  const [name = '', text = ''] = [...templates][0] ?? []
  if (made.run !== undefined) return String(made.run(env, text))
  const page = name === '' ? env.fromString(text) : env.getTemplate(name)
  return page.render(made.vars ?? vars)
}

/** What the code of a `js setup` block returns. */
interface Setup {
  readonly options?: torii.EnvironmentOptions
  /** Instead of the JSON vars; not always what render accepts. */
  readonly vars?: torii.Vars
  /** What is done instead of rendering the first template. */
  readonly run?: (env: torii.Environment, text: string) => unknown
}
