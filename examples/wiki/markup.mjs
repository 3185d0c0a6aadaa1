/**
 * Wiki markup as HTML. Everything of the text is escaped but what this file writes itself, and all of it takes time in
 * proportion to the text's length, however hostile.
 */

/** Deeper lists and quotations stay at this depth. */
const DEEPEST = 6

/**
 * The HTML of a text. `pageLink(name)` tells of a page `{ href, exists }`, or gives null where no page can be called so.
 */
export function toHtml(text, pageLink) {
  return blocks(text.split('\n'), { pageLink, ids: new Map(), depth: 0 })
}

/** The names that a text links to. */
export function linksOf(text) {
  return new Set(Array.from(text.matchAll(PAGE_LINK), ([, name]) => name.trim()))
}

const PAGE_LINK = /\[\[([^[\]|\n]{1,100})(?:\|([^[\]\n]{1,200}))?\]\]/g

const HEADING = /^(#{1,4}) +(\S.*)$/
const FENCE = /^```/
const RULE = /^-{3,}\s*$/
const QUOTE = /^> ?/
const ITEM = /^( {0,20})([-*]|\d{1,9}[.)]) +(\S.*)$/

/** Kinds of blocks: each takes lines from where it begins and gives its HTML and the line after it. */
const KINDS = [
  { begins: (line) => FENCE.test(line), take: fence },
  { begins: (line) => HEADING.test(line), take: heading },
  { begins: (line) => RULE.test(line), take: (_lines, at) => ['<hr>', at + 1] },
  { begins: (line) => QUOTE.test(line), take: quotation },
  { begins: (line) => ITEM.test(line), take: list },
]

function blocks(lines, page) {
  const html = []
  let at = 0
  while (at < lines.length) {
    if (lines[at].trim() === '') at++
    else {
      const { take } = KINDS.find(({ begins }) => begins(lines[at])) ?? { take: paragraph }
      const [block, next] = take(lines, at, page)
      html.push(block)
      at = next
    }
  }
  return html.join('\n')
}

function fence(lines, at) {
  let end = at + 1
  while (end < lines.length && !FENCE.test(lines[end])) end++
  const code = lines.slice(at + 1, end).join('\n')
  // Focusable, since keyboards have no other way to scroll it.
  return [`<pre tabindex="0"><code>${escaped(code)}\n</code></pre>`, end + 1]
}

/** The page's name is its h1, so `#` makes an h2. */
function heading(lines, at, page) {
  const [, marks, text] = HEADING.exec(lines[at])
  const level = marks.length + 1
  return [`<h${level} id="${headingId(text, page)}">${inline(text, page)}</h${level}>`, at + 1]
}

/** Prefixed, so that no heading takes an id which the page itself uses. */
function headingId(text, { ids }) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['section']
  const id = `s-${words.join('-').slice(0, 60)}`
  const count = (ids.get(id) ?? 0) + 1
  ids.set(id, count)
  return count === 1 ? id : `${id}-${count}`
}

function quotation(lines, at, page) {
  let end = at
  while (end < lines.length && QUOTE.test(lines[end])) end++
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''))
  const { depth } = page
  const html =
    depth < DEEPEST
      ? blocks(inner, { ...page, depth: depth + 1 })
      : `<p>${inline(inner.join('\n'), page)}</p>`
  return [`<blockquote>\n${html}\n</blockquote>`, end]
}

/** Items by their indentation: a deeper one opens a list inside the item before it. */
function list(lines, at, page) {
  const html = []
  const open = []
  const close = () => html.push(`</li>\n</${open.pop().tag}>`)
  let next = at
  for (; next < lines.length; next++) {
    const found = ITEM.exec(lines[next])
    if (found === null) break
    const [, { length: indent }, marker, text] = found
    const tag = marker.length === 1 ? 'ul' : 'ol'
    while (open.length > 1 && indent < open.at(-1).indent) close()
    if (open.length > 0 && indent <= open.at(-1).indent + 1 && open.at(-1).tag !== tag) close()
    const goesDeeper = open.length === 0 || (indent > open.at(-1).indent + 1 && open.length < DEEPEST)
    if (goesDeeper) open.push({ tag, indent })
    html.push(goesDeeper ? `<${tag}>\n<li>` : '</li>\n<li>', inline(text, page))
  }
  while (open.length > 0) close()
  return [html.join(''), next]
}

function paragraph(lines, at, page) {
  let end = at + 1
  const goesOn = (line) => line.trim() !== '' && !KINDS.some(({ begins }) => begins(line))
  while (end < lines.length && goesOn(lines[end])) end++
  return [`<p>${inline(lines.slice(at, end).join('\n'), page)}</p>`, end]
}

/** What means something inside of a line. Every repetition has an end, so that no text takes long. */
const INLINE = new RegExp(
  [
    '`(?<code>[^`]+)`',
    '\\[\\[(?<name>[^[\\]|\\n]{1,100})(?:\\|(?<text>[^[\\]\\n]{1,200}))?\\]\\]',
    '\\[(?<label>[^[\\]\\n]{1,200})\\]\\((?<target>https?://[^\\s()<>"]{1,1000})\\)',
    '(?<address>https?://[^\\s<>"*`\\[\\]]{1,1000})',
    '(?<mark>\\*\\*?)',
  ].join('|'),
  'g',
)

const TAGS = { '*': 'em', '**': 'strong' }

function inline(text, page) {
  const emphasis = new Emphasis(text)
  let at = 0
  for (const found of text.matchAll(INLINE)) {
    emphasis.write(escaped(text.slice(at, found.index)))
    const { mark } = found.groups
    if (mark === undefined) emphasis.write(linkOrCode(found.groups, page))
    else emphasis.mark(mark, found.index)
    at = found.index + found[0].length
    if (found.groups.address !== undefined) {
      const tail = TAIL.exec(found[0])?.[0] ?? ''
      emphasis.write(escaped(tail))
    }
  }
  emphasis.write(escaped(text.slice(at)))
  return emphasis.html()
}

/** What ends a sentence rather than an address. */
const TAIL = /[.,;:!?)']+$/

function linkOrCode({ code, name, text, label, target, address }, page) {
  if (code !== undefined) return `<code>${escaped(code)}</code>`
  if (name !== undefined) return pageAnchor(name.trim(), text ?? name, page)
  const href = target ?? address.replace(TAIL, '')
  return `<a class="away" href="${escaped(href)}" rel="nofollow noopener ugc">${escaped(label ?? href)}</a>`
}

function pageAnchor(name, text, { pageLink }) {
  const link = pageLink(name)
  if (link === null) return escaped(text)
  const about = link.exists ? '' : ' class="missing" title="This page does not exist yet"'
  return `<a href="${escaped(link.href)}"${about}>${escaped(text)}</a>`
}

/** Pieces of HTML with emphasis between: a mark means something only when another one closes it. */
class Emphasis {
  #text
  #pieces = []
  #open = []

  constructor(text) {
    this.#text = text
  }

  write(html) {
    this.#pieces.push(html)
  }

  mark(mark, at) {
    const opened = this.#open.findLastIndex((each) => each.mark === mark)
    const before = this.#text[at - 1] ?? ' '
    const after = this.#text[at + mark.length] ?? ' '
    if (opened >= 0 && before.trim() !== '') this.#close(mark, opened)
    else if (opened < 0 && after.trim() !== '') this.#open.push({ mark, piece: this.#pieces.push(mark) - 1 })
    else this.#pieces.push(mark)
  }

  /** Marks opened in between stay what they are: asterisks. */
  #close(mark, opened) {
    const [{ piece }] = this.#open.splice(opened)
    this.#pieces[piece] = `<${TAGS[mark]}>`
    this.#pieces.push(`</${TAGS[mark]}>`)
  }

  html() {
    return this.#pieces.join('')
  }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text) {
  return text.replace(/[&<>"']/g, (unit) => ENTITIES[unit])
}
