import { placeIn, type ReadMap, readMap } from '../sourcemap/places.js'
import type { Place } from '../sourcemap/registry.js'
import { framesOf, type StackFrame } from '../sourcemap/stack.js'

/** How places in code are traced back to templates. */
export interface Maps {
  /** The text of the source map of a script, by the URL or path that stacks have for it; null where there is none. */
  mapOf(script: string): string | null
  /** The frames of an error's stack before anybody mapped them (those that its text has). */
  framesOf?(error: unknown): readonly StackFrame[]
}

/** Finds the templates behind the stacks of errors by the source maps of precompiled modules or of bundles of them. */
export class MappedPlaces {
  readonly #names: readonly string[]
  readonly #maps: Maps
  readonly #read = new Map<string, ReadMap | null>()

  /** `names` are those of the templates. */
  constructor(names: Iterable<string>, maps: Maps) {
    // Of `a/b.html` and `b.html` the longer is meant where both fit.
    this.#names = [...names].sort((left, right) => right.length - left.length)
    this.#maps = maps
  }

  /** The places in templates that an error's stack passes through, innermost first. Reads each map once. */
  places(error: unknown): Place[] {
    const places: Place[] = []
    for (const frame of this.#maps.framesOf?.(error) ?? framesOf(error)) {
      const map = this.#mapOf(frame.url)
      const found = map === null ? null : placeIn(map, frame)
      if (found !== null && (found.step || places.length === 0)) places.push(found.place)
    }
    return places
  }

  #mapOf(script: string): ReadMap | null {
    const known = this.#read.get(script)
    if (known !== undefined) return known
    const text = this.#maps.mapOf(script)
    const map = text === null ? null : readMap(text, (source) => this.#nameOf(source))
    this.#read.set(script, map)
    return map
  }

  /** The template that a map of a bundle means by a path. */
  #nameOf(source: string): string | null {
    const path = decoded(source).replace(/\?.*$/, '')
    return this.#names.find((name) => path === name || path.endsWith(`/${name}`)) ?? null
  }
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source)
  } catch {
    return source
  }
}
