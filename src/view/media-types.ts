/** What the ending of a template's name says about its page. */
export interface MediaType {
  readonly ending: string
  readonly type: string
  /** The header for it. */
  readonly header: string
  /** Whether values are escaped as HTML where a folder of templates is given. */
  readonly escaped: boolean
}

/** JSON is UTF-8 by definition, so its types have no such parameter (RFC 8259, section 11). */
const row = (ending: string, type: string, escaped: boolean): MediaType => {
  const header = /\bjson$/.test(type) ? type : `${type}; charset=utf-8`
  return { ending, type, header, escaped }
}

/**
 * Types by ending, preferred ones first: negotiation between equals picks the upper row. Data and code are escaped too
 * (a value cannot end a string with a quote); only plain text is not. What should be JSON is printed with `tojson`.
 */
export const MEDIA_TYPES: readonly MediaType[] = [
  row('html', 'text/html', true),
  row('htm', 'text/html', true),
  row('xhtml', 'application/xhtml+xml', true),
  row('json', 'application/json', true),
  row('txt', 'text/plain', false),
  row('xml', 'application/xml', true),
  row('atom', 'application/atom+xml', true),
  row('rss', 'application/rss+xml', true),
  row('svg', 'image/svg+xml', true),
  row('css', 'text/css', true),
  row('js', 'text/javascript', true),
  row('mjs', 'text/javascript', true),
  row('jsonld', 'application/ld+json', true),
  row('webmanifest', 'application/manifest+json', true),
  row('csv', 'text/csv', false),
  row('md', 'text/markdown', false),
  row('ics', 'text/calendar', false),
  row('vcf', 'text/vcard', false),
  row('vtt', 'text/vtt', false),
]

const byEnding: ReadonlyMap<string, MediaType> = new Map(MEDIA_TYPES.map((each) => [each.ending, each]))

/** The ending of a name, without an ending that says that it is a template. */
const ENDING = /\.(\w+)(?:\.(?:jinja2?|j2|njk))?$/i

/** What a name's ending says: its row of the table, undefined for one that is not in it, null when it has none. */
export function mediaTypeOf(name: string): MediaType | undefined | null {
  const ending = ENDING.exec(name.slice(name.lastIndexOf('/') + 1))?.[1]
  return ending === undefined ? null : byEnding.get(ending.toLowerCase())
}

/** Whether a folder's template of that name is escaped where it starts; what is not known is. */
export function isEscaped(name: string | null): boolean {
  return (name === null ? null : mediaTypeOf(name))?.escaped ?? true
}
