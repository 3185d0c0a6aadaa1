import { DiskCode } from './cache/disk-code.js'
import { Environment as Portable } from './environment.js'
import type { EnvironmentOptions } from './options.js'

/** Settings, loaders and a cache of compiled templates, whose code can be kept in a folder for later processes. */
export class Environment extends Portable {
  /** Throws `TemplateError` (`bad-option`) for an option that does not exist or has a wrong value. */
  constructor(options: EnvironmentOptions = {}) {
    super(options, (folder, ...settings) => new DiskCode(folder, ...settings))
  }
}
