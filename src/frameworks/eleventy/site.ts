import { existsSync } from 'node:fs'
import { FileLoader } from '../../loader/file.js'
import { Environment } from '../../node-environment.js'
import { DELIMITERS, type EnvironmentOptions } from '../../options.js'
import { filesBelow } from '../../precompile/sources.js'
import type { Template } from '../../template.js'
import type { PageData, Registry, RenderPage } from './config.js'
import { Dependencies } from './dependencies.js'
import { frontLines, inPlace } from './front-matter.js'
import { Pending } from './pending.js'
import { type CurrentPage, vocabularyOf } from './vocabulary.js'

/** The templates of a site. */
export class Site {
  readonly #folders: readonly string[]
  readonly #environment: Environment
  readonly #dependencies: Dependencies
  /** What opens and closes tags. */
  readonly #tag: readonly [string, string]
  #current: CurrentPage = { self: {}, pending: new Pending() }

  constructor(registry: Registry, folders: readonly string[], options: EnvironmentOptions) {
    this.#folders = folders
    this.#tag = options.delimiters?.block ?? DELIMITERS.block
    const own = vocabularyOf(registry, () => this.#current)
    this.#environment = new Environment({
      ...(options.compat ? {} : { autoescape: true }),
      ...options,
      filters: { ...own.filters, ...options.filters },
      globals: { ...own.globals, ...options.globals },
      extensions: [...own.extensions, ...(options.extensions ?? [])],
      // Eleventy reads files by their paths from the folder it runs in, so templates may name others so, too.
      loader: new FileLoader([...folders, '.']),
      autoReload: true,
    })
    this.#dependencies = new Dependencies(this.#environment)
  }

  /** A page or layout, whose front matter Eleventy has taken away. Throws `TemplateError`. */
  page(text: string, file: string): RenderPage {
    const source = inPlace(text, frontLines(text, file), this.#tag)
    return this.#renderer(this.#environment.fromString(source, { name: nameOf(file) }))
  }

  /** A text of the front matter that is a template, too. Throws `TemplateError`. */
  permalink(text: string): RenderPage {
    return this.#renderer(this.#environment.fromString(text, { name: 'permalink' }))
  }

  /** The files that a template is made of besides its own. */
  dependencies(text: string, file: string): string[] {
    const all = (): string[] => this.#folders.filter(existsSync).flatMap((folder) => filesBelow(folder))
    return this.#dependencies.of(text, nameOf(file), all)
  }

  #renderer(template: Template): RenderPage {
    return async (data) => {
      const pending = new Pending()
      return await pending.settle(this.#render(template, data, pending))
    }
  }

  #render(template: Template, data: PageData, pending: Pending): string {
    const before = this.#current
    const { page, eleventy } = data
    this.#current = { self: { page, eleventy, ctx: data, env: this.#environment }, pending }
    try {
      return template.render(data)
    } finally {
      this.#current = before
    }
  }
}

function nameOf(file: string): string {
  return file.replace(/^\.\//, '')
}
