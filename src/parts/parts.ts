import type { OpenCodeCache } from '../cache/code-cache.js'
import type * as compiler from '../compiler.js'

/**
 * What an environment is given by its entry: the compiler, which a program that finds its code on the disk does not use,
 * asked for when it is first needed; and the file system, where there is one.
 */
export interface Parts {
  /** The passes over templates; not needed for templates whose code is on the disk. */
  compiler(): typeof compiler
  /** Opens a code cache in a folder; throws `TemplateError` (`bad-option`) where there are no folders. */
  readonly openCodeCache: OpenCodeCache
}

/** The part that is loaded by name. */
export type Loaded = Pick<Parts, 'compiler'>
