import { FOREIGN_ELEMENTS } from './foreign.js'

/** Elements whose text is not markup. */
export const RAW_TEXT: ReadonlySet<string> = new Set(
  'script style title textarea xmp iframe noembed noframes'.split(' '),
)

/** Elements of text only in which character references are read. */
export const ESCAPABLE: ReadonlySet<string> = new Set(['title', 'textarea'])

/** Elements that run, embed or configure something. */
const POWERFUL = 'script style iframe frame embed object applet base link meta plaintext param portal'.split(
  ' ',
)

/** Elements of SVG that change attributes of others. */
export const ANIMATIONS: ReadonlySet<string> = new Set(
  'animate animatemotion animatetransform animatecolor set'.split(' '),
)

/** Elements with attributes of their own that hold addresses. */
const LINKED =
  'a area audio blockquote body button del feimage form html image img input ins q source table tbody td tfoot th thead tr track use video'.split(
    ' ',
  )

/** Elements that change how HTML is read, or whose attributes run, embed or configure something. */
export const SPECIAL_ELEMENTS: readonly string[] = [
  ...RAW_TEXT,
  ...POWERFUL,
  ...ANIMATIONS,
  ...FOREIGN_ELEMENTS,
]

const SPECIAL: ReadonlySet<string> = new Set(SPECIAL_ELEMENTS)

const KNOWN: ReadonlySet<string> = new Set([...SPECIAL, ...LINKED])

/** The element as contexts keep it: empty for those about which there is nothing to know. */
export function knownElement(name: string): string {
  return KNOWN.has(name) ? name : ''
}

/** Whether it does not matter which of several elements this is: none of its attributes runs or embeds anything. */
export function isOrdinary(name: string): boolean {
  return !SPECIAL.has(name.replace(/^\//, ''))
}

/** Attributes that decide what others mean, or what a script is. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  script: ['language', 'type'],
  link: ['rel'],
  meta: ['http-equiv', 'itemprop', 'name', 'property'],
  'annotation-xml': ['encoding'],
  ...Object.fromEntries([...ANIMATIONS].map((element) => [element, ['attributename']])),
}

/** Whether contexts remember an attribute of the open tag. */
export function isFact(element: string, attribute: string): boolean {
  return FACTS[element]?.includes(attribute) ?? false
}

/** Attributes whose printed value would decide what others mean. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  ...FACTS,
  link: ['rel', 'as'],
  meta: ['http-equiv'],
  iframe: ['sandbox', 'allow', 'csp'],
}

/** Whether an attribute takes no printed values. */
export function isControl(element: string, attribute: string): boolean {
  return CONTROLS[element]?.includes(attribute) ?? false
}
