/**
 * The compiler, loaded when it is first asked for, at once, since rendering does not wait. It is an entry of its own in
 * `dist/parts`, beside this one; package.json chooses this file where Node can `require` ES modules.
 *
 * Programs that replace `require` (tsx among them) may load what it imports a second time. So nothing may be loaded in
 * this way whose classes others know: the compiler knows values only by what it is given.
 */
import { createRequire } from 'node:module'
import type { Loaded } from './parts.js'

const load = createRequire(import.meta.url)

/** The compiler, in a file that Node loads when it is asked for. */
export const loaded: Loaded = {
  compiler: () => load('./compiler.js'),
}
