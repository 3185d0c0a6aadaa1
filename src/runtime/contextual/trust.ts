import { reject } from '../filters/arguments.js'
import { isText, Markup } from '../markup.js'
import type { Site } from '../scope.js'
import { source } from './printing.js'
import { safeAttr, safeCss, safeJs, safeUrl, trustedResourceUrl } from './trusted.js'

/** What makes text trusted, by the kind of place. */
const KINDS: ReadonlyMap<string, (text: string) => unknown> = new Map<string, (text: string) => unknown>([
  ['html', (text) => new Markup(text)],
  ['attrs', safeAttr],
  ['js', safeJs],
  ['css', safeCss],
  ['url', safeUrl],
  ['resource', trustedResourceUrl],
])

/** A value that is trusted in one kind of place. Fault: bad-argument for a kind that does not exist. */
export function trust(site: Site, value: unknown, kind: unknown): unknown {
  const { values } = site.host
  const make = isText(kind) ? KINDS.get(kind.toString()) : undefined
  if (make === undefined) return reject(kind, 'safe.kind', `must be one of ${[...KINDS.keys()].join(', ')}`)
  const entries = kind === 'attrs' && !isText(value) ? values.entries(value) : null
  if (entries !== null) return safeAttr(Object.fromEntries(entries))
  return make(source(values, value))
}
