/**
 * `npm run conformance -- PATH… [options]`: runs recorded cases of real engines and reports how many agree.
 * Exit code 0 when all that ran passed, 1 when some failed, 2 when there was nothing to run.
 */
import { parseArgs } from 'node:util'
import { type Job, runJobs } from './pool.js'
import { report, summary } from './report.js'
import type { Result } from './result.js'
import type { RunSettings } from './selection.js'
import { caseLines, findSuites, type Suite } from './suites.js'
import { writeJson } from './write-json.js'

const USAGE = `usage: npm run conformance -- PATH… [--values js|python] [--compat nunjucks|none]
         [--json FILE] [--filter TEXT] [--failures N|all]`

interface CommandLine {
  readonly paths: readonly string[]
  readonly settings: RunSettings
  readonly json: string | null
  readonly filter: string
  readonly failures: number
}

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const command = readCommandLine(args)
  if (command === null) return complain(USAGE)
  const suites = findSuites(command.paths)
  if (suites.length === 0) return complain(`no recorded cases in ${command.paths.join(', ')}`)
  const results = await runJobs(jobsOf(suites, command.filter), command.settings)
  if (command.json !== null) writeJson(command.json, fullReport(command, results))
  console.log(report(results, command.failures))
  return results.some((result) => result.status === 'failed') ? 1 : 0
}

function readCommandLine(args: readonly string[]): CommandLine | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      values: { type: 'string', default: 'js' },
      compat: { type: 'string', default: 'nunjucks' },
      json: { type: 'string' },
      filter: { type: 'string', default: '' },
      failures: { type: 'string', default: '20' },
    },
  })
  const dialect = oneOf(['js', 'python'] as const, values.values)
  const compat = oneOf(['nunjucks', 'none'] as const, values.compat)
  const failures = values.failures === 'all' ? Number.POSITIVE_INFINITY : Number(values.failures)
  if (positionals.length === 0 || dialect === null || compat === null || Number.isNaN(failures)) return null
  const settings: RunSettings = { values: dialect, compat: compat === 'none' ? null : compat }
  return { paths: positionals, settings, json: values.json ?? null, filter: values.filter, failures }
}

function oneOf<T extends string>(allowed: readonly T[], word: string): T | null {
  return allowed.find((value) => value === word) ?? null
}

/** Reads suites as they are needed, so that only the lines of one or two are in memory. */
function* jobsOf(suites: readonly Suite[], filter: string): Generator<Job> {
  let index = 0
  for (const suite of suites) {
    for (const line of caseLines(suite)) {
      if (line.includes(filter) && isNamed(line, filter)) yield { suite, line, index: index++ }
    }
  }
}

/** Whether the id (or path) of a case contains the filter; the cheap test of the whole line came first. */
function isNamed(line: string, filter: string): boolean {
  if (filter === '') return true
  const { id, path }: { id?: string; path?: string } = JSON.parse(line)
  return (id ?? path ?? '').includes(filter)
}

function fullReport({ paths, settings }: CommandLine, results: readonly Result[]): object {
  return { paths, settings, summary: summary(results), results }
}

function complain(message: string): number {
  console.error(message)
  return 2
}
