import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Engine, engines as everyEngine, type Renderer } from './engines.js'
import { type Entrant, measure, type Page, type Timing } from './measure.js'
import { firstDifference } from './same-page.js'
import { duration, type Table, times } from './table.js'
import { folderOf } from './torii.js'
import type { AnyWorkload } from './workload.js'

/** The answer for one workload. */
export interface RenderResult {
  readonly workload: string
  readonly about: string
  /** Characters of the page. */
  readonly length: number
  /** Who gave the page, the baseline first. */
  readonly same: readonly string[]
  /** What they took, in that order; ratios refer to the baseline. */
  readonly timings: readonly Timing[]
  /** Engines that did not give the page, with the reason; they are not timed. */
  readonly failures: Readonly<Record<string, string>>
}

/** What the code written by hand is called beside the engines. */
export const BY_HAND = 'by hand'

/**
 * Answers "how long does a warm render take, compared with hand-written code?" for each workload; where there is none,
 * compared with nunjucks. Engines without a template for it are left out; so are those whose page is not the same, and
 * they are reported.
 */
export async function renderSpeed(
  workloads: readonly AnyWorkload[],
  engines: readonly Engine[],
  rounds: number,
): Promise<RenderResult[]> {
  const results: RenderResult[] = []
  for (const workload of workloads) {
    process.stderr.write(`${workload.name}: ${workload.about} …\n`)
    const { entrants, failures, length } = await agreeing(workload, engines)
    const same = entrants.map(({ name }) => name)
    const timings = rounds > 0 ? await measure(entrants, workload.vars, rounds) : []
    results.push({ workload: workload.name, about: workload.about, length, same, timings, failures })
  }
  return results
}

/** The figures as a table. */
export function renderTable(results: readonly RenderResult[]): Table {
  const names = everyEngine
    .map(({ name }) => name)
    .filter((name) => results.some(({ same, failures }) => same.includes(name) || name in failures))
  return {
    title:
      'How long does a warm render take? The time of the baseline, and how many times as long others take',
    header: ['workload:', 'baseline:', 'time', ...names],
    rows: results.map((result) => [
      result.workload,
      result.same[0] ?? '',
      result.timings[0] === undefined ? '–' : duration(result.timings[0].median),
      ...names.map((name) => cell(result, name)),
    ]),
  }
}

function cell({ failures, same, timings }: RenderResult, name: string): string {
  if (failures[name] !== undefined) return 'failed'
  if (!same.includes(name)) return '–'
  const timing = timings.find((each) => each.name === name)
  return timing === undefined ? 'same' : times(timing.ratio)
}

/**
 * Who can render a workload: the code written by hand and the engines with a template for it, or those of them that are
 * named; the baseline first. An engine that cannot be prepared throws when it renders.
 */
export async function renderersOf(workload: AnyWorkload, names?: readonly string[]): Promise<Entrant[]> {
  const engines = names === undefined ? everyEngine : everyEngine.filter(({ name }) => names.includes(name))
  const { byHand } = workload
  const renderers: Entrant[] = byHand === null ? [] : [{ name: BY_HAND, render: form(workload, byHand) }]
  for (const engine of baselineFirst(workload, engines)) {
    const render = await rendererOf(engine, workload)
    if (render !== null) renderers.push({ name: engine.name, render: form(workload, render) })
  }
  return renderers
}

/** The renderers that give the page of the first of them. */
async function agreeing(workload: AnyWorkload, engines: readonly Engine[]) {
  const names = engines.map(({ name }) => name)
  const failures: Record<string, string> = {}
  const entrants: Entrant[] = []
  let wanted: string | null = null
  for (const entrant of await renderersOf(workload, names)) {
    try {
      const page = textOf(await entrant.render(workload.vars))
      const difference = firstDifference((wanted ??= page), page)
      if (difference === null) entrants.push(entrant)
      else failures[entrant.name] = difference
    } catch (error) {
      failures[entrant.name] = error instanceof Error ? error.message : String(error)
    }
  }
  return { entrants, failures, length: wanted?.length ?? 0 }
}

/** The engines, nunjucks before the others where it is what they are compared with. */
function baselineFirst(workload: AnyWorkload, engines: readonly Engine[]): readonly Engine[] {
  if (workload.byHand !== null) return engines
  const isBaseline = ({ name }: Engine): boolean => name === 'nunjucks'
  return [...engines.filter(isBaseline), ...engines.filter((engine) => !isBaseline(engine))]
}

/** An engine's renderer of a workload, or null when there is no template for it. */
async function rendererOf(engine: Engine, workload: AnyWorkload): Promise<Renderer | null> {
  const folder = folderOf(workload)
  const file = engine.files.find((name) => existsSync(join(folder, name)))
  if (file === undefined) return null
  try {
    return await engine.prepare({ folder, file, escapes: workload.escapes })
  } catch (error) {
    return () => {
      throw error
    }
  }
}

/** The page in the form in which the workload wants it. */
function form(workload: AnyWorkload, render: Renderer): Entrant['render'] {
  if (!workload.encoded) return render
  const encoder = new TextEncoder()
  const bytes = (page: string): Page => encoder.encode(page)
  return (vars) => {
    const page = render(vars)
    return typeof page === 'string' ? bytes(page) : page.then(bytes)
  }
}

function textOf(page: Page): string {
  return typeof page === 'string' ? page : new TextDecoder().decode(page)
}
