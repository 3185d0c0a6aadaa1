/**
 * A map that keeps the `size` entries used last. Size 0 keeps nothing; a negative or infinite size keeps all.
 * Every operation is O(1).
 */
export class Lru<K, V> {
  readonly #limit: number
  /** Oldest first: a Map iterates in order of insertion, and every use inserts again. */
  readonly #entries = new Map<K, V>()

  constructor(size: number) {
    this.#limit = size < 0 ? Number.POSITIVE_INFINITY : size
  }

  /** The value of a key, or undefined; makes the entry the newest. */
  get(key: K): V | undefined {
    const value = this.#entries.get(key)
    if (value === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  /** Keeps a value, dropping the entry that was not used for longest when there are too many. */
  set(key: K, value: V): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size <= this.#limit) return
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }

  /** Forgets one key; whether it was known. */
  delete(key: K): boolean {
    return this.#entries.delete(key)
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.clear()
  }
}
