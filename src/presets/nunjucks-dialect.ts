import { dialectOf } from '../runtime/dialects/dialect.js'
import { ChainableUndefined } from '../runtime/undefined.js'
import { nunjucks } from './nunjucks.js'

/** Everything that precompiled templates written for nunjucks need while they run. */
export const dialect = /* @__PURE__ */ dialectOf({
  values: nunjucks.values,
  undefined: ChainableUndefined,
  lenientCalls: nunjucks.lenientCalls,
  replaced: nunjucks.filters,
})

/** The filters that replace built-in ones. */
export const replaced = nunjucks.filters
