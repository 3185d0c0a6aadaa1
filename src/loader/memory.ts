import type { LoadedTemplate, Loader } from './loader.js'

/** Templates by name from an object or a Map. Later changes of it are seen. */
export class MemoryLoader implements Loader {
  readonly #templates: Readonly<Record<string, string>> | ReadonlyMap<string, string>

  constructor(templates: Readonly<Record<string, string>> | ReadonlyMap<string, string>) {
    this.#templates = templates
  }

  /** The template of exactly that name. */
  load(name: string): LoadedTemplate | null {
    const text = this.#find(name)
    if (text === undefined) return null
    return { text, path: null, fresh: () => this.#find(name) === text }
  }

  #find(name: string): string | undefined {
    const templates = this.#templates
    if (templates instanceof Map) return templates.get(name)
    return Object.hasOwn(templates, name) ? Reflect.get(templates, name) : undefined
  }
}
