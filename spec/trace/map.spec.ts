/**
 * Source maps lead from every place of the code to its place in the template and back. The `source-map` package reads
 * them, so that what is tested is the map and not our own idea of it.
 */
import fc from 'fast-check'
import { type MappingItem, SourceMapConsumer } from 'source-map'
import { expect, test } from 'vitest'
import { Environment } from '../../src/index.js'
import { Source } from '../../src/source.js'
import { inlineMap } from '../../src/sourcemap/encode.js'
import { validTemplates } from '../properties/templates.js'
import { seed } from '../properties/time-box.js'
import { type NamedPlace, namesOf } from './names-of.js'

type Stages = ReturnType<Environment['compile']>

const env = new Environment({ extensions: ['i18n', 'debug'] })

function compiled(text: string): Stages {
  return env.compile(new Source('page.html', text))
}

async function itemsOf({ map }: Stages): Promise<MappingItem[]> {
  const items: MappingItem[] = []
  await SourceMapConsumer.with({ ...map, version: '3', file: '' } as never, null, (consumer) =>
    consumer.eachMapping((item) => items.push(item)),
  )
  return items
}

function isKnown(name: string): boolean {
  return Object.hasOwn(env.host.filters, name) || Object.hasOwn(env.host.tests, name)
}

/** Whether a name stands in the code: as an identifier, that of a macro's body too, or as a text in quotes. */
function standsFor(code: string, name: string): boolean {
  if (code.startsWith(JSON.stringify(name))) return true
  const identifier = name.replace(/\W/g, '_')
  const rest = code.replace(/^block_/, '')
  return (
    rest.startsWith(identifier) &&
    /^(?:_body|Text|Block)?(?:_\d+)?(?![\w$])/.test(rest.slice(identifier.length))
  )
}

function missingNames({ code, mappings, tree }: Stages): NamedPlace[] {
  const lines = code.split('\n')
  return namesOf(tree, isKnown).filter(({ name, offset }) => {
    const found = [...mappings].filter((mapping) => mapping.name === name && mapping.from === offset)
    return !found.some(({ line, column }) => standsFor(lines[line - 1]?.slice(column) ?? '', name))
  })
}

const samples = fc
  .sample(validTemplates, { numRuns: 620, seed })
  .map((text) => ({ text, stages: compiled(text) }))
const valid = samples.filter(({ stages }) => stages.problems.length === 0)

test(`500 templates have maps that are read as they were meant (TORII_SEED=${seed})`, async () => {
  expect(valid.length).toBeGreaterThanOrEqual(500)
  for (const { text, stages } of valid) {
    const source = new Source(null, text)
    const items = await itemsOf(stages)
    const meant = [...stages.mappings].map(({ line, column, from, name }) => {
      const at = from === null ? null : source.position(from)
      return [line, column, at?.line ?? null, at === null ? null : at.column - 1, name]
    })
    const read = items.map((item) => [
      item.generatedLine,
      item.generatedColumn,
      item.originalLine,
      item.originalColumn,
      item.name,
    ])
    expect(read, text).toEqual(meant)
  }
})

test('mappings only go forward, and stay inside code and template', () => {
  for (const { text, stages } of valid) {
    const lengths = stages.code.split('\n').map((line) => line.length)
    const mappings = [...stages.mappings]
    for (const [index, { line, column, from }] of mappings.entries()) {
      const before = mappings[index - 1]
      if (before?.line === line) expect(column, text).toBeGreaterThan(before.column)
      else expect(line, text).toBeGreaterThan(before?.line ?? 0)
      expect(column, text).toBeLessThanOrEqual(lengths[line - 1] ?? 0)
      expect(from ?? 0, text).toBeLessThanOrEqual(text.length)
    }
  }
})

test('every name of a template is mapped to exactly that name in the code', () => {
  const missing = valid.flatMap(({ text, stages }) =>
    missingNames(stages).map(({ name, offset }) => `${name} at ${offset} of ${text}`),
  )
  expect(missing).toEqual([])
})

test.each([
  ['{% if «x» %}a{% endif %}', 'if ('],
  ['{% for «y» in x %}a{% endfor %}', 'for ('],
])('braces of %s are the last characters before its body and in it', (marked) => {
  const text = marked.replace(/[«»]/g, '')
  const { code, mappings } = compiled(text)
  const lines = code.split('\n')
  const braces = [...mappings]
    .filter(({ line, column }) => /^[{}]/.test(lines[line - 1]?.slice(column) ?? ''))
    .map(({ line, column, from }) => [lines[line - 1]?.charAt(column), text.slice(from ?? 0)])
  expect(braces).toContainEqual(['{', expect.stringMatching(/^\}a/)])
  expect(braces).toContainEqual(['}', expect.stringMatching(/^a\{% end/)])
})

test('an inline map is the map, shifted, in base 64', () => {
  const { map } = compiled('ä😀{{ user }}\u2028')
  const encoded = inlineMap(map, 2).split('base64,')[1] ?? ''
  const decoded: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('latin1'))
  expect(decoded).toEqual({ ...map, mappings: `;;${map.mappings}` })
})
