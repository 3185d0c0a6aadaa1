import { Undefined } from '../undefined.js'
import { python } from '../values/python/python.js'
import { dialectOf } from './dialect.js'

/** Everything that precompiled templates of the python dialect need while they run. */
export const dialect = /* @__PURE__ */ dialectOf({
  values: python,
  undefined: Undefined,
  lenientCalls: false,
})
