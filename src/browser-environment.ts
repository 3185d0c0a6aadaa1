import { PortableEnvironment } from './environment.js'
import { type EnvironmentOptions, optionError } from './options.js'
import { loaded } from './parts/at-once.js'
import type { Parts } from './parts/parts.js'

/** Settings, loaders and a cache of compiled templates: what templates live in, where there is no file system. */
export class Environment extends PortableEnvironment {
  /** Throws `TemplateError` (`bad-option`) for an option that does not exist or has a wrong value. */
  constructor(options: EnvironmentOptions = {}) {
    super(options, parts)
  }
}

const parts: Parts = {
  ...loaded,
  openCodeCache() {
    const reason = 'needs a file system, which browsers do not have; leave it out there'
    throw optionError({ option: 'cache.directory', reason, known: [] })
  },
}
