/**
 * What each pass of the compiler makes of a template, checked in: `spec/golden/<case>/` holds `template.html` and the
 * four texts that `torii dump` prints for it. A change of the compiler shows there as a diff; once it is what was
 * wanted, `npx vitest run spec/golden.spec.ts -u` writes the new texts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { namesText, tokensText, treeText } from '../src/cli/stages.js'
import { Environment } from '../src/index.js'
import { walk } from '../src/semantics/walk.js'
import { Source } from '../src/source.js'

const folder = fileURLToPath(new URL('golden/', import.meta.url))
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

const env = new Environment({ extensions: ['i18n', 'debug'] })
const compiled = cases.map((name) => {
  const source = new Source('template.html', readFileSync(`${folder}${name}/template.html`, 'utf8'))
  return { name, source, stages: env.compile(source) }
})

describe.each(compiled)('$name', ({ name, source, stages }) => {
  test('has no mistakes', () => {
    expect(stages.problems).toEqual([])
  })

  test.each([
    ['tokens.txt', tokensText(stages.tokens, source)],
    ['tree.txt', treeText(stages.tree)],
    ['names.txt', namesText(stages.names)],
    ['code.js', stages.code],
  ])('is as in %s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(`${folder}${name}/${file}`)
  })
})

test('every kind of node is in one of them', () => {
  const language = readFileSync(new URL('../src/ast.ts', import.meta.url), 'utf8')
  const kinds = [...language.matchAll(/extends Node<'(\w+)'>/g)].map(([, kind]) => kind)
  expect(kinds.length).toBeGreaterThan(30)
  const met = new Set<string>()
  for (const { stages } of compiled) {
    walk(stages.tree, (node) => {
      met.add(node.kind)
      return true
    })
  }
  expect(kinds.filter((kind) => !met.has(kind ?? ''))).toEqual([])
})
