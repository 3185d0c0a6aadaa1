import { attempt } from '../call.js'
import type { Scope } from '../scope.js'
import type { UnsafeValue } from './unsafe-value.js'

/** What a page has in place of a value that is not safe there: a word without meaning in HTML, CSS and JavaScript. */
export const MARKER = 'zToriiz'

/** What a page has in place of a URL that is not safe there: it leads nowhere. */
export const NOWHERE = `about:invalid#${MARKER}`

/** The replacement of a refused value, after the environment's hook was told. Fault: host-error of the hook. */
export function refuse(scope: Scope | undefined, refused: Omit<UnsafeValue, 'template'>): string {
  const hook = scope?.host.onUnsafe ?? null
  if (hook !== null) attempt(() => hook({ ...refused, template: scope?.program.name ?? null }))
  return refused.replacement
}
