import type { Operation } from '../scope.js'
import * as beyond from './beyond-jinja.js'
import * as comparisons from './comparisons.js'
import * as kinds from './kinds.js'
import * as names from './names.js'
import * as texts from './texts.js'
import * as truth from './truth.js'

/** The built-in tests by name: every export of the modules beside this file. */
export const tests: Readonly<Record<string, Operation>> = /* @__PURE__ */ Object.freeze({
  ...comparisons,
  ...kinds,
  ...names,
  ...texts,
  ...truth,
})

/** The built-in tests that Jinja has. */
export const jinjaTests: Readonly<Record<string, Operation>> = /* @__PURE__ */ Object.freeze(
  Object.fromEntries(Object.entries(tests).filter(([name]) => !Object.hasOwn(beyond, name))),
)
