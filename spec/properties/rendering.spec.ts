import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Environment,
  type EnvironmentOptions,
  MemoryLoader,
  TemplateError,
  type Vars,
} from '../../src/index.js'
import { expressions, library, templates, validTemplates } from './templates.js'
import { check, seed } from './time-box.js'
import { data, thrown, vars } from './values.js'

const settings: fc.Arbitrary<EnvironmentOptions> = fc.constantFrom<EnvironmentOptions>(
  {},
  { undefined: 'strict', trimBlocks: true },
  { undefined: 'chainable', autoescape: false },
  { undefined: 'debug', autoescape: 'html', finalize: (value: unknown) => value ?? '-' },
  { compat: 'nunjucks' },
  { extensions: ['i18n', 'debug'], lstripBlocks: true },
)

function environment(options: EnvironmentOptions): Environment {
  let calls = 0
  const host = (): unknown => {
    const next = thrown[calls++ % (2 * thrown.length)]
    if (next === undefined) return 'host'
    throw next
  }
  return new Environment({
    loader: new MemoryLoader(library),
    filters: { host },
    tests: { host },
    ...options,
  })
}

/** The text of a page, or the error it ends with; anything else that is thrown passes through. */
function outcome(env: Environment, text: string, given: Vars): string | TemplateError {
  try {
    return env.fromString(text).render(given)
  } catch (error) {
    if (isTemplateError(error)) return error
    throw error
  }
}

/** A thrown proxy may refuse even to say what it is. */
function isTemplateError(error: unknown): error is TemplateError {
  try {
    return error instanceof TemplateError
  } catch {
    return false
  }
}

describe(`any template and any values (TORII_SEED=${seed})`, () => {
  test('give text or a TemplateError with a place', () => {
    const cases = fc.record({ options: settings, text: templates, given: vars })
    check(2500, cases, ({ options, text, given }) => {
      const result = outcome(environment(options), text, given())
      if (typeof result === 'string') return
      expect(result.message).toContain(result.reason)
      expect(result.line).toBeGreaterThan(0)
      expect(result.column).toBeGreaterThan(0)
      if (result.templates.length > 0) expect(result.frame).toMatch(/^ +\| +\^/m)
    })
  })

  test('give the value of an expression or a TemplateError', () => {
    check(700, fc.record({ text: expressions, given: vars }), ({ text, given }) => {
      try {
        // In a list, because the value itself may be a proxy that refuses to say what it is.
        environment({}).compileExpression(`[${text}]`)(given())
      } catch (error) {
        expect(isTemplateError(error)).toBe(true)
      }
    })
  })

  test('compile to the same code each time', () => {
    check(700, validTemplates, (text) => {
      const codes = [1, 2].map(() => {
        try {
          return environment({}).fromString(text, { name: 'page.html' }).code
        } catch (error) {
          return error instanceof TemplateError ? error.message : error
        }
      })
      expect(codes[1]).toEqual(codes[0])
    })
  })
})

describe(`data (TORII_SEED=${seed})`, () => {
  /** What a template calls by name may be a method that changes a list, so these have no calls. */
  const quiet = templates.filter((text) => !/\(|do |host/.test(text.replaceAll(/\(\d+\)|\("\w+"\)/g, '')))

  test('is not written to', () => {
    check(1000, fc.record({ text: quiet, given: data }), ({ text, given }) => {
      const before = structuredClone(given)
      outcome(environment({}), text, given)
      expect(isDeepStrictEqual(given, before), text).toBe(true)
    })
  })

  test('may be frozen, and gives the same page twice, frozen or not', () => {
    check(1000, fc.record({ text: quiet, given: data }), ({ text, given }) => {
      const env = environment({})
      const first = describeOutcome(outcome(env, text, given))
      expect(describeOutcome(outcome(env, text, freeze(given))), text).toBe(first)
      expect(describeOutcome(outcome(environment({}), text, given)), text).toBe(first)
    })
  })
})

function describeOutcome(result: string | TemplateError): string {
  return typeof result === 'string' ? result : `${result.id}: ${result.message}`
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
  return value
}
