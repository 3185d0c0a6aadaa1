/**
 * No pass writes on the tree. The parser does not freeze it, since that is slow; here it does, so that a pass that
 * writes fails on every template of the language chapters.
 */
import { describe, expect, it, vi } from 'vitest'
import { Environment, TemplateError, TemplateSyntaxError } from '../src/index.js'
import type * as parser from '../src/parser/parse.js'
import { Source } from '../src/source.js'
import { readChapters } from './language/examples.js'

vi.mock('../src/parser/parse.js', async (original) => {
  const actual = await original<typeof parser>()
  return { ...actual, parse: (...args: Parameters<typeof parser.parse>) => frozen(actual.parse(...args)) }
})

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

/** Whether a template compiles, for both ways of rendering. What its run does without vars is of no interest here. */
function compiles(env: Environment, text: string): boolean {
  try {
    env.fromString(text).chunks().next()
    return true
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    expect(String(error.cause)).not.toMatch(/read only property|not extensible/)
    return !(error instanceof TemplateSyntaxError)
  }
}

describe('a frozen tree goes through all passes', () => {
  it('is what the parser gives here', () => {
    const { tree } = new Environment().compile(new Source(null, '{{ a.b }}{% if c %}{% endif %}'))
    expect(tree.body.every((node) => Object.isFrozen(node))).toBe(true)
  })

  it.each(readChapters())('$name', ({ examples }) => {
    const env = new Environment({ extensions: ['i18n', 'debug'] })
    const texts = examples.flatMap(({ templates }) => [...templates.values()])
    expect(texts.filter((text) => compiles(env, text)).length).toBeGreaterThan(texts.length / 3)
  })
})
