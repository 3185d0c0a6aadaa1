import { isText } from './markup.js'
import type { Scope } from './scope.js'

/** The missing value of an attribute that `owner` does not have. */
export function missingAttribute(scope: Scope, owner: unknown, name: string): unknown {
  return scope.missing({ path: name, hint: null, owner, values: scope.host.values })
}

/** The missing value of `owner[key]`. */
export function missingItem(scope: Scope, owner: unknown, key: unknown): unknown {
  const { values } = scope.host
  if (isText(key)) return missingAttribute(scope, owner, String(key))
  return scope.missing({ path: `[${values.repr(key)}]`, hint: null, owner, key, values })
}
