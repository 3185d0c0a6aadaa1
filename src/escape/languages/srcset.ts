import { type Srcset, type Url, urlFor } from '../language.js'
import { advanceUrl } from './url.js'

/** A list of addresses with descriptors after a text: an address ends at a space, a descriptor at a comma. */
export function advanceSrcset(start: Srcset, text: string): Srcset {
  let { url } = start
  for (const [part] of text.matchAll(/,+|\s+|[^,\s]+/g)) url = next(url, part)
  return { kind: 'srcset', url }
}

function next(url: Url | null, part: string): Url | null {
  if (part.startsWith(',')) return url === null || url.part === 'start' ? urlFor('media') : url
  if (/^\s/.test(part)) return url === null || url.part === 'start' ? url : null
  return url === null ? null : advanceUrl(url, part)
}
