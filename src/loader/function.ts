import type { LoadedTemplate, Loader } from './loader.js'

/** What the function of a `FunctionLoader` may return; null or undefined when there is no such template. */
export type FunctionResult = string | LoadedTemplate | null | undefined

/** Templates from a function of the caller. */
export class FunctionLoader implements Loader {
  readonly #find: (name: string) => FunctionResult

  constructor(find: (name: string) => FunctionResult) {
    this.#find = find
  }

  /** The template the function returns; what it throws passes through. */
  load(name: string): LoadedTemplate | null {
    const found = this.#find(name) ?? null
    return typeof found === 'string' ? { text: found, path: null } : found
  }
}
