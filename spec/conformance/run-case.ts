import { openBugs } from './bug-runner.js'
import { openJinjaCases } from './jinja-runner.js'
import { failed, type Result } from './result.js'
import type { RunSettings } from './selection.js'
import { openParses, openRenders } from './set-runner.js'
import { caseSubject, type Suite, type SuiteFormat } from './suites.js'

/** Runs a case of an opened suite, given its line. */
export type CaseRunner = (line: string) => Result

const openers: Readonly<Record<SuiteFormat, (path: string, settings: RunSettings) => CaseRunner>> = {
  jinja: openJinjaCases,
  bugs: openBugs,
  renders: openRenders,
  parses: openParses,
}

/**
 * A function that runs any case of any suite. The last suite stays open, so cases should come suite by suite; what
 * a suite cannot cope with becomes a failed case rather than an error.
 */
export function caseRunner(settings: RunSettings): (suite: Suite, line: string) => Result {
  let open: { key: string; run: CaseRunner } | null = null
  return (suite, line) => {
    try {
      const key = `${suite.format} ${suite.path}`
      if (open?.key !== key) open = { key, run: openers[suite.format](suite.path, settings) }
      return open.run(line)
    } catch (error) {
      return failed(caseSubject(suite, line), 'runner error', 'a result', stackOf(error))
    }
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
