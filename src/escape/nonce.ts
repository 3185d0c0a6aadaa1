import { advance } from './advance.js'
import type { Context } from './context.js'

const TAG = /<(?:script|style)(?=[\t\n\f\r />])/gi

/** A nonce that the template writes itself. */
const OWN = /^[^>]*[\t\n\f\r "'/]nonce[\t\n\f\r ]*=/i

/** Where in a text a nonce of the page belongs: behind the names of tags of scripts and styles that have none. Linear. */
export function noncePoints(start: Context, text: string): readonly number[] {
  const points: number[] = []
  let from = 0
  let at = start
  for (const { index, 0: tag } of text.matchAll(TAG)) {
    at = advance(at, text.slice(from, index)).context
    from = index
    const end = index + tag.length
    if (isMarkup(at) && !OWN.test(text.slice(end, end + FAR))) points.push(end)
  }
  return points
}

/** How far a tag is looked through for a nonce. */
const FAR = 2000

function isMarkup({ target, state, foreign }: Context): boolean {
  return target === 'html' && state === 'text' && foreign === ''
}
