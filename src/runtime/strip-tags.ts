import { SPACES } from './text.js'
import { unescapeHtml } from './unescape.js'

const SPACE_RUN = new RegExp(`[${SPACES}]+`)

/**
 * The text of HTML: comments and tags removed, space collapsed, character references read. Not a sanitizer: what
 * comes out is plain text and has to be escaped again. Linear. Source: MarkupSafe 3, `Markup.striptags`.
 */
export function stripTags(html: string): string {
  const text = withoutTags(withoutComments(html))
  const words = text.split(SPACE_RUN).filter((word) => word !== '')
  return unescapeHtml(words.join(' '))
}

/** Removes comments, also those that only come to be when one inside them is removed. */
function withoutComments(html: string): string {
  if (!html.includes('<!--')) return html
  const kept: string[] = []
  let at = 0
  while (at < html.length) {
    kept.push(html.charAt(at))
    at += 1
    if (kept.at(-1) !== '-' || kept.slice(-4).join('') !== '<!--') continue
    const end = commentEnd(html, at)
    if (end < 0) break
    kept.length -= 4
    at = end
  }
  return kept.join('') + html.slice(at)
}

/** The offset after the end of a comment whose start ends at `at`; its dashes may belong to the end. Or -1. */
function commentEnd(html: string, at: number): number {
  if (html.startsWith('>', at)) return at + 1
  if (html.startsWith('->', at)) return at + 2
  const end = html.indexOf('-->', at)
  return end < 0 ? -1 : end + 3
}

function withoutTags(html: string): string {
  let text = ''
  let at = 0
  for (;;) {
    const start = html.indexOf('<', at)
    const end = start < 0 ? -1 : html.indexOf('>', start)
    if (end < 0) return text + html.slice(at)
    text += html.slice(at, start)
    at = end + 1
  }
}
