import type { Vars } from '../template.js'
import type { Environ } from './contract.js'
import type { Nonce } from './nonce.js'
import type { PageVars } from './templates.js'
import { type Query, url } from './url.js'

/** What templates know without being told; what the application calls so goes before. */
interface Given {
  /** The address of a path of the application: `{{ url('/search', q='x') }}`. */
  readonly url: (path: string, query?: Query) => string
  /** The nonce of the page. */
  readonly csp_nonce: Nonce
}

/** A page's vars with `url` and `csp_nonce` beside them. The caller's own object stays as it is. */
export function pageVars(environ: Environ, vars: Vars, nonce: Nonce): PageVars {
  const given: Given = { url: (path, query) => url(environ, path, query), csp_nonce: nonce }
  if (vars instanceof Map) return { ...given, ...Object.fromEntries(vars) }
  // The engine tells what is wrong with anything else.
  if (typeof vars !== 'object' || Array.isArray(vars)) return vars as PageVars
  const prototype: unknown = Object.getPrototypeOf(vars)
  if (prototype === Object.prototype || prototype === null) return { ...given, ...vars }
  // Fields of a class can be getters of its prototype, which a copy would not have.
  const missing = Object.entries(given).filter(([name]) => !(name in vars))
  return Object.assign(Object.create(vars), Object.fromEntries(missing))
}
