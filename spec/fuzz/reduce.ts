import type { FuzzCase } from './fuzz-case.js'

/** Whether a smaller case still shows what the larger one did. */
export type Shows = (smaller: FuzzCase) => Promise<boolean>

/** Most cases tried for one reduction. */
const MOST_TRIES = 500

/**
 * A smaller case that still shows the same: variables, settings and templates that are not needed go, then pieces of
 * the texts, large ones first. Generators cannot shrink that far, because what is left need not be a sentence of
 * theirs.
 */
export async function reduce(given: FuzzCase, shows: Shows): Promise<FuzzCase> {
  const search = new Search(given, shows)
  await search.dropMembers()
  for (const name of Object.keys(search.best.templates)) await search.cutText(name)
  await search.dropMembers()
  return search.best
}

class Search {
  best: FuzzCase
  readonly #shows: Shows
  #tries = 0

  constructor(best: FuzzCase, shows: Shows) {
    this.best = best
    this.#shows = shows
  }

  async #offer(smaller: FuzzCase): Promise<boolean> {
    if (this.#tries++ >= MOST_TRIES || !(await this.#shows(smaller))) return false
    this.best = smaller
    return true
  }

  async dropMembers(): Promise<void> {
    for (const part of ['vars', 'env', 'templates'] as const) {
      for (const name of Object.keys(this.best[part])) {
        await this.#offer({ ...this.best, [part]: without(this.best[part], name) })
      }
    }
  }

  /** Takes out ever shorter runs of words until no single word can go. */
  async cutText(name: string): Promise<void> {
    let words = split(this.best.templates[name] ?? '')
    for (let run = words.length >> 1; run >= 1; run >>= 1) {
      for (let at = 0; at < words.length; ) {
        const shorter = words.toSpliced(at, run)
        const templates = { ...this.best.templates, [name]: shorter.join('') }
        if (await this.#offer({ ...this.best, templates })) words = shorter
        else at += Math.max(1, run >> 1)
      }
    }
  }
}

function without(members: object, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([key]) => key !== name))
}

function split(text: string): string[] {
  return text.match(/\{%[-+]?\s*\w+|[-+]?%\}|\{\{-?|-?\}\}|\w+|\s+|./gs) ?? []
}
