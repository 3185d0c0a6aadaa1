/**
 * `npm run compatibility [-- --check]`: runs the recorded cases of Jinja in both dialects and writes what comes out to
 * COMPATIBILITY.md; with `--check` it only says whether the page is as it would be written.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { knownDifferences } from './known-differences.js'
import { type Job, runJobs } from './pool.js'
import { DIFFERENCE_OF_DIALECTS, type Result } from './result.js'
import type { DialectName } from './selection.js'
import { caseLines, findSuites } from './suites.js'

const PAGE = fileURLToPath(new URL('../../COMPATIBILITY.md', import.meta.url))

/** A result with the file its case is in. */
interface Found extends Result {
  readonly area: string
}

process.exitCode = await main(process.argv.includes('--check'))

async function main(check: boolean): Promise<number> {
  const page = pageOf(await run('python'), await run('js'))
  if (!check) writeFileSync(PAGE, page)
  else if (readFileSync(PAGE, 'utf8') !== page) {
    console.error('COMPATIBILITY.md is not up to date: npm run compatibility')
    return 1
  }
  return 0
}

async function run(values: DialectName): Promise<readonly Found[]> {
  const jobs = jobsOf()
  const results = await runJobs(jobs.values(), { values, compat: null })
  return results.map((result, index) => ({ ...result, area: areaOf(jobs[index]) }))
}

function jobsOf(): Job[] {
  const suites = findSuites([fileURLToPath(new URL('./cases', import.meta.url))])
  return suites
    .flatMap((suite) => caseLines(suite).map((line) => ({ suite, line })))
    .map((job, index) => ({ ...job, index }))
}

function areaOf(job: Job | undefined): string {
  return basename(job?.suite.path ?? '', '.jsonl.gz')
}

function pageOf(python: readonly Found[], js: readonly Found[]): string {
  return [
    '# Compatibility with Jinja',
    `Torii is measured with cases recorded from Jinja 3.1.6 and MarkupSafe 3 on CPython 3.11. This page is written by
\`npm run compatibility\` from a run of all of them in both dialects; \`spec/conformance.spec.ts\` holds the python
dialect to it.`,
    `In the **python** dialect (\`Environment.jinja2()\`) a case passes when the text or value is the same; where Jinja
fails, the class of the error, its line, and the message where Jinja words it have to be the same as well
(\`TemplateError.jinja\`). The **js** dialect computes with JavaScript's values under Jinja's operators; a case passes
when the text is the same or an error comes where Jinja has one. What comes out right as soon as the values are
Python's (\`True\` for \`true\`, \`['a']\` for \`["a"]\`) is a column of its own.`,
    table(python, js),
    '## Not run',
    `Cases that are about Python itself or about what Torii does not have yet.`,
    notRun(python, js),
    '## Known differences of the python dialect',
    differences(python),
    '',
  ].join('\n\n')
}

function table(python: readonly Found[], js: readonly Found[]): string {
  const areas = [...new Set(python.map(({ area }) => area))]
  const row = (name: string, inArea: (found: Found) => boolean): string =>
    cells([name, ...counts(python.filter(inArea)), ...jsCounts(js.filter(inArea))])
  const head = [
    'area',
    'python: same',
    'other',
    'not run',
    'js: same',
    'right with python values',
    'other',
    'not run',
  ]
  return [
    cells(head),
    cells(head.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...areas.map((area) => row(area, (found) => found.area === area)),
    row('**all**', () => true),
  ].join('\n')
}

function counts(results: readonly Found[]): string[] {
  return (['passed', 'failed', 'skipped'] as const).map((status) => String(countOf(results, status)))
}

function jsCounts(results: readonly Found[]): string[] {
  const ofDialects = results.filter(({ reason }) => reason === DIFFERENCE_OF_DIALECTS).length
  const [same = '', , skipped = ''] = counts(results)
  return [same, String(ofDialects), String(countOf(results, 'failed') - ofDialects), skipped]
}

function countOf(results: readonly Found[], status: Result['status']): number {
  return results.filter((result) => result.status === status).length
}

function notRun(python: readonly Found[], js: readonly Found[]): string {
  const skipped = (results: readonly Found[]): readonly Found[] =>
    results.filter(({ status }) => status === 'skipped')
  const reasons = new Set([...skipped(python), ...skipped(js)].map(({ reason }) => reason ?? ''))
  const count = (results: readonly Found[], reason: string): string =>
    String(skipped(results).filter((result) => result.reason === reason).length)
  const rows = [...reasons].sort().map((reason) => cells([reason, count(python, reason), count(js, reason)]))
  return [cells(['reason', 'python', 'js']), cells(['---', '---:', '---:']), ...rows].join('\n')
}

function differences(python: readonly Found[]): string {
  const known = knownDifferences()
  const groups = new Map<string, string[]>()
  for (const { id, status } of python) {
    if (status !== 'failed') continue
    const reason = known.get(id) ?? 'Not explained'
    groups.set(reason, [...(groups.get(reason) ?? []), id])
  }
  return [...groups]
    .map(([reason, ids]) => `- ${reason} (${ids.length}):\n  ${ids.map((id) => `\`${id}\``).join(', ')}`)
    .join('\n')
}

function cells(row: readonly string[]): string {
  return `| ${row.join(' | ')} |`
}
