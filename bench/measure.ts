import { performance } from 'node:perf_hooks'

/** What a turn makes: a page, or its bytes. */
export type Page = string | Uint8Array

/** One thing to be timed. */
export interface Entrant {
  readonly name: string
  readonly render: (vars: Record<string, unknown>) => Page | Promise<Page>
}

/** What was measured of an entrant. */
export interface Timing {
  readonly name: string
  /** Median time of one render in milliseconds. */
  readonly median: number
  /** Median over rounds of this entrant's time by the first entrant's in the same round. */
  readonly ratio: number
  /** The quartiles of those ratios, to judge the noise. */
  readonly spread: readonly [number, number]
}

/** How long one turn lasts, in milliseconds: many renders, yet short enough for a machine to behave alike in a round. */
const TURN = 15
/** How long everybody warms up before the first round. */
const WARM_UP = 250

/**
 * Times entrants in rounds: in every round each has one turn, beginning with another one each time, so that a slow
 * spell of the machine hits all alike. Ratios are taken inside a round, against the first entrant.
 */
export async function measure(
  entrants: readonly Entrant[],
  vars: Record<string, unknown>,
  rounds: number,
): Promise<Timing[]> {
  const runs: number[] = []
  for (const { render } of entrants) runs.push(await warmUp(render, vars))
  const times = entrants.map(() => [] as number[])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const index = (turn + round) % entrants.length
      const entrant = entrants[index]
      if (entrant !== undefined) times[index]?.push(await timed(entrant.render, vars, runs[index] ?? 1))
    }
  }
  return entrants.map(({ name }, index) => summary(name, times[index] ?? [], times[0] ?? []))
}

/** Renders until the engine is warm; gives how many renders fill a turn. */
async function warmUp(render: Entrant['render'], vars: Record<string, unknown>): Promise<number> {
  const start = performance.now()
  let count = 0
  while (performance.now() - start < WARM_UP || count < 20) {
    await render(vars)
    count++
  }
  const each = await timed(render, vars, Math.max(1, Math.ceil(count / 10)))
  return Math.max(1, Math.round(TURN / each))
}

/** Milliseconds per render. The last page is looked at, so that no engine gets away with making none. */
async function timed(
  render: Entrant['render'],
  vars: Record<string, unknown>,
  runs: number,
): Promise<number> {
  globalThis.gc?.()
  const start = performance.now()
  let page: Page | Promise<Page> = ''
  let seen = 0
  for (let run = 0; run < runs; run++) {
    page = render(vars)
    if (page instanceof Promise) page = await page
    seen += middle(page)
  }
  const elapsed = performance.now() - start
  return seen < 0 ? Number.NaN : elapsed / runs
}

/** Something in the middle of the page: to give it, V8 has to put a text together that it has only noted down. */
function middle(page: Page): number {
  return typeof page === 'string' ? page.charCodeAt(page.length >> 1) : (page[page.length >> 1] ?? 0)
}

function summary(name: string, times: readonly number[], base: readonly number[]): Timing {
  const ratios = times.map((time, round) => time / (base[round] ?? time))
  return {
    name,
    median: quantile(times, 0.5),
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  }
}

/** The value below which that part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
