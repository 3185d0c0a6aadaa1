/** What a template's output is: what `startOf` begins. */
export const CONTENT_TYPES = [
  'html',
  'xml',
  'svg',
  'js',
  'json',
  'css',
  'text',
  'csv',
  'markdown',
  'yaml',
  'shell',
  'tex',
  'sql',
] as const

/** What a template's output is. */
export type ContentType = (typeof CONTENT_TYPES)[number]

/** By ending of the name; all others are plain text. */
const ENDINGS: Readonly<Record<ContentType, readonly string[]>> = {
  html: ['html', 'htm', 'xhtml', 'shtml'],
  xml: ['xml', 'rss', 'atom', 'xsl', 'xslt', 'xsd', 'rdf', 'opf', 'ncx', 'kml', 'gpx', 'plist'],
  svg: ['svg'],
  js: ['js', 'mjs', 'cjs'],
  json: ['json', 'webmanifest', 'map', 'jsonld', 'geojson'],
  css: ['css'],
  text: [],
  csv: [],
  markdown: [],
  yaml: [],
  shell: [],
  tex: [],
  sql: [],
}

const BY_ENDING: ReadonlyMap<string, ContentType> = new Map(
  CONTENT_TYPES.flatMap((type) => ENDINGS[type].map((ending) => [ending, type] as const)),
)

/** Endings that only say that a file is a template. */
const TEMPLATE_ENDING = /\.(?:j2|jinja2?|njk|nunjucks)$/i

/**
 * What a template of a name makes, by its ending before `.j2`, `.jinja`, `.jinja2` or `.njk`: HTML where there is no
 * name or nothing but such an ending, plain text for endings that are not known.
 */
export function contentTypeOf(name: string | null): ContentType {
  if (name === null) return 'html'
  const file = name.slice(name.lastIndexOf('/') + 1).replace(TEMPLATE_ENDING, '')
  const dot = file.lastIndexOf('.')
  if (dot < 0) return TEMPLATE_ENDING.test(name) ? 'html' : 'text'
  return BY_ENDING.get(file.slice(dot + 1).toLowerCase()) ?? 'text'
}

/** The content type of a name that templates may use for it (`javascript`, `md`, `sh`); null for any other word. */
export function contentTypeNamed(word: string): ContentType | null {
  return CONTENT_TYPES.find((type) => type === word) ?? ALIASES.get(word) ?? BY_ENDING.get(word) ?? null
}

const ALIASES: ReadonlyMap<string, ContentType> = new Map([
  ['javascript', 'js'],
  ['txt', 'text'],
  ['md', 'markdown'],
  ['yml', 'yaml'],
  ['sh', 'shell'],
  ['latex', 'tex'],
])

/** Whether what a template makes is markup, so that captured text is markup as well. */
export function isMarkup(type: ContentType): boolean {
  return type === 'html' || type === 'xml' || type === 'svg'
}
