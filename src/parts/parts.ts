import type { OpenCodeCache } from '../cache/code-cache.js'
import type * as compiler from '../compiler.js'
import type * as python from '../runtime/dialects/python.js'

/**
 * What an environment is given by its entry: large parts of Torii that not every program uses, each asked for when it is
 * first needed, and the file system, where there is one.
 */
export interface Parts {
  /** The passes over templates; not needed for templates whose code is on the disk. */
  compiler(): typeof compiler
  /** Python's values and its filters. */
  python(): typeof python
  /** Opens a code cache in a folder; throws `TemplateError` (`bad-option`) where there are no folders. */
  readonly openCodeCache: OpenCodeCache
}

/** The parts that are loaded by name. */
export type Loaded = Pick<Parts, 'compiler' | 'python'>
