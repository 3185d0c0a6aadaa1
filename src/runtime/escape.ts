/** Below this length a regular expression and a character loop win; above it, searching per character does. */
const SHORT = 40

const SPECIAL = /[&<>"']/

/**
 * The text with `& < > " '` written as HTML character references, in MarkupSafe's spelling (`&#34;`, `&#39;`):
 * safe in HTML text, in quoted attributes and in comments. Linear; text without specials is returned as it is.
 */
export function escapeHtml(text: string): string {
  if (text.length < SHORT) return SPECIAL.test(text) ? escapeShort(text) : text
  return escapeLong(text)
}

function escapeShort(text: string): string {
  let html = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const reference = referenceOf(text.charCodeAt(at))
    if (reference === '') continue
    html += text.slice(from, at) + reference
    from = at + 1
  }
  return html + text.slice(from)
}

function referenceOf(unit: number): string {
  switch (unit) {
    case 34:
      return '&#34;'
    case 38:
      return '&amp;'
    case 39:
      return '&#39;'
    case 60:
      return '&lt;'
    case 62:
      return '&gt;'
  }
  return ''
}

/** Ampersands go first, because every other replacement writes one. */
function escapeLong(text: string): string {
  let html = text
  if (html.indexOf('&') !== -1) html = html.replaceAll('&', '&amp;')
  if (html.indexOf('<') !== -1) html = html.replaceAll('<', '&lt;')
  if (html.indexOf('>') !== -1) html = html.replaceAll('>', '&gt;')
  if (html.indexOf('"') !== -1) html = html.replaceAll('"', '&#34;')
  if (html.indexOf("'") !== -1) html = html.replaceAll("'", '&#39;')
  return html
}
