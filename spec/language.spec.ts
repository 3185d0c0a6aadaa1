/** Runs the chapters of the language: every example in every mode; and checks that the vocabulary is complete. */
import { describe, expect, it } from 'vitest'
import { filters } from '../src/runtime/filters/index.js'
import { globals } from '../src/runtime/globals.js'
import { tests } from '../src/runtime/tests/index.js'
import { tags } from '../src/tags/index.js'
import type { Example, Outcome } from './errors/page.js'
import { type Chapter, modes, outcomeOf, readChapters } from './language/examples.js'

const chapters = readChapters()

describe.each(chapters)('$name', (chapter) => {
  it('is made of whole examples', () => {
    const { page, examples } = chapter
    const shown = examples.reduce((count, { templates }) => count + templates.size, 0)
    expect(shown).toBe(page.match(/^```+template\b/gm)?.length ?? 0)
    const labels = page.match(/^```+(?:json|js)\b.*$/gm) ?? []
    for (const label of labels) expect(label).toMatch(/^```+(?:json (?:vars|options)|js setup)$/)
  })

  it.each(chapter.examples)('$name', (example) => {
    for (const [mode, run] of Object.entries(modes)) {
      expect({ mode, ...outcomeOf(example, run) }).toEqual({ mode, ...wanted(example) })
    }
  })
})

/** A page need not say what the help is. */
function wanted({ outcome }: Example): Partial<Outcome> {
  if (outcome.kind === 'output' || outcome.help !== null) return outcome
  return { ...outcome, help: expect.toSatisfy(() => true) }
}

describe('the chapters have a section about every', () => {
  const builtIn = Object.values(tags)
    .flat()
    .map(({ name }) => name)
  it.each(builtIn)('tag: %s', (name) => expectSection('tags/', name))
  it.each(Object.keys(filters))('filter: %s', (name) => expectSection('filters/', name))
  it.each(Object.keys(tests))('test: %s', (name) => expectSection('tests', name))
  it.each(Object.keys(globals))('global: %s', (name) => expectSection('globals', name))
})

/** One of the chapters at a path names `name`, as a word of a heading. */
function expectSection(path: string, name: string): void {
  const words = chapters.filter((chapter) => chapter.name.startsWith(path)).flatMap(headingWords)
  expect(words).toContain(name)
}

function headingWords({ sections }: Chapter): string[] {
  return sections.flatMap(({ heading }) => heading.split(/[\s,`()]+/))
}
