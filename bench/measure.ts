import { Bench, type Task } from 'tinybench'

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
  /** Median processor time of one render in milliseconds. */
  readonly median: number
  /** Median over rounds of this entrant's time by the first entrant's in the same round. */
  readonly ratio: number
  /** The quartiles of those ratios, to judge the noise. */
  readonly spread: readonly [number, number]
}

/** How long one turn lasts, in milliseconds: many renders, yet short enough for a machine to behave alike in a round. */
const TURN = 15
/** How long one sample lasts: long enough for the clock, whatever a single render takes. */
const SAMPLE = 1
/** How long everybody warms up before the first round, and how many renders that is at least. */
const WARM_UP = 250
const WARM_RENDERS = 20

/**
 * Times entrants in rounds: in every round each has one turn, beginning with another one each time, so that a slow
 * spell of the machine hits all alike. Ratios are taken inside a round, against the first entrant. A turn is one run of
 * a task of tinybench; the mean of its samples counts, since a median would hide what collecting garbage costs.
 */
export async function measure(
  entrants: readonly Entrant[],
  vars: Record<string, unknown>,
  rounds: number,
): Promise<Timing[]> {
  const turns: Turn[] = []
  for (const entrant of entrants) turns.push(await warm(entrant, vars))
  const times = entrants.map(() => [] as number[])
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < turns.length; place++) {
      const index = (place + round) % turns.length
      const turn = turns[index]
      if (turn !== undefined) times[index]?.push(await timed(turn))
    }
  }
  return entrants.map(({ name }, index) => summary(name, times[index] ?? [], times[0] ?? []))
}

/** A task that renders so many times for each sample. */
interface Turn {
  readonly task: Task
  readonly batch: { renders: number }
}

/** Renders until the engine is warm, and finds out how many renders make a sample. */
async function warm(entrant: Entrant, vars: Record<string, unknown>): Promise<Turn> {
  const bench = new Bench({
    time: TURN,
    iterations: 1,
    warmupTime: WARM_UP,
    warmupIterations: WARM_RENDERS,
    throws: true,
    now: processorTime,
  })
  const batch = { renders: 1 }
  bench.add(entrant.name, batches(entrant, vars, batch), { beforeAll: tidy })
  const [task] = bench.tasks
  if (task === undefined) throw new Error(`tinybench lost ${entrant.name}`)
  await task.warmup()
  const turn = { task, batch }
  const each = await timed(turn)
  batch.renders = Math.max(1, Math.round(SAMPLE / each))
  return turn
}

/**
 * Clears away what the turn before left. Only new objects are looked at: after a full collection V8 throws away what it
 * learnt about objects of which there happens to be none, and the code that relies on it, and a turn would measure how an
 * engine gets warm again.
 */
function tidy(): void {
  globalThis.gc?.({ type: 'minor' })
}

/** Milliseconds for which this process has had a processor: other programs can slow it down, but not run on its account. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds per render. */
async function timed({ task, batch }: Turn): Promise<number> {
  await task.run()
  return (task.result?.mean ?? Number.NaN) / batch.renders
}

/** What makes one sample. The pages are looked at, so that no engine gets away with making none. */
function batches({ render }: Entrant, vars: Record<string, unknown>, batch: { renders: number }) {
  let seen = 0
  if (render(vars) instanceof Promise)
    return async () => {
      for (let run = 0; run < batch.renders; run++) seen += middle(await render(vars))
      return seen
    }
  return () => {
    for (let run = 0; run < batch.renders; run++) {
      const page = render(vars)
      if (!(page instanceof Promise)) seen += middle(page)
    }
    return seen
  }
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
