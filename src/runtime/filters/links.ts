import { escapeHtml } from '../escape.js'
import { isText, Markup } from '../markup.js'
import { operation } from '../operation.js'
import { pattern } from '../pattern.js'
import type { Site } from '../scope.js'
import { SPACES } from '../text.js'
import { codePointCount, codePointSlice } from '../values/code-points.js'
import { isAbsent, itemsOf, policy, reject, textual, whole } from './arguments.js'

/** How links are written. */
interface LinkStyle {
  /** Most code points of a shown address, or null. */
  readonly limit: number | null
  /** The attributes after `href`, each with a space in front. */
  readonly attributes: string
  readonly schemes: readonly string[]
}

/**
 * The text with web and mail addresses made into links; plain text is escaped, and the result is safe when escaping
 * is on. `trim_url_limit` shortens what is shown; `rel` is added to the policy `urlize.rel`; `extra_schemes` are
 * prefixes such as `tel:`. Fault: bad-argument.
 */
export const urlize = /* @__PURE__ */ operation(
  'trim_url_limit? nofollow? target? rel? extra_schemes?',
  (
    site,
    value: unknown,
    ...[limit = null, nofollow = false, target = null, rel = null, extraSchemes = null]: unknown[]
  ) => {
    const { values } = site.host
    const style: LinkStyle = {
      limit: isAbsent(limit) ? null : whole(limit, 'urlize.trim_url_limit'),
      attributes: relOf(site, rel, values.truthy(nofollow)) + targetOf(site, target),
      schemes: schemesOf(site, extraSchemes),
    }
    const words = values.escape(value).split(SPACE_RUN)
    const html = words.map((word) => linked(word, style)).join('')
    return site.autoescape ? new Markup(html) : html
  },
)

const SPACE_RUN = new RegExp(`([${SPACES}]+)`)

function relOf(site: Site, rel: unknown, nofollow: boolean): string {
  const parts = new Set([
    ...wordsOf(rel),
    ...wordsOf(policy(site, 'urlize.rel')),
    ...(nofollow ? ['nofollow'] : []),
  ])
  return parts.size === 0 ? '' : ` rel="${escapeHtml([...parts].sort().join(' '))}"`
}

function wordsOf(list: unknown): string[] {
  return isText(list)
    ? list
        .toString()
        .split(SPACE_RUN)
        .filter((word) => word.trim() !== '')
    : []
}

function targetOf(site: Site, target: unknown): string {
  const name = isAbsent(target) ? policy(site, 'urlize.target') : target
  return site.host.values.truthy(name) ? ` target="${site.host.values.escape(name)}"` : ''
}

const SCHEME = /^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u

function schemesOf(site: Site, given: unknown): readonly string[] {
  const schemes = isAbsent(given) ? policy(site, 'urlize.extra_schemes') : given
  if (isAbsent(schemes)) return []
  return itemsOf(site.host.values, schemes).map((scheme) => {
    const prefix = textual(scheme, 'urlize.extra_schemes').toString()
    return SCHEME.test(prefix) ? prefix : reject(scheme, 'urlize.extra_schemes', 'must be like "tel:"')
  })
}

/** A word, already escaped, with the address inside it made into a link. */
function linked(word: string, style: LinkStyle): string {
  const head = /^(?:[(<]|&lt;)+/.exec(word)?.[0] ?? ''
  const cut = tailStart(word, head.length)
  const [middle, tail] = balanced(word.slice(head.length, cut), word.slice(cut))
  return head + (webLink(middle, style) ?? mailLink(middle) ?? schemeLinks(middle, style)) + tail
}

const TAIL = [')', '>', '.', ',', '\n', '&gt;']

/** Where the punctuation after an address begins; never before `from`. */
function tailStart(word: string, from: number): number {
  let stop = word.length
  for (;;) {
    const mark = TAIL.find((end) => word.endsWith(end, stop) && stop - end.length >= from)
    if (mark === undefined) return stop
    stop -= mark.length
  }
}

const BRACKETS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['<', '>'],
  ['&lt;', '&gt;'],
]

/** Moves closing brackets back into an address that opened them, with everything before them. */
function balanced(address: string, punctuation: string): [string, string] {
  let middle = address
  let tail = punctuation
  for (const [open, close] of BRACKETS) {
    const opened = occurrences(middle, open)
    if (opened <= occurrences(middle, close)) continue
    for (let moves = Math.min(opened, occurrences(tail, close)); moves > 0; moves--) {
      const end = tail.indexOf(close) + close.length
      middle += tail.slice(0, end)
      tail = tail.slice(end)
    }
  }
  return [middle, tail]
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}

const WORD = '\\p{L}\\p{N}_'
const web = pattern(
  `^(?:(?:https?://|www\\.)(?:(?:[${WORD}%-]+\\.)+)?(?:[a-z]{2,63}|xn--[${WORD}%]{2,59})` +
    `|(?:[${WORD}%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)` +
    `|https?://(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}\\]))` +
    `(?::\\p{Nd}{1,5})?(?:[/?#][^${SPACES}]*)?$`,
  'iu',
)
const mail = pattern(`^[^${SPACES}]+@[${WORD}][${WORD}.-]*\\.[${WORD}]+$`, 'u')

function webLink(address: string, { limit, attributes }: LinkStyle): string | null {
  if (!web().test(address)) return null
  const hasScheme = address.startsWith('https://') || address.startsWith('http://')
  const isLong = limit !== null && codePointCount(address) > limit
  const shown = isLong ? `${codePointSlice(address, 0, limit)}...` : address
  return `<a href="${hasScheme ? '' : 'https://'}${address}"${attributes}>${shown}</a>`
}

function mailLink(address: string): string | null {
  const named = address.startsWith('mailto:')
  if (named && mail().test(address.slice(7))) return `<a href="${address}">${address.slice(7)}</a>`
  const plausible = address.includes('@') && !/^(?:www\.|@)|:/.test(address)
  return plausible && mail().test(address) ? `<a href="mailto:${address}">${address}</a>` : null
}

function schemeLinks(address: string, { schemes, attributes }: LinkStyle): string {
  return schemes.reduce(
    (link, scheme) =>
      link !== scheme && link.startsWith(scheme) ? `<a href="${link}"${attributes}>${link}</a>` : link,
    address,
  )
}
