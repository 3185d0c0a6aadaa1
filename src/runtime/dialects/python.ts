import { Undefined } from '../undefined.js'
import { pythonFilters } from '../values/python/filters/replaced.js'
import { python } from '../values/python/python.js'
import { dialectOf } from './dialect.js'

/** Everything that precompiled templates of the python dialect need while they run. */
export const dialect = /* @__PURE__ */ dialectOf({
  values: python,
  undefined: Undefined,
  lenientCalls: false,
  replaced: pythonFilters,
})

/** The filters that replace shared ones. */
export { pythonFilters as replaced }
