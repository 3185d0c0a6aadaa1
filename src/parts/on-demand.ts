/**
 * Parts that are loaded when they are first asked for, at once, since rendering does not wait. They are entries of
 * their own in `dist/parts`, beside this one; package.json chooses this file where Node can `require` ES modules.
 */
import { createRequire } from 'node:module'
import type { Loaded } from './parts.js'

const load = createRequire(import.meta.url)

/** The parts, each a file that Node loads when it is asked for. */
export const loaded: Loaded = {
  compiler: () => load('./compiler.js'),
  python: () => load('./python.js'),
}
