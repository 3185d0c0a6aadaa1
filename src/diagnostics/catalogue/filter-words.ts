import { quote } from '../quote.js'
import type { PythonClass } from './row.js'

/** Which argument of what is wrong; `got` is the value as text, where the fault knows it. */
export interface Place {
  readonly callee: string
  readonly argument: string
  readonly got?: string
}

/** A class and a sentence of Jinja's. */
interface Words {
  readonly type: string
  /** Absent where the words are Python's. */
  message?(place: Place): string
}

/** Jinja's words about an argument of a filter, or null where it leaves them to Python. */
export function wordsFor({ callee, argument }: Place): Words | null {
  return FILTERS[`${callee}.${argument}`] ?? FILTERS[callee] ?? null
}

const NO_ATTRIBUTE = filterArgument(() => 'Missing parameter for attribute name')

/** Filters that call a method of their value, which values of other types lack. */
const METHOD_OF_VALUE = ['dictsort', 'wordwrap', 'xmlattr']

/** By filter, or by filter and argument. */
const FILTERS: Readonly<Record<string, Words>> = {
  'map.name': filterArgument(() => 'map requires a filter argument'),
  map: filterArgument(({ argument }) => `Unexpected keyword argument ${quote(argument)}`),
  selectattr: NO_ATTRIBUTE,
  rejectattr: NO_ATTRIBUTE,
  items: { type: 'TypeError', message: () => 'Can only get item pairs from a mapping.' },
  'dictsort.by': filterArgument(() => 'You can only sort by either "key" or "value"'),
  'format.values': filterArgument(() => "can't handle positional and keyword arguments at the same time"),
  'reverse.value': filterArgument(() => 'argument must be iterable'),
  'urlize.extra_schemes': filterArgument(({ got = '' }) => `${quote(got)} is not a valid URI scheme prefix.`),
  'truncate.length': { type: 'AssertionError', message: ({ got }) => `expected length >= 3, got ${got}` },
  'truncate.leeway': { type: 'AssertionError', message: ({ got }) => `expected leeway >= 0, got ${got}` },
  'cycler.items': { type: 'RuntimeError', message: () => 'at least one item has to be provided' },
  'loop.cycle.items': { type: 'TypeError', message: () => 'no items for cycling given' },
  ...Object.fromEntries(METHOD_OF_VALUE.map((filter) => [`${filter}.value`, python('AttributeError')])),
  'wordwrap.width': python('ValueError'),
  'xmlattr.name': python('TypeError'),
  xmlattr: {
    type: 'ValueError',
    message: ({ argument }) => `Invalid character in attribute name: ${quote(argument)}`,
  },
}

function python(type: PythonClass): Words {
  return { type }
}

function filterArgument(message: NonNullable<Words['message']>): Words {
  return { type: 'FilterArgumentError', message }
}
