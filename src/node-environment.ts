import { DiskCode } from './cache/disk-code.js'
import { PortableEnvironment } from './environment.js'
import type { EnvironmentOptions } from './options.js'
import { loaded } from './parts/at-once.js'
import type { Parts } from './parts/parts.js'

/** Settings, loaders and a cache of compiled templates, whose code can be kept in a folder for later processes. */
export class Environment extends PortableEnvironment {
  /** Throws `TemplateError` (`bad-option`) for an option that does not exist or has a wrong value. */
  constructor(options: EnvironmentOptions = {}) {
    super(options, parts)
  }
}

const parts: Parts = {
  ...loaded,
  openCodeCache: (folder, ...settings) => new DiskCode(folder, ...settings),
}
