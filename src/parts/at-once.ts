import * as compiler from '../compiler.js'
import * as python from '../runtime/dialects/python.js'
import type { Loaded } from './parts.js'

/** All parts, loaded with the program: for bundlers, browsers, and what cannot `require` ES modules. */
export const loaded: Loaded = {
  compiler: () => compiler,
  python: () => python,
}
