import { isFault } from '../../scope.js'
import { SPACES } from '../../text.js'
import { codePointCount } from '../code-points.js'
import { entriesOf } from '../keys.js'
import { compare } from './equality.js'
import { FrozenSet } from './frozen-set.js'
import { quoted } from './quote.js'
import { repr } from './repr.js'
import { NamedTuple, Tuple } from './tuple.js'
import { isDict, typeName } from './types.js'

/** Columns of a line. */
const WIDTH = 80

/** A number that stands for a container's place in memory where one contains itself. */
const IDENTITY = 139637976727552

/** Python's `pprint.pformat(value)`: keys in order, and what is wider than 80 columns in lines. */
export function pretty(value: unknown): string {
  return new Pretty().laidOut(value, { column: 0, allowance: 0, level: 0 })
}

/** Where a value is written: from which column, with how much to leave free behind it, inside how many others. */
interface Place {
  readonly column: number
  readonly allowance: number
  readonly level: number
}

class Pretty {
  readonly #open = new Set<object>()

  laidOut(value: unknown, place: Place): string {
    if (isContainer(value) && this.#open.has(value)) return recursion(value)
    const line = this.#flat(value)
    if (codePointCount(line) <= WIDTH - place.column - place.allowance) return line
    const inside = { ...place, level: place.level + 1 }
    if (typeof value === 'string') return textLines(value, inside)
    return isContainer(value) ? this.#within(value, () => this.#lines(value, inside)) : line
  }

  #lines(value: object, place: Place): string {
    if (value instanceof NamedTuple) return repr(value)
    if (value instanceof Tuple) return this.#items(value, ['(', value.length === 1 ? ',)' : ')'], place)
    if (Array.isArray(value)) return this.#items(value, ['[', ']'], place)
    if (value instanceof Set) return this.#set(value, place)
    return isDict(value) ? this.#dict(entriesOf(value), place) : repr(value)
  }

  #set(value: ReadonlySet<unknown>, place: Place): string {
    if (value.size === 0) return repr(value)
    const items = [...value].sort(safeOrder)
    if (!(value instanceof FrozenSet)) return this.#items(items, ['{', '}'], place)
    return this.#items(items, ['frozenset({', '})'], { ...place, column: place.column + 'frozenset('.length })
  }

  #items(items: readonly unknown[], [start, end]: readonly [string, string], place: Place): string {
    const column = place.column + 1
    const lines = items.map((item, index) => {
      const allowance = index === items.length - 1 ? place.allowance + end.length : 1
      return this.laidOut(item, { column, allowance, level: place.level })
    })
    return start + lines.join(`,\n${' '.repeat(column)}`) + end
  }

  #dict(entries: readonly (readonly [unknown, unknown])[], place: Place): string {
    const column = place.column + 1
    const lines = sorted(entries).map(([key, value], index) => {
      const label = `${this.#flat(key)}: `
      const allowance = index === entries.length - 1 ? place.allowance + 1 : 1
      return (
        label + this.laidOut(value, { column: column + codePointCount(label), allowance, level: place.level })
      )
    })
    return `{${lines.join(`,\n${' '.repeat(column)}`)}}`
  }

  /** In one line, dicts in order of their keys. */
  #flat(value: unknown): string {
    if (!isContainer(value) || value instanceof Set || value instanceof NamedTuple) return repr(value)
    if (this.#open.has(value)) return recursion(value)
    return this.#within(value, () => this.#flatItems(value))
  }

  #flatItems(value: object): string {
    if (isDict(value)) {
      const entries = sorted(entriesOf(value)).map((entry) =>
        entry.map((part) => this.#flat(part)).join(': '),
      )
      return `{${entries.join(', ')}}`
    }
    const items = Array.isArray(value) ? value.map((item: unknown) => this.#flat(item)) : []
    if (!(value instanceof Tuple)) return `[${items.join(', ')}]`
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  }

  #within(value: object, print: () => string): string {
    this.#open.add(value)
    const printed = print()
    this.#open.delete(value)
    return printed
  }
}

function isContainer(value: unknown): value is object {
  return Array.isArray(value) || value instanceof Set || isDict(value)
}

function recursion(value: object): string {
  return `<Recursion on ${typeName(value)} with id=${IDENTITY}>`
}

function sorted(entries: readonly (readonly [unknown, unknown])[]): readonly (readonly [unknown, unknown])[] {
  return [...entries].sort(([left], [right]) => safeOrder(left, right))
}

/** Values that cannot be compared are ordered by the names of their types. */
function safeOrder(left: unknown, right: unknown): number {
  try {
    return compare(left, right, '<')
  } catch (error) {
    if (!isFault(error, 'not-comparable')) throw error
    return typeName(left) < typeName(right) ? -1 : 1
  }
}

const ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029'
const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}]|$)`, 'g')
const WORD = new RegExp(`[^${SPACES}]*[${SPACES}]*`, 'g')

/** A text in pieces that fit, one per line; at the top in parentheses. */
function textLines(text: string, place: Place): string {
  const top = place.level === 1 ? 1 : 0
  const column = place.column + top
  const pieces = piecesOf(text, WIDTH - column, place.allowance + top)
  if (pieces.length === 1) return quoted(text)
  const lines = pieces.map(quoted).join(`\n${' '.repeat(column)}`)
  return top === 1 ? `(${lines})` : lines
}

function piecesOf(text: string, width: number, allowance: number): string[] {
  const lines = (text.match(LINE) ?? []).filter((line) => line !== '')
  return lines.flatMap((line, index) => {
    const last = index === lines.length - 1
    const fits = codePointCount(quoted(line)) <= width - (last ? allowance : 0)
    return fits ? [line] : wordsOf(line, width, last ? allowance : 0)
  })
}

/** A line cut between words; only the last word has to leave room for what follows. */
function wordsOf(line: string, width: number, allowance: number): string[] {
  const words = (line.match(WORD) ?? []).filter((word) => word !== '')
  const pieces: string[] = []
  let current = ''
  words.forEach((word, index) => {
    const room = index === words.length - 1 ? width - allowance : width
    if (codePointCount(quoted(current + word)) <= room) current += word
    else {
      if (current !== '') pieces.push(current)
      current = word
    }
  })
  return current === '' ? pieces : [...pieces, current]
}
