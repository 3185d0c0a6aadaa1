import fc from 'fast-check'
import { type Bench, judge, type Verdict } from './compare.js'
import type { FuzzCase } from './fuzz-case.js'
import { cases } from './grammar/cases.js'
import { reduce } from './reduce.js'
import type { Difference } from './report.js'

/** How much is tried: so many cases or so many seconds, whichever comes first. */
export interface Plan {
  readonly cases: number
  readonly seed: number
  readonly seconds: number
  /** Of how many differences of each sort the smallest case is looked for. */
  readonly show: number
  /** Only sorts of differences with this in their name are shown; empty for all. */
  readonly only: string
}

/** Counts of a run. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What both engines did where they agree: rendered, or raised what. */
  readonly outcomes: Map<string, number>
  /** Why cases were skipped or differences known, with how often. */
  readonly reasons: Map<string, number>
  /** Sorts of differences, with how often. */
  readonly kinds: Map<string, number>
}

/** Cases of one seed; then the next seed begins, so that shrinking need not generate far. */
const ROUND = 500

/** Tries generated cases on both engines; every difference that is to be shown is made small and handed on. */
export async function fuzz(
  plan: Plan,
  bench: Bench,
  found: (difference: Difference) => void,
): Promise<Tally> {
  const tally: Tally = {
    passed: 0,
    failed: 0,
    skipped: 0,
    outcomes: new Map(),
    reasons: new Map(),
    kinds: new Map(),
  }
  const end = Date.now() + plan.seconds * 1000
  for (let done = 0, seed = plan.seed; done < plan.cases && Date.now() < end; done += ROUND, seed++) {
    const failing = await tryRound({ seed, count: Math.min(ROUND, plan.cases - done), end }, bench, tally)
    for (const { index, first } of failing) {
      const { kind } = first
      const before = tally.kinds.get(kind) ?? 0
      tally.kinds.set(kind, before + 1)
      if (before < plan.show && kind.includes(plan.only))
        await show({ ...first, found: { seed, index } }, bench, found)
    }
  }
  return tally
}

interface Failing {
  readonly index: number
  /** The case as it was generated. */
  readonly first: Omit<Difference, 'found'>
}

interface Round {
  readonly seed: number
  readonly count: number
  /** When to stop, in milliseconds of the clock. */
  readonly end: number
}

async function tryRound({ seed, count, end }: Round, bench: Bench, tally: Tally): Promise<Failing[]> {
  const failing: Failing[] = []
  let index = 0
  const property = fc.asyncProperty(cases, async (given) => {
    const verdict = await judge(given, bench)
    if (verdict.status === 'differs') failing.push({ index, first: { ...verdict, smallest: given } })
    tallyUp(tally, verdict)
    index++
  })
  await fc.check(property, { seed, numRuns: count, interruptAfterTimeLimit: Math.max(1, end - Date.now()) })
  return failing
}

function tallyUp(tally: Tally, verdict: Verdict): void {
  if (verdict.status === 'differs') tally.failed++
  else if (verdict.status === 'skipped') tally.skipped++
  else tally.passed++
  if ('on' in verdict) tally.outcomes.set(verdict.on, (tally.outcomes.get(verdict.on) ?? 0) + 1)
  if ('reason' in verdict) tally.reasons.set(verdict.reason, (tally.reasons.get(verdict.reason) ?? 0) + 1)
}

/** Most cases tried while shrinking what the generator made. */
const MOST_SHRINKS = 300

/** Finds a small case with the same sort of difference and hands it on; what does not come again, as it was. */
async function show(first: Difference, bench: Bench, found: (difference: Difference) => void): Promise<void> {
  const shows = async (given: FuzzCase): Promise<boolean> => {
    const verdict = await judge(given, bench)
    return verdict.status === 'differs' && verdict.kind === first.kind
  }
  const shrunk = await shrink(first.found, shows)
  const smallest = shrunk === null ? first.smallest : await reduce(shrunk, shows)
  const verdict = await judge(smallest, bench)
  found(verdict.status === 'differs' ? { ...first, ...verdict, smallest } : first)
}

/** The smallest case that the generator's own shrinking finds, or null when the difference does not come again. */
async function shrink(
  { seed, index }: Difference['found'],
  shows: (given: FuzzCase) => Promise<boolean>,
): Promise<FuzzCase | null> {
  let tries = 0
  const property = fc.asyncProperty(cases, async (given) => tries++ > MOST_SHRINKS || !(await shows(given)))
  const { counterexample } = await fc.check(property, { seed, path: String(index), numRuns: 1 })
  return counterexample?.[0] ?? null
}
