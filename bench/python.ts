import { type Entrant, measure, type Timing } from './measure.js'
import { firstDifference } from './same-page.js'
import { type Table, times } from './table.js'
import { folderOf, toriiFile, toriiTemplate } from './torii.js'
import type { AnyWorkload } from './workload.js'

/** What was measured of a workload in both dialects. */
export interface DialectResult {
  readonly workload: string
  /** The js dialect first, to which the ratio of the other refers. */
  readonly timings: readonly Timing[]
  /** How the python dialect's page differs, when it does; then nothing is timed. */
  readonly failure: string | null
}

/**
 * Answers "what do Python's values cost?": workloads written for both dialects, rendered with `values: 'python'` and
 * without.
 */
export async function pythonSpeed(
  workloads: readonly AnyWorkload[],
  rounds: number,
): Promise<DialectResult[]> {
  const results: DialectResult[] = []
  for (const workload of workloads) {
    const file = toriiFile(workload)
    const bothDialects = file.startsWith('page.html.') || file.startsWith('page.txt.')
    if (bothDialects && !workload.encoded) results.push(await contend(workload, file, rounds))
  }
  return results
}

/** The figures as a table. */
export function pythonTable(results: readonly DialectResult[]): Table {
  return {
    title: "What do Python's values cost? Time with `values: 'python'` by that without",
    header: ['workload:', 'python'],
    rows: results.map(({ workload, timings, failure }) => {
      const [, python] = timings
      if (failure !== null) return [workload, 'failed']
      return [workload, python === undefined ? 'same' : times(python.ratio, python.spread)]
    }),
  }
}

async function contend(workload: AnyWorkload, file: string, rounds: number): Promise<DialectResult> {
  process.stderr.write(`python: ${workload.name} …\n`)
  const task = { folder: folderOf(workload), file, escapes: workload.escapes }
  const [js, python] = [await toriiTemplate(task), await toriiTemplate(task, 'python')]
  const failure = difference(() => [js.render(workload.vars), python.render(workload.vars)])
  const entrants: Entrant[] = [
    { name: 'js', render: (vars) => js.render(vars) },
    { name: 'python', render: (vars) => python.render(vars) },
  ]
  const timings = failure === null && rounds > 0 ? await measure(entrants, workload.vars, rounds) : []
  return { workload: workload.name, timings, failure }
}

function difference(pages: () => readonly [string, string]): string | null {
  try {
    return firstDifference(...pages())
  } catch (error) {
    return String(error)
  }
}
