import { escapeHtml } from './escape.js'
import type { Scope } from './scope.js'

/**
 * The attribute for tags of scripts and styles where a page is rendered with `csp_nonce`, with a space in front; nothing
 * where there is none, or one that says of itself that it is not used.
 */
export function nonce(scope: Scope): string {
  const given = scope.find('csp_nonce')
  if (given === undefined || given === null || given === '' || given === false) return ''
  if (typeof given === 'object' && 'isUsed' in given && given.isUsed === false) return ''
  return ` nonce="${escapeHtml(String(given))}"`
}
