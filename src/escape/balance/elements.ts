import type { ContentType } from '../content-type.js'
import { RAW_TEXT } from '../html/elements.js'

/** What a document says about its elements: which end tags it wants, and what `/>` means. */
export interface ElementRules {
  /** The name as elements are told apart by it. */
  nameOf(written: string): string
  /** Whether an element has no content and no end tag. */
  isVoid(name: string): boolean
  /** Whether the end tag may be left out. */
  endsByItself(name: string): boolean
  /** Whether the end tag may stand without a start tag. */
  startsByItself(name: string): boolean
  /** Whether `/>` ends the element; `foreign` says that it is in SVG or MathML. */
  closesItself(name: string, foreign: boolean): boolean
  /** Whether what is in the element is no markup. */
  isRaw(name: string, foreign: boolean): boolean
}

/** What stands for a printed value in a name. */
export const PRINTED = '{{…}}'

/** Elements without content. Source: HTML standard, section 13.1.2. */
const VOID = words(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr',
)

/** Elements whose end tag may be left out. Source: HTML standard, section 13.1.2.4. */
const OPTIONAL_END = words(
  'html head body li dt dd p rt rp optgroup option colgroup caption thead tbody tfoot tr td th',
)

/** Elements whose start tag may be left out with an end tag in place. */
const OPTIONAL_START = words('html head body')

/** Elements of HTML in which `/>` means no more than `>`. */
const HTML = words(
  `a abbr acronym address applet article aside audio b bdi bdo big blockquote button canvas center cite code data
  datalist del details dfn dialog dir div dl em fieldset figcaption figure font footer form frameset h1 h2 h3 h4 h5 h6
  header hgroup i iframe ins kbd label legend main map mark menu meter nav noembed noframes noscript object ol output
  picture pre progress q ruby s samp script search section select slot small span strike strong style sub summary sup
  table template textarea time title tt u ul var video xmp`,
)

function words(listed: string): ReadonlySet<string> {
  return new Set(listed.split(/\s+/))
}

const html: ElementRules = {
  nameOf: (written) => written.toLowerCase(),
  isVoid: (name) => VOID.has(name),
  // Whether an element of a printed name has an end tag is for whoever chooses the name.
  endsByItself: (name) => OPTIONAL_END.has(name) || name.includes(PRINTED),
  startsByItself: (name) => OPTIONAL_START.has(name) || name.includes(PRINTED),
  closesItself: (name, foreign) => foreign || name === 'svg' || name === 'math' || !HTML.has(name),
  isRaw: (name, foreign) => (foreign ? name === 'script' || name === 'style' : RAW_TEXT.has(name)),
}

const xml: ElementRules = {
  nameOf: (written) => written,
  isVoid: () => false,
  endsByItself: () => false,
  startsByItself: () => false,
  closesItself: () => true,
  isRaw: () => false,
}

/** The rules of a kind of markup: XML and SVG leave nothing out. */
export function rulesOf(type: ContentType): ElementRules {
  return type === 'html' ? html : xml
}
