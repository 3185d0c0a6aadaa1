/** How many formatters are kept; templates that make up options as they go must not fill the memory. */
const MOST = 100

/**
 * Formatters of `Intl` by what they were made for. Making one takes a hundred times as long as using it, and pages
 * format many values alike.
 */
export class Formatters<F> {
  readonly #known = new Map<string, F>()

  /** The formatter of a key, made when it is not there yet. Throws what `make` throws. */
  of(key: string, make: () => F): F {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = make()
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(key, made)
    return made
  }
}

/** A text that is the same for the same options only. */
export function keyOf(options: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(options, (_name, value: unknown) =>
    typeof value === 'bigint' || value === undefined ? `${typeof value} ${String(value)}` : value,
  )
}
