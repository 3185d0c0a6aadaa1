/** The recorded cases of Jinja, in the python dialect: all that are not known to differ have to come out the same. */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { knownDifferences } from './conformance/known-differences.js'
import type { Result } from './conformance/result.js'
import { caseRunner } from './conformance/run-case.js'
import { caseLines, findSuites } from './conformance/suites.js'

const known = knownDifferences()
const suites = findSuites([fileURLToPath(new URL('./conformance/cases', import.meta.url))])
const run = caseRunner({ values: 'python', compat: null })
const results: Result[] = []

describe('recorded cases of Jinja', () => {
  test.each(suites.map((suite) => [basename(suite.path, '.jsonl.gz'), suite] as const))(
    '%s',
    { timeout: 60_000 },
    (_, suite) => {
      const own = caseLines(suite).map((line) => run(suite, line))
      results.push(...own)
      expect(own.filter(({ id, status }) => status === 'failed' && !known.has(id))).toEqual([])
    },
  )

  test('known differences are still there', () => {
    const failed = new Set(results.filter(({ status }) => status === 'failed').map(({ id }) => id))
    expect([...known.keys()].filter((id) => !failed.has(id))).toEqual([])
  })
})
