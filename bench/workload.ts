/** A page to render: its data, and what an expert would write by hand to make it. */
export interface Workload<Vars extends object = Record<string, unknown>> {
  /** Name of the workload and of its folder, where the templates of every engine lie. */
  readonly name: string
  /** What the page is, in a few words. */
  readonly about: string
  readonly vars: Vars
  /** The page by string concatenation; every value that could be text is escaped. */
  readonly byHand: (vars: Vars) => string
}

/** A workload whose vars nobody needs to know. */
export type AnyWorkload = Pick<Workload, 'name' | 'about' | 'vars'> & { readonly byHand: () => string }

/** Hides the type of a workload's vars, so that different workloads share a list. */
export function workload<Vars extends object>(definition: Workload<Vars>): AnyWorkload {
  const { name, about, vars, byHand } = definition
  return { name, about, vars: Object.fromEntries<unknown>(Object.entries(vars)), byHand: () => byHand(vars) }
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
