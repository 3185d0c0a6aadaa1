import { linksOf } from '../markup.mjs'
import { countsOf, excerptOf, termsOf } from './words.mjs'

/** Pages in memory, for workers, tests and machines without SQLite. The same interface as `SqlitePages`. */
export class MemoryPages {
  #now
  #id = crypto.randomUUID()
  /** Revisions by name, oldest first. */
  #pages = new Map()
  #changes = []

  constructor({ now = () => new Date() } = {}) {
    this.#now = now
  }

  version() {
    return { store: this.#id, changes: this.#changes.length, pages: this.#pages.size }
  }

  get(name, rev) {
    const revisions = this.#pages.get(name) ?? []
    return (rev === undefined ? revisions.at(-1) : revisions[rev - 1]) ?? null
  }

  save(name, { body, author, comment, base }) {
    const before = this.get(name)
    if (before?.body === body) return { page: before, conflict: false }
    if ((before?.rev ?? 0) !== base) return { page: before, conflict: true }
    const at = this.#now().toISOString()
    const page = { id: this.#changes.length + 1, name, rev: base + 1, body, author, comment, at }
    this.#pages.set(name, [...(this.#pages.get(name) ?? []), page])
    this.#changes.push(page)
    return { page, conflict: false }
  }

  history(name, { limit, before = Number.MAX_SAFE_INTEGER }) {
    const revisions = this.#pages.get(name) ?? []
    return entries(
      revisions.filter(({ rev }) => rev < before),
      limit,
    )
  }

  recent({ limit, before = Number.MAX_SAFE_INTEGER }) {
    return entries(
      this.#changes.filter(({ id }) => id < before),
      limit,
    )
  }

  titles() {
    return [...this.#pages.keys()].sort()
  }

  existing(names) {
    return new Set(names.filter((name) => this.#pages.has(name)))
  }

  backlinks(name) {
    return this.titles().filter((each) => linksOf(this.get(each).body).has(name))
  }

  search(query, limit) {
    const terms = termsOf(query)
    if (terms.length === 0) return []
    const found = this.titles().flatMap((name) => {
      const { body } = this.get(name)
      const inName = countsOf(name, terms)
      const inBody = countsOf(body, terms)
      if (terms.some((_term, index) => inName[index] + inBody[index] === 0)) return []
      const score = Math.max(...inName) * 10 + Math.max(...inBody)
      return [{ name, score, excerpt: excerptOf(body, terms) }]
    })
    return found.sort((left, right) => right.score - left.score).slice(0, limit)
  }

  close() {}
}

/** The newest of some revisions without their texts, the newest first. */
function entries(revisions, limit) {
  return revisions
    .slice(-limit)
    .map(({ body: _, ...entry }) => entry)
    .reverse()
}
