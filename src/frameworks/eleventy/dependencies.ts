import { TemplateError } from '../../diagnostics/errors.js'
import type { PortableEnvironment } from '../../environment.js'
import { joinName } from '../../loader/names.js'

/** Text of a template, and what it refers to. */
interface Known {
  readonly text: string
  readonly referenced: readonly (string | null)[]
}

/** Finds the files that templates are made of. */
export class Dependencies {
  readonly #environment: PortableEnvironment
  readonly #known = new Map<string, Known>()

  constructor(environment: PortableEnvironment) {
    this.#environment = environment
  }

  /**
   * The files that a template extends, includes and imports, directly or not; `all` in place of those whose names only
   * rendering knows.
   */
  of(text: string, name: string | null, all: () => readonly string[]): string[] {
    const files = new Set<string>()
    const seen = new Set<string>()
    const follow = (referenced: readonly (string | null)[], from: string | null): void => {
      for (const reference of referenced) {
        if (reference === null) all().forEach((file) => void files.add(file))
        else this.#follow(joinName(reference, from), { files, seen, follow })
      }
    }
    follow(this.#read(text), name)
    return [...files]
  }

  #follow(name: string | null, { files, seen, follow }: Search): void {
    if (name === null || seen.has(name)) return
    seen.add(name)
    const loaded = this.#environment.host.loader?.load(name) ?? null
    // What is missing is told of when it is rendered, and only if that happens.
    if (loaded === null) return
    if (loaded.path !== null) files.add(loaded.path)
    follow(this.#referenced(name, loaded.text), name)
  }

  #referenced(name: string, text: string): readonly (string | null)[] {
    const known = this.#known.get(name)
    if (known?.text === text) return known.referenced
    const referenced = this.#read(text)
    this.#known.set(name, { text, referenced })
    return referenced
  }

  #read(text: string): readonly (string | null)[] {
    try {
      return this.#environment.meta(text).referenced
    } catch (error) {
      // What is wrong with a template is told of when it is rendered, with its name.
      if (error instanceof TemplateError) return []
      throw error
    }
  }
}

interface Search {
  readonly files: Set<string>
  readonly seen: Set<string>
  readonly follow: (referenced: readonly (string | null)[], from: string | null) => void
}
