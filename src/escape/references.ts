/**
 * Character references that stand for ASCII characters (HTML standard, section 13.5), by the character. All others
 * stand for letters as far as languages inside of attributes are concerned.
 */
const NAMES: Readonly<Record<string, string>> = {
  '\t': 'Tab',
  '\n': 'NewLine',
  '!': 'excl',
  '"': 'quot QUOT',
  '#': 'num',
  $: 'dollar',
  '%': 'percnt',
  '&': 'amp AMP',
  "'": 'apos',
  '(': 'lpar',
  ')': 'rpar',
  '*': 'ast midast',
  '+': 'plus',
  ',': 'comma',
  '.': 'period',
  '/': 'sol',
  ':': 'colon',
  ';': 'semi',
  '<': 'lt LT',
  '=': 'equals',
  '>': 'gt GT',
  '?': 'quest',
  '@': 'commat',
  '[': 'lsqb lbrack',
  '\\': 'bsol',
  ']': 'rsqb rbrack',
  '^': 'Hat',
  _: 'lowbar UnderBar',
  '`': 'grave DiacriticalGrave',
  '{': 'lcub lbrace',
  '|': 'verbar vert VerticalLine',
  '}': 'rcub rbrace',
  '\u00a0': 'nbsp NonBreakingSpace',
}

const CHARACTERS: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([character, names]) =>
    names.split(' ').map((name) => [name, character] as const),
  ),
)

/** References that need no semicolon. In an attribute they do where `=`, a letter or a digit follows. */
const REFERENCE =
  /&(?:#x(?<hex>[\da-f]+);?|#(?<digits>\d+);?|(?<name>[a-z][a-z\d]*);|(?<short>quot|amp|lt|gt|nbsp)(?![=a-z\d]))/gi

/** Text with its references read, and where each of its units stands in the text that was given. */
export interface Decoded {
  readonly text: string
  /** The offset in the given text of a unit of `text`. */
  offset(unit: number): number
}

/** Attribute text as the language inside of it sees it. */
export function decodeReferences(raw: string): Decoded {
  if (!raw.includes('&')) return { text: raw, offset: (unit) => unit }
  let text = ''
  let from = 0
  const shifts: (readonly [unit: number, offset: number])[] = []
  for (const found of raw.matchAll(REFERENCE)) {
    text += raw.slice(from, found.index) + characterOf(found[0], found.groups)
    from = found.index + found[0].length
    shifts.push([text.length, from])
  }
  text += raw.slice(from)
  return { text, offset: (unit) => offsetIn(shifts, unit) }
}

function offsetIn(shifts: readonly (readonly [unit: number, offset: number])[], unit: number): number {
  const shift = shifts.findLast(([at]) => at <= unit)
  return shift === undefined ? unit : shift[1] + unit - shift[0]
}

function characterOf(whole: string, groups: Readonly<Record<string, string | undefined>> = {}): string {
  const { hex, digits, name, short } = groups
  if (hex !== undefined) return numbered(Number.parseInt(hex, 16))
  if (digits !== undefined) return numbered(Number.parseInt(digits, 10))
  const known = CHARACTERS.get(name ?? short ?? '')
  return known ?? whole
}

function numbered(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd'
}

const UNFINISHED = /&(?:#(?:\d{0,9}|x[\da-f]{0,9})|[a-z][a-z\d]{0,31})?$/i

/** Where the beginning of a reference stands that text ends with; -1 when there is none. */
export function unfinishedReference(raw: string): number {
  const at = raw.lastIndexOf('&')
  return at >= 0 && UNFINISHED.test(raw.slice(at)) ? at : -1
}
