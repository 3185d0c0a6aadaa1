import type { LoadedTemplate, Loader } from './loader.js'

/** Several loaders side by side, each under a prefix of the name: `mail/hello.txt` is `hello.txt` of `mail`. */
export class PrefixLoader implements Loader {
  readonly #loaders: ReadonlyMap<string, Loader>
  readonly #delimiter: string

  constructor(loaders: Readonly<Record<string, Loader>> | ReadonlyMap<string, Loader>, delimiter = '/') {
    this.#loaders = new Map(loaders instanceof Map ? loaders : Object.entries(loaders))
    this.#delimiter = delimiter
  }

  /** The template of the loader whose prefix stands before the first delimiter of the name. */
  load(name: string): LoadedTemplate | null {
    const at = name.indexOf(this.#delimiter)
    if (at === -1) return null
    const loader = this.#loaders.get(name.slice(0, at))
    return loader?.load(name.slice(at + this.#delimiter.length)) ?? null
  }
}
