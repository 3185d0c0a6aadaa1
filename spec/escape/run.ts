/**
 * `npm run escape -- DIR… [options]`: prints values into recorded places and has the pages judged by a checker, which
 * lies with the recorded cases (or in `--checker DIR`, or in TORII_ESCAPE_CHECKER) and must have its packages installed.
 * Exit code 0 when all that ran passed, 1 when some failed, 2 when there was nothing to run.
 */
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { report, summary } from '../conformance/report.js'
import type { Result } from '../conformance/result.js'
import { writeJson } from '../conformance/write-json.js'
import { loadChecker } from './checker.js'
import { type Corpus, readCorpus } from './corpus.js'
import { Judge } from './judge.js'
import { knownDifferences } from './known-differences.js'
import { Renderer } from './render-case.js'

const USAGE = `usage: npm run escape -- DIR… [--checker DIR] [--policy strict|migrate]
         [--json FILE] [--filter TEXT] [--failures N|all]`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      checker: { type: 'string' },
      policy: { type: 'string', default: 'strict' },
      json: { type: 'string' },
      filter: { type: 'string', default: '' },
      failures: { type: 'string', default: '20' },
    },
  })
  const { policy, filter, json } = values
  const failures = values.failures === 'all' ? Number.POSITIVE_INFINITY : Number(values.failures)
  const [first] = positionals
  if (first === undefined || Number.isNaN(failures) || !/^(?:strict|migrate)$/.test(policy))
    return complain(USAGE)
  const checker =
    values.checker ?? process.env.TORII_ESCAPE_CHECKER ?? join(dirname(resolve(first)), 'checker')
  const judge = new Judge(await loadChecker(checker), knownDifferences())
  const renderer = new Renderer(policy === 'migrate')
  const results = positionals.flatMap((folder) =>
    resultsOf(chosen(readCorpus(folder), filter), renderer, judge),
  )
  if (results.length === 0) return complain(`no recorded cases in ${positionals.join(', ')}`)
  if (json !== undefined) writeJson(json, { paths: positionals, policy, summary: summary(results), results })
  console.log(report(results, failures))
  return results.some(({ status }) => status === 'failed') ? 1 : 0
}

function resultsOf({ sys, struct, go }: Corpus, renderer: Renderer, judge: Judge): Result[] {
  return [
    ...sys.map((one) => judge.sys(one, renderer.sys(one))),
    ...struct.map((one) => judge.struct(one, renderer.struct(one))),
    ...go.map((one) => judge.go(one, renderer.go(one))),
  ]
}

function chosen({ sys, struct, go }: Corpus, filter: string): Corpus {
  const named = ({ id }: { id: string }): boolean => id.includes(filter)
  return { sys: sys.filter(named), struct: struct.filter(named), go: go.filter(named) }
}

function complain(message: string): number {
  console.error(message)
  return 2
}
