import { FileLoader } from '../../loader/file.js'
import { Environment } from '../../node-environment.js'
import type { EnvironmentOptions } from '../../options.js'
import { isEscaped } from '../../view/media-types.js'
import { type EngineOptions, foldersOf, varsOf } from './locals.js'
import { templateName } from './name.js'

/** What Express calls to render a view. */
export type ExpressEngine = (
  path: string,
  options: object,
  callback: (error: unknown, page?: string) => void,
) => void

/** Options of the environments that an engine makes, whose templates are Express's views. */
export type ViewOptions = Omit<EnvironmentOptions, 'loader' | 'autoReload'>

/**
 * An engine for `app.engine('html', …)`. Templates come from the folders of the setting `views`, in their order, and are
 * escaped as the endings of their names ask for; with the setting `view cache` (on in production) changed files are not
 * looked for. An environment of the caller's is used as it is, under the names that views have below these folders.
 * Failures go to the callback: `TemplateError`, or `ViewError` (`outside-views`).
 */
export function engine(source: ViewOptions | Environment = {}): ExpressEngine {
  const environments = new Environments(source)
  // A view calls its engine as a method, and knows where it was looked for.
  return function render(this: unknown, path, options, callback) {
    let page: string
    try {
      page = environments.render(path, { ...options }, this)
    } catch (error) {
      return callback(error)
    }
    callback(null, page)
  }
}

/** An environment for each set of folders, and for each way of caching. */
class Environments {
  readonly #source: ViewOptions | Environment
  readonly #made = new Map<string, Environment>()

  constructor(source: ViewOptions | Environment) {
    this.#source = source
  }

  render(path: string, options: EngineOptions, view: unknown): string {
    const folders = foldersOf(options, view)
    const name = templateName(path, folders)
    return this.#environment(folders, Boolean(options.cache)).getTemplate(name).render(varsOf(options))
  }

  #environment(folders: readonly string[], cached: boolean): Environment {
    if (isEnvironment(this.#source)) return this.#source
    const key = JSON.stringify([cached, folders])
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const environment = new Environment({
      ...(this.#source.compat ? {} : { autoescape: isEscaped }),
      ...this.#source,
      loader: new FileLoader(folders),
      autoReload: !cached,
    })
    this.#made.set(key, environment)
    return environment
  }
}

function isEnvironment(source: ViewOptions | Environment): source is Environment {
  return 'getTemplate' in source
}
