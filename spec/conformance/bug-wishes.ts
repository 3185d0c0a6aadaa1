import type { BugCase } from './formats.js'
import type { DialectName } from './selection.js'

/** A place an error must name: innermost first. */
export interface WantedPlace {
  readonly template: string | null
  readonly line: number
  readonly column: number | null
}

/** What is right for a recorded defect: one of these texts, or (if so) an error, at these places. */
export interface Wish {
  readonly texts: readonly string[]
  readonly error: boolean
  readonly places: readonly WantedPlace[]
}

/** What a defect's `right` asks of a dialect. The wording is read by rules; prose no rule covers is a row below. */
export function wishFor({ right, jinja2 }: BugCase, dialect: DialectName): Wish {
  if (dialect === 'python' && typeof jinja2 === 'string') return wish(jinja2)
  const words = prose[right] ?? byDialect(right, dialect)
  if (typeof words !== 'string') return words
  if (words === 'py mode only') return wish(jinja2 ?? '')
  return placesWish(words) ?? alternativesWish(words)
}

/** The text the js dialect prints for a text Python printed: the declared differences of printing, nothing else. */
export function inJs(text: string): string {
  return text
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, '')
    .replace(/\b(\d+)\.0\b(?! ?\w)/g, '$1')
    .replace(/(?<=["\d\]}]), (?=["\d[{])|(?<=")(:) /g, (_, colon: string | undefined) => colon ?? ',')
}

/** The part of the words that is about a dialect, or about synchronous renders. */
function byDialect(right: string, dialect: DialectName): string {
  const parts =
    /^js mode: (.*); py mode: (.*)$/s.exec(right) ??
    /^async render: .*; (sync)(?: render)?: (.*)$/s.exec(right)
  if (parts === null) return right
  const [, first = '', second = ''] = parts
  return first === 'sync' || dialect === 'python' ? second : first
}

/** `main line 3 col 12`, `m line 2 (called from main line 4)` or `main line 2 > inner line 1`. */
function placesWish(words: string): Wish | null {
  const inner = /^(?:(\S+) )?line (\d+)(?: col (\d+))?/
  const outermostFirst = words.split(' > ').map((part) => inner.exec(part))
  if (outermostFirst.some((found) => found === null)) return null
  const places = outermostFirst.reverse().flatMap((found) => (found === null ? [] : [placeOf(found)]))
  const caller = /\(called from (\S+) line (\d+)\)/.exec(words)
  return { texts: [], error: true, places: caller === null ? places : [...places, placeOf(caller)] }
}

function placeOf([, template, line, column]: RegExpExecArray): WantedPlace {
  return {
    template: template ?? null,
    line: Number(line),
    column: column === undefined ? null : Number(column),
  }
}

/** `ERR …`, `ERR or text`, `text or ERR`, or the text itself. */
function alternativesWish(words: string): Wish {
  const either = /^ERR or (.*)$/s.exec(words) ?? /^(.*) or ERR$/s.exec(words)
  if (either !== null) return { ...wish(either[1] === 'empty' ? '' : (either[1] ?? '')), error: true }
  if (/^ERR\b/.test(words)) return { texts: [], error: true, places: [] }
  return wish(words)
}

function wish(text: string): Wish {
  return /^ERR\b/.test(text)
    ? { texts: [], error: true, places: [] }
    : { texts: [text], error: false, places: [] }
}

/** Words that need a reader, with what they ask for. */
const prose: Readonly<Record<string, Wish>> = {
  'False (or strict error with location)': { ...wish('False'), error: true },
  '[{}] style call output': wish('[{&#34;scales&#34;:{}}]'),
  'documented options object without marker key': wish('[1,{&#34;a&#34;:2}]'),
  'js mode may keep 43; py mode 43.0|2.0|42.5|1.0': wish('43|2|42.5|1'),
  'ERR or quoted by contextual escaper': { ...wish('<a title="a onclick=alert(1)">'), error: true },
  'ERR or documented order': { ...wish('2'), error: true },
  'escaped, or markup-aware': { ...wish('&lt;b&gt;...'), texts: ['&lt;b&gt;...', '<b>bold t...</b>'] },
  'I when a name/URL is given': wish('I'),
  'strict mode: ERR with path a.b': wish('ERR'),
  'one error, one callback': wish('ERR'),
  'err.cause is the original': wish('ERR'),
  'main line 3, original error as cause': {
    texts: [],
    error: true,
    places: [{ template: 'main', line: 3, column: null }],
  },
}
