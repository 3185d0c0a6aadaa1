import type { Url } from '../language.js'

/**
 * How far an address has come. `start` is before its first character. `scheme` is static text that may be a scheme
 * yet, `unknown` a printed value after which anything may follow, `maybe` a join of the start with a later part and
 * `maybe-slash` that of the start with `slash`, which is a single `/` or `\` at the start. `host`, `path` and `query`
 * (with the fragment) are what they say, `either` is one of the last two; `opaque` is what follows a scheme without
 * slashes, `data` the type in a `data:` address. Values are code, or lead who knows where, after `bad`.
 *
 * Source: URL standard, section 4.4.
 */
export function advanceUrl(start: Url, given: string): Url {
  let url = start
  let text = given
  while (text !== '') {
    const [next, rest] = STEPS[url.part](url, text)
    if (rest.length === text.length && next.part === url.part) return next
    url = next
    text = rest
  }
  return url
}

type Reading = readonly [url: Url, rest: string]

/** What the URL parser removes wherever it stands, and everything in front that it ignores. */
const REMOVED = /[\t\n\r]+/g
const LEADING = /^[\0-\x20]+/

const STEPS: Readonly<Record<Url['part'], (url: Url, text: string) => Reading>> = {
  start: (url, text) => {
    const rest = text.replace(LEADING, '')
    return rest === '' ? [url, ''] : [{ ...url, part: 'scheme' }, rest]
  },
  scheme: readScheme,
  unknown: readUnknown,
  maybe: readUnknown,
  'maybe-slash': readUnknown,
  slash: (url, text) => [{ ...url, part: /^[/\\]/.test(text) ? 'host' : 'path' }, text],
  host: readHost,
  path: (url, text) => [/[?#]/.test(text) ? { ...url, part: 'query' } : url, ''],
  query: (url) => [url, ''],
  either: (url, text) => [/[?#]/.test(text) ? { ...url, part: 'query' } : url, ''],
  opaque: (url) => [url, ''],
  data: readData,
  bad: (url) => [url, ''],
}

/** Schemes of addresses that have hosts. */
const HIERARCHICAL: ReadonlySet<string> = new Set(['http', 'https', 'ftp', 'ws', 'wss'])

/** Schemes that hand over to a program of the reader's (HTML standard, section 8.10.2, and some in wide use). */
const HANDED_OVER: ReadonlySet<string> = new Set(
  (
    'bitcoin callto cid ftps geo im irc ircs magnet mailto matrix mid mms news nntp openpgp4fpr sftp sip sips skype ' +
    'sms smsto ssh tel tg urn viber webcal whatsapp xmpp'
  ).split(' '),
)

function readScheme(url: Url, text: string): Reading {
  const known = url.text + text.replace(REMOVED, '')
  const end = known.search(/[:/\\?#]/)
  if (end < 0) return [{ ...url, text: known.slice(0, LONGEST) }, '']
  const rest = known.slice(end)
  if (!rest.startsWith(':'))
    return [{ ...url, text: '', part: partAt(rest, end) }, end === 0 ? rest.slice(1) : rest]
  return [afterScheme(url, known.slice(0, end).toLowerCase()), rest.slice(1)]
}

/** The slashes before a host may come in several texts; the first character of a host is kept for a sign. */
function readHost(url: Url, text: string): Reading {
  const rest = url.text === '' ? text.replace(/^[/\\]+/, '') : text
  const end = rest.search(/[/\\?#]/)
  if (end < 0) return [{ ...url, text: url.text || rest.slice(0, 1) }, '']
  return [{ ...url, part: 'path', text: '' }, rest.slice(end)]
}

/** Longer texts are the beginning of no scheme that matters. */
const LONGEST = 32

function partAt(rest: string, end: number): Url['part'] {
  if (/^[?#]/.test(rest)) return 'query'
  return end === 0 ? 'slash' : 'path'
}

function afterScheme(url: Url, scheme: string): Url {
  if (HIERARCHICAL.has(scheme)) return { ...url, part: 'host', text: '' }
  if (scheme === 'data') return { ...url, part: 'data', text: '' }
  if (HANDED_OVER.has(scheme) || (scheme === 'blob' && url.use === 'media'))
    return { ...url, part: 'opaque', text: '' }
  return { ...url, part: 'bad', text: scheme }
}

/** What `unknown` holds after a single value at the start. */
export const SINGLE = '1'

/** A value was printed before, so that a colon ends a scheme that nobody knows. */
function readUnknown(url: Url, text: string): Reading {
  const end = text.search(/[:/\\?#]/)
  if (end < 0) return [{ ...url, part: 'unknown', text: '' }, '']
  // One value alone is no name of a dangerous scheme: its escaper sees to that.
  const single = end === 0 && url.part === 'unknown' && url.text === SINGLE
  if (text[end] === ':')
    return single
      ? [{ ...url, part: 'host', text: '' }, text.slice(1)]
      : [{ ...url, part: 'bad', text: '' }, '']
  return [{ ...url, part: /[?#]/.test(text[end] ?? '') ? 'query' : 'path', text: '' }, text.slice(end)]
}

/** Types of data that are shown and never run. */
const SHOWN = /^(?:text\/plain|font\/|application\/(?:x-)?font)/
const MEDIA = /^(?:image|audio|video)\//

function readData(url: Url, text: string): Reading {
  const known = url.text + text.replace(REMOVED, '').toLowerCase()
  const end = known.search(/[,;]/)
  if (end < 0) return [{ ...url, text: known.slice(0, LONGEST) }, '']
  const shown = SHOWN.test(known) || (url.use === 'media' && MEDIA.test(known))
  return [shown ? { ...url, part: 'opaque', text: '' } : { ...url, part: 'bad', text: 'data' }, '']
}
