import type { Code, Line, Lines, Mapped } from '../codegen/code.js'
import type { Span } from '../source.js'

/** From here on, until the next mapping, generated code comes from this place in the template. */
export interface Mapping {
  /** Line of the generated code, from 1. */
  readonly line: number
  /** Column in UTF-16 units, from 0. */
  readonly column: number
  /** What a failure is shown at, or null. */
  readonly span: Span | null
  /** The offset that source maps give, or null. */
  readonly from: number | null
  /** The template's name for the identifier or text that starts here, or null. */
  readonly name: string | null
}

/** Generated code as text, with where it comes from. */
export interface Printed {
  readonly code: string
  /** In order of place, no two at the same. */
  readonly mappings: readonly Mapping[]
}

/** The text of generated lines and its mappings. Linear in the size of the code. */
export function print(lines: Lines): Printed {
  const printer = new Printer()
  lines.each((line) => printer.line(line))
  return { code: printer.code, mappings: printer.mappings }
}

type Place = Pick<Mapping, 'span' | 'from'>

class Printer {
  readonly mappings: Mapping[] = []
  code = ''
  #line = 1
  #column = 0

  line({ depth, from, code }: Line): void {
    this.#add('  '.repeat(depth))
    const place = { span: null, from }
    if (from !== null) this.#map({ ...place, name: null })
    this.#code(code, place)
    this.code += '\n'
    this.#line++
    this.#column = 0
  }

  #code(code: Code, around: Place): void {
    if (typeof code === 'string') this.#add(code)
    else if ('code' in code) this.#mapped(code, around)
    else for (const part of code) this.#code(part, around)
  }

  #mapped({ span, from, name, code }: Mapped, around: Place): void {
    const place = { span: span ?? around.span, from }
    this.#map({ ...place, name })
    this.#code(code, place)
    // What follows an expression comes from its end, so that ranges of covered code end where the expression does.
    const end = span !== null && from !== null ? span.end : around.from
    this.#map({ span: around.span, from: end, name: null })
  }

  #map(place: Omit<Mapping, 'line' | 'column'>): void {
    const last = this.mappings.at(-1)
    if (last?.line === this.#line && last.column === this.#column) this.mappings.pop()
    this.mappings.push({ line: this.#line, column: this.#column, ...place })
  }

  #add(text: string): void {
    this.code += text
    this.#column += text.length
  }
}

/** The mapping that is in force at a place of the code, or null. O(log mappings). */
export function mappingAt(mappings: readonly Mapping[], line: number, column: number): Mapping | null {
  let low = 0
  let high = mappings.length
  while (low < high) {
    const middle = (low + high) >> 1
    const mapping = mappings[middle]
    if (mapping === undefined || mapping.line > line || (mapping.line === line && mapping.column > column))
      high = middle
    else low = middle + 1
  }
  const found = mappings[low - 1]
  return found?.line === line ? found : null
}

/** The mapping with a span that source maps say comes from an offset, or null. Linear in the number of mappings. */
export function mappingFrom(mappings: readonly Mapping[], offset: number): Mapping | null {
  return mappings.find(({ from, span }) => from === offset && span !== null) ?? null
}
