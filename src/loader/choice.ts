import type { LoadedTemplate, Loader } from './loader.js'

/** The first of several loaders that has a template. */
export class ChoiceLoader implements Loader {
  readonly #loaders: readonly Loader[]

  constructor(loaders: readonly Loader[]) {
    this.#loaders = loaders
  }

  /** The folders of all loaders. */
  get folders(): readonly string[] {
    return this.#loaders.flatMap((loader) => loader.folders ?? [])
  }

  /** The template of the first loader that has it. An error of a loader is not passed over. */
  load(name: string): LoadedTemplate | null {
    for (const [index, loader] of this.#loaders.entries()) {
      const found = loader.load(name)
      if (found !== null) return this.#watched(name, found, index)
    }
    return null
  }

  /** A template stops being fresh when a loader before its own comes to have one of its name. */
  #watched(name: string, found: LoadedTemplate, index: number): LoadedTemplate {
    const earlier = this.#loaders.slice(0, index)
    const fresh = (): boolean =>
      (found.fresh?.() ?? true) && earlier.every((loader) => loader.load(name) === null)
    return { ...found, fresh }
  }
}
