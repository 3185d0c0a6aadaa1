import * as compiler from '../compiler.js'
import type { Loaded } from './parts.js'

/** The compiler, loaded with the program: for bundlers, browsers, and what cannot `require` ES modules. */
export const loaded: Loaded = {
  compiler: () => compiler,
}
