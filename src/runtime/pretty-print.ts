import { fault } from './fault.js'
import { isText } from './markup.js'
import { codePointCount } from './values/code-points.js'
import { entriesOf } from './values/keys.js'
import { isList, isMapping, kindOf } from './values/shapes.js'
import type { Values } from './values/values.js'

/** Columns of a line. */
const WIDTH = 80

/**
 * The value as source code of its dialect, mappings ordered by key; lists and mappings wider than 80 columns take a
 * line for each item. Source: Python's `pprint.pformat`. Fault: circular-value. Cost: size times depth.
 */
export function prettyPrint(values: Values, value: unknown): string {
  return new Printer(values).laidOut(value, 0, 0)
}

class Printer {
  readonly #values: Values
  readonly #open = new Set<object>()

  constructor(values: Values) {
    this.#values = values
  }

  /** `column` is where the text begins, `allowance` what must fit behind it on its last line. */
  laidOut(value: unknown, column: number, allowance: number): string {
    const line = this.#flat(value)
    if (codePointCount(line) <= WIDTH - column - allowance) return line
    const joint = `,\n${' '.repeat(column + 1)}`
    if (isList(value)) {
      const lines = value.map((item, index) => {
        const after = index === value.length - 1 ? allowance + 1 : 1
        return this.laidOut(item, column + 1, after)
      })
      return `[${lines.join(joint)}]`
    }
    return isMapping(value) ? `{${this.#entryLines(value, column, allowance).join(joint)}}` : line
  }

  #entryLines(mapping: object, column: number, allowance: number): string[] {
    const entries = this.#sorted(mapping)
    return entries.map(([key, value], index) => {
      const label = `${this.#flat(key)}: `
      const after = index === entries.length - 1 ? allowance + 1 : 1
      return label + this.laidOut(value, column + 1 + codePointCount(label), after)
    })
  }

  #flat(value: unknown): string {
    if (!isList(value) && !isMapping(value)) return this.#values.repr(value)
    if (this.#open.has(value)) return fault('circular-value', { kind: kindOf(value) })
    this.#open.add(value)
    const line = isMapping(value)
      ? `{${this.#sorted(value)
          .map((entry) => entry.map((part) => this.#flat(part)).join(': '))
          .join(', ')}}`
      : `[${value.map((item) => this.#flat(item)).join(', ')}]`
    this.#open.delete(value)
    return line
  }

  #sorted(mapping: object): [unknown, unknown][] {
    const entries = isMapping(mapping) ? entriesOf(mapping) : []
    return entries.sort(([left], [right]) => this.#order(left, right))
  }

  /** Keys of one kind by value, keys of different kinds by the word for their kind. */
  #order(left: unknown, right: unknown): number {
    const [kind, other] = [kindOf(left), kindOf(right)]
    if (kind !== other) return kind < other ? -1 : 1
    return isText(left) || kind === 'number' ? this.#values.compare(left, right, '<') : 0
  }
}
