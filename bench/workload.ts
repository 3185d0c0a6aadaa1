/** A page to render: its data, and what an expert would write by hand to make it. */
export interface Workload<Vars extends object = Record<string, unknown>> {
  /** Name of the workload. */
  readonly name: string
  /** What the page is, in a few words. */
  readonly about: string
  /** The folder where the templates of the engines lie, those that can make the page without contortions (its name). */
  readonly folder?: string
  /** Whether printed values are escaped as HTML (true). */
  readonly escapes?: boolean
  /** Whether the page is wanted as UTF-8 (false). */
  readonly encoded?: boolean
  readonly vars: Vars
  /** The page by string concatenation, every value that could be text escaped; null where nobody would write that. */
  readonly byHand: ((vars: Vars) => string) | null
}

/** A workload whose vars nobody needs to know. */
export type AnyWorkload = Required<Omit<Workload, 'byHand'>> & { readonly byHand: (() => string) | null }

/** Hides the type of a workload's vars, so that different workloads share a list. */
export function workload<Vars extends object>(definition: Workload<Vars>): AnyWorkload {
  const { name, about, folder = name, escapes = true, encoded = false, vars, byHand } = definition
  return {
    name,
    about,
    folder,
    escapes,
    encoded,
    vars: Object.fromEntries<unknown>(Object.entries(vars)),
    byHand: byHand === null ? null : () => byHand(vars),
  }
}

/** The same number for the same seed and index, in `[0, below)`: workloads are fixed for ever. */
export function pick(seed: number, below: number): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0) % below
}

/** A word of `words` for a seed. */
export function word(words: readonly string[], seed: number): string {
  return words[pick(seed, words.length)] ?? ''
}
