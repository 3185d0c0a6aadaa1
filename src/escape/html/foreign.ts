/**
 * The elements of SVG and MathML around a place, outermost first, a letter for each that changes how HTML is read:
 * `s` and `m` for the roots of SVG and MathML, in which no element has raw text; and inside of these `f d t` for
 * foreignObject, desc and title of SVG, `i` for the text elements of MathML and `a` for annotation-xml that holds HTML,
 * in which HTML is read again.
 *
 * Source: HTML standard, section 13.2.6.5.
 */
const FOREIGN = 'sm'
const DEEPEST = 16

const INNER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s: { svg: 's', foreignobject: 'f', desc: 'd', title: 't' },
  m: { math: 'm', mi: 'i', mo: 'i', mn: 'i', ms: 'i', mtext: 'i' },
}
const ROOTS: Readonly<Record<string, string>> = { svg: 's', math: 'm' }

/** Start tags of HTML that end all foreign elements around them. */
const BREAKOUT: ReadonlySet<string> = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta ' +
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var'
  ).split(' '),
)

/** Whether elements are those of SVG or MathML where these are open. */
export function isForeign(open: string): boolean {
  return open !== '' && FOREIGN.includes(open.at(-1) ?? '')
}

/** Whether elements are those of SVG. */
export function isSvg(open: string): boolean {
  return open.endsWith('s')
}

/** What is open after a start tag; `html` says that it is an annotation-xml whose content is HTML. */
export function opened(open: string, element: string, html: boolean): string {
  const table = isForeign(open) ? INNER[open.at(-1) ?? ''] : ROOTS
  const letter = html && element === 'annotation-xml' && open.endsWith('m') ? 'a' : table?.[element]
  return letter === undefined || open.length >= DEEPEST ? open : open + letter
}

/** What is open when the name of a start tag has been read, before its attributes. */
export function brokenOut(open: string, element: string): string {
  return isForeign(open) && BREAKOUT.has(element) ? withoutForeign(open) : open
}

function withoutForeign(open: string): string {
  return open.replace(/[sm]+$/, '')
}

/** What is open after an end tag. */
export function closed(open: string, element: string): string {
  if (isForeign(open) && (element === 'p' || element === 'br')) return withoutForeign(open)
  const letters = letterOf(element)
  const at = Math.max(...letters.map((letter) => open.lastIndexOf(letter)), -1)
  const reachable = isForeign(open) || at === open.length - 1
  return at >= 0 && reachable ? open.slice(0, at) : open
}

function letterOf(element: string): readonly string[] {
  if (element === 'annotation-xml') return ['a']
  return [INNER.s?.[element], INNER.m?.[element]].filter((letter) => letter !== undefined)
}

/** All elements that this file knows by name. */
export const FOREIGN_ELEMENTS: readonly string[] = [
  'annotation-xml',
  ...Object.values(INNER).flatMap((elements) => Object.keys(elements)),
]
