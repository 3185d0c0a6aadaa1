import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Engine, Renderer } from './engines.js'
import { type Entrant, measure, type Timing } from './measure.js'
import { firstDifference } from './same-page.js'
import type { AnyWorkload } from './workload.js'
import { commentsPage } from './workloads/comments/workload.js'
import { friendsList } from './workloads/friends/workload.js'
import { numbers } from './workloads/numbers/workload.js'
import { page } from './workloads/page/workload.js'
import { search } from './workloads/search/workload.js'

/** The five fixed workloads. */
export const workloads: readonly AnyWorkload[] = [numbers, search, friendsList, commentsPage, page]

/** The answer for one workload. */
export interface RenderResult {
  readonly workload: string
  readonly about: string
  readonly timings: readonly Timing[]
  /** Engines that did not give the page, with the reason; they are not timed. */
  readonly failures: Readonly<Record<string, string>>
}

/**
 * Answers "how long does a warm render take, compared with hand-written code?" for one workload. Engines whose
 * page is not the hand-written one are left out and reported.
 */
export async function renderSpeed(
  workload: AnyWorkload,
  engines: readonly Engine[],
  rounds: number,
): Promise<RenderResult> {
  const { entrants, failures } = await prepare(workload, engines)
  const timings = rounds > 0 ? await measure(entrants, workload.vars, rounds) : []
  return { workload: workload.name, about: workload.about, timings, failures }
}

async function prepare(workload: AnyWorkload, engines: readonly Engine[]) {
  const folder = fileURLToPath(new URL(join('workloads', workload.name), import.meta.url))
  const entrants: Entrant[] = [{ name: 'by hand', render: workload.byHand }]
  const failures: Record<string, string> = {}
  for (const engine of engines) {
    try {
      const render: Renderer = await engine.prepare(folder)
      const difference = firstDifference(workload.byHand(), await render(workload.vars))
      if (difference === null) entrants.push({ name: engine.name, render })
      else failures[engine.name] = difference
    } catch (error) {
      failures[engine.name] = error instanceof Error ? error.message : String(error)
    }
  }
  return { entrants, failures }
}
