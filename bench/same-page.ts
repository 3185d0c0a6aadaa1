/**
 * Brings a page to a form in which engines that do the same job agree. Only two things are made equal: how a
 * character is spelled as a reference (`&quot;`, `&#34;`, `&#x22;`; some engines also write `/`, `=` or a
 * backtick as one, and pug leaves the apostrophe alone, which is safe where these pages have it), and white space
 * beside tags or in runs, which no browser shows, or in the JSON of a script.
 */
export function normalise(html: string): string {
  return html
    .replace(/&(#x[0-9a-f]+|#\d+|quot|apos|amp|lt|gt);/gi, (_, name: string) => canonical(name.toLowerCase()))
    .replace(/\s+/g, ' ')
    .replace(/(?<=<script[^>]*>)[^<]*/g, (json) => json.replace(/([,:]) /g, '$1'))
    .replace(/ ?(<[^>]*>) ?/g, '$1')
    .replace(/ (?=>)/g, '')
    .trim()
}

const named: Readonly<Record<string, number>> = { quot: 34, apos: 39, amp: 38, lt: 60, gt: 62 }

function canonical(name: string): string {
  const code = name.startsWith('#x')
    ? Number.parseInt(name.slice(2), 16)
    : (named[name] ?? Number.parseInt(name.slice(1), 10))
  const character = String.fromCodePoint(code)
  return '&<>"'.includes(character) ? `&#${code};` : character
}

/** Where two pages part, with a little of both; null when they are the same page. */
export function firstDifference(wanted: string, got: string): string | null {
  const left = normalise(wanted)
  const right = normalise(got)
  if (left === right) return null
  let at = 0
  while (left[at] === right[at]) at++
  const from = Math.max(0, at - 40)
  return `wanted …${left.slice(from, at + 60)}…\n     got …${right.slice(from, at + 60)}…`
}
