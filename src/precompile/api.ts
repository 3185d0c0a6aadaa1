/** `toriijs/precompile`: templates as modules that need no compiler. */
export { emitHere } from './emit.js'
export type { PrecompileOptions } from './options.js'
export { emitInThreads } from './pool.js'
export { type Emitter, type PrecompileJob, type PrecompileReport, precompile } from './precompile.js'
export { Refusal } from './refusal.js'
