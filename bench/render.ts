import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine, Renderer } from './engines.js'
import { type Entrant, measure, type Page, type Timing } from './measure.js'
import { firstDifference } from './same-page.js'
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

/** What an engine with a template for a workload is called when it stands in for code written by hand. */
export const BY_HAND = 'by hand'

/**
 * Answers "how long does a warm render take, compared with hand-written code?" for one workload; where there is none,
 * compared with nunjucks. Engines without a template for it are left out; so are those whose page is not the same, and
 * they are reported.
 */
export async function renderSpeed(
  workload: AnyWorkload,
  engines: readonly Engine[],
  rounds: number,
): Promise<RenderResult> {
  const { entrants, failures, length } = await prepare(workload, engines)
  const same = entrants.map(({ name }) => name)
  const timings = rounds > 0 ? await measure(entrants, workload.vars, rounds) : []
  return { workload: workload.name, about: workload.about, length, same, timings, failures }
}

async function prepare(workload: AnyWorkload, engines: readonly Engine[]) {
  const failures: Record<string, string> = {}
  const ready: { readonly name: string; readonly render: Renderer; readonly page: string }[] = []
  if (workload.byHand !== null)
    ready.push({ name: BY_HAND, render: workload.byHand, page: workload.byHand() })
  for (const engine of baselineFirst(workload, engines)) {
    try {
      const render = await rendererOf(engine, workload)
      if (render === null) continue
      const page = await render(workload.vars)
      const difference = firstDifference(ready[0]?.page ?? page, page)
      if (difference === null) ready.push({ name: engine.name, render, page })
      else failures[engine.name] = difference
    } catch (error) {
      failures[engine.name] = error instanceof Error ? error.message : String(error)
    }
  }
  const entrants = ready.map(({ name, render }): Entrant => ({ name, render: form(workload, render) }))
  return { entrants, failures, length: ready[0]?.page.length ?? 0 }
}

/** The engines, nunjucks before the others where it is what they are compared with. */
function baselineFirst(workload: AnyWorkload, engines: readonly Engine[]): readonly Engine[] {
  if (workload.byHand !== null) return engines
  const isBaseline = ({ name }: Engine): boolean => name === 'nunjucks'
  return [...engines.filter(isBaseline), ...engines.filter((engine) => !isBaseline(engine))]
}

/** An engine's renderer of a workload, or null when there is no template for it. */
export async function rendererOf(engine: Engine, workload: AnyWorkload): Promise<Renderer | null> {
  const folder = folderOf(workload)
  const file = engine.files.find((name) => existsSync(join(folder, name)))
  return file === undefined ? null : engine.prepare({ folder, file, escapes: workload.escapes })
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
