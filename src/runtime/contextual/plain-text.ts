import { unescapeHtml } from '../unescape.js'

/** The text of HTML: comments and tags removed, character references read, space as it was. Linear. */
export function plainTextOf(html: string): string {
  return unescapeHtml(html.includes('<') ? withoutTags(html) : html)
}

function withoutTags(html: string): string {
  let text = ''
  let from = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const end = markupEnd(html, at)
    if (end === null) {
      at++
      continue
    }
    text += html.slice(from, at)
    from = end
    at = end
  }
  return text + html.slice(from)
}

/** Where the tag or comment that begins at `at` ends; null where `<` is text. What has no end goes on to the last. */
function markupEnd(html: string, at: number): number | null {
  if (html.startsWith('<!--', at)) return after(html, '-->', at + 4)
  if (/^(?:[!?]|\/[^a-z])/i.test(html.slice(at + 1, at + 3))) return after(html, '>', at)
  return /^\/?[a-z]/i.test(html.slice(at + 1, at + 3)) ? tagEnd(html, at + 1) : null
}

function after(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from)
  return at < 0 ? html.length : at + end.length
}

/** A tag ends at the first `>` that is not inside a quoted value. */
function tagEnd(html: string, from: number): number {
  const mark = /[>"']/g
  mark.lastIndex = from
  for (let found = mark.exec(html); found !== null; found = mark.exec(html)) {
    if (found[0] === '>') return found.index + 1
    mark.lastIndex = after(html, found[0], found.index + 1)
  }
  return html.length
}
