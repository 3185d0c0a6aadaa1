import type { Spot } from './spot.js'

/** The attributes that a tag surely has, with their places; those of a branch are apart from those before it. */
export class Attributes {
  readonly outer: Attributes | null
  readonly #own = new Map<string, Spot>()
  /** Whether some of its names are the text of another template language. */
  #unsure = false

  constructor(outer: Attributes | null) {
    this.outer = outer
  }

  /** Where the tag has an attribute already, or null; it has it from now on. */
  add(name: string, spot: Spot): Spot | null {
    for (let each: Attributes | null = this; each !== null; each = each.outer) {
      if (each.#unsure) return null
      const first = each.#own.get(name)
      if (first !== undefined) return first
    }
    this.#own.set(name, spot)
    return null
  }

  /** Nothing can be said of the attributes of the tag, since some of what stands in it is no attribute. */
  giveUp(): void {
    for (let each: Attributes | null = this; each !== null; each = each.outer) each.#unsure = true
  }

  /** Takes over what all of several branches have. */
  meet([first, ...others]: readonly Attributes[]): void {
    if (first === undefined) return
    for (const [name, spot] of first.#own) {
      if (others.every((other) => other.#own.has(name))) this.#own.set(name, spot)
    }
  }
}
