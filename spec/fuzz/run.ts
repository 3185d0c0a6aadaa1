/**
 * `npm run fuzz:jinja -- [--cases N] [--seed S] [--time SECONDS] [--show N] [--only KIND] [--exact] [--json FILE]`: renders generated
 * templates here, in the python dialect, and in real Jinja2, and reports where they differ. Exit code 0 when they
 * agree or there is no Jinja2 to compare with, 1 when they differ, 2 for a wrong command line.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { jinja, torii } from './engines.js'
import { fuzz, type Plan } from './fuzz.js'
import { describeDifference } from './report.js'

const USAGE = `usage: npm run fuzz:jinja -- [--cases N] [--seed S] [--values python] [--time SECONDS]
         [--show N] [--only KIND] [--exact] [--json FILE]`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const command = readCommandLine(args)
  if (command === null) {
    console.error(USAGE)
    return 2
  }
  const bench = { torii: torii(), jinja: jinja(), exact: command.exact }
  try {
    if (!(await bench.jinja.available())) return withoutJinja(command.plan)
    return await run(command, bench)
  } finally {
    bench.torii.stop()
    bench.jinja.stop()
  }
}

interface Command {
  readonly plan: Plan
  readonly exact: boolean
  readonly json: string | null
}

async function run({ plan, json }: Command, bench: Parameters<typeof fuzz>[1]): Promise<number> {
  console.log(`seed ${plan.seed}`)
  const found: object[] = []
  const tally = await fuzz(plan, bench, (difference) => {
    found.push(difference)
    console.log(describeDifference(difference))
  })
  if (json !== null) writeFileSync(json, JSON.stringify(found, null, 1))
  for (const [outcome, count] of tally.outcomes)
    console.log(`${String(count).padStart(7)}  agreed: ${outcome}`)
  for (const [reason, count] of tally.reasons) console.log(`${String(count).padStart(7)}  ${reason}`)
  for (const [kind, count] of tally.kinds) console.log(`${String(count).padStart(7)}  differs: ${kind}`)
  const more = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  console.log(`${tally.passed} passed, ${tally.failed} failed${more}`)
  return tally.failed > 0 ? 1 : 0
}

function withoutJinja({ cases }: Plan): number {
  console.log(
    'There is no Jinja2 to compare with: python3 cannot import it (Debian: python3-jinja2, or pip).',
  )
  console.log(`0 passed, 0 failed, ${cases} skipped`)
  return 0
}

function readCommandLine(args: readonly string[]): Command | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      values: { type: 'string', default: 'python' },
      time: { type: 'string', default: 'Infinity' },
      show: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      exact: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  })
  const [cases, seed, seconds, show] = [values.cases, values.seed, values.time, values.show].map(Number)
  if (cases === undefined || seed === undefined || seconds === undefined || show === undefined) return null
  if ([cases, seed, seconds, show].some(Number.isNaN) || values.values !== 'python') return null
  return {
    plan: { cases, seed, seconds, show, only: values.only },
    exact: values.exact,
    json: values.json ?? null,
  }
}
