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

/**
 * What a mapping says, as bits of its first byte. The numbers follow in this order: column, span, offset, name. Numbers
 * are differences to the mapping before on the same line, seven bits a byte, least first.
 */
const SPAN = 1
/** The span is that of the mapping before. */
const SAME = 2
const FROM = 4
const NAME = 8

/** The most bytes a mapping takes: the first, and five numbers of 32 bits. */
const LONGEST = 26
const FIRST_SIZE = 2048

/** Mappings as they are kept. */
export interface Packed {
  readonly bytes: Uint8Array
  /** Where the mappings of each line of code start in the bytes. */
  readonly starts: readonly number[]
  /** By how much each line is indented; its columns are counted from there. */
  readonly indents: readonly number[]
  readonly names: readonly string[]
}

/**
 * Where generated code comes from: mappings in order of place, no two at the same. There is about one for every second
 * byte of a template, so they are kept as bytes, and made into objects when somebody asks.
 */
export class Mappings implements Iterable<Mapping> {
  readonly #packed: Packed

  constructor(packed: Packed) {
    this.#packed = packed
  }

  *[Symbol.iterator](): Iterator<Mapping> {
    for (let line = 1; line <= this.#packed.starts.length; line++) yield* this.#onLine(line)
  }

  /** The mapping that is in force at a place of the code, or null. Linear in the length of the line. */
  inForce(line: number, column: number): Mapping | null {
    let found: Mapping | null = null
    for (const mapping of this.#onLine(line)) {
      if (mapping.column > column) break
      found = mapping
    }
    return found
  }

  /** The mapping with a span that source maps say comes from an offset, or null. Linear in the number of mappings. */
  from(offset: number): Mapping | null {
    for (const mapping of this) if (mapping.from === offset && mapping.span !== null) return mapping
    return null
  }

  *#onLine(line: number): Generator<Mapping> {
    const { bytes, starts, indents, names } = this.#packed
    const end = starts[line] ?? bytes.length
    const reader = new Reader(bytes, starts[line - 1] ?? end, indents[line - 1] ?? 0)
    while (reader.at < end) yield reader.next(line, names)
  }
}

/** Reads the mappings of one line. */
class Reader {
  at: number
  readonly #bytes: Uint8Array
  #column: number
  #span: Span = { start: 0, end: 0 }
  #from = 0

  constructor(bytes: Uint8Array, at: number, indent: number) {
    this.#bytes = bytes
    this.at = at
    this.#column = indent
  }

  next(line: number, names: readonly string[]): Mapping {
    const says = this.#bytes[this.at++] ?? 0
    this.#column += this.#number()
    if ((says & SPAN) !== 0) {
      const start = this.#span.start + this.#signed()
      this.#span = { start, end: start + this.#signed() }
    }
    if ((says & FROM) !== 0) this.#from += this.#signed()
    return {
      line,
      column: this.#column,
      span: (says & (SPAN | SAME)) === 0 ? null : this.#span,
      from: (says & FROM) === 0 ? null : this.#from,
      name: (says & NAME) === 0 ? null : (names[this.#number()] ?? null),
    }
  }

  #number(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
  }

  #signed(): number {
    const value = this.#number()
    return (value >>> 1) ^ -(value & 1)
  }
}

/** Collects the mappings of lines, each in order of place; of several at the same place the last one stays. */
export class MappingWriter {
  /** How many bytes there are. */
  size = 0
  #bytes = new Uint8Array(FIRST_SIZE)
  readonly #names = new Map<string, number>()
  /** The mapping that is not written yet; its column is -1 when there is none. */
  #column = -1
  #span: Span | null = null
  #from: number | null = null
  #name: string | null = null
  #lastColumn = 0
  #lastStart = 0
  #lastEnd = 0
  #lastFrom = 0

  /** Adds a mapping to the line at hand. */
  add(column: number, span: Span | null, from: number | null, name: string | null): void {
    if (this.#column >= 0 && this.#column !== column) this.#write(this.#column)
    this.#column = column
    this.#span = span
    this.#from = from
    this.#name = name
  }

  /** Ends the line at hand, after which columns are counted anew. */
  endLine(): void {
    if (this.#column >= 0) this.#write(this.#column)
    this.#column = -1
    this.#lastColumn = 0
    this.#lastStart = 0
    this.#lastEnd = 0
    this.#lastFrom = 0
  }

  /** The byte at an index. */
  byte(index: number): number {
    return this.#bytes[index] ?? 0
  }

  /** The names that mappings refer to. */
  get names(): readonly string[] {
    return [...this.#names.keys()]
  }

  /** The bytes so far. */
  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.size)
  }

  #write(column: number): void {
    if (this.size + LONGEST > this.#bytes.length) this.#grow()
    const first = this.size++
    const from = this.#from
    let says = 0
    this.#number(column - this.#lastColumn)
    this.#lastColumn = column
    if (this.#span !== null) says = this.#writeSpan(this.#span)
    if (from !== null) {
      says |= FROM
      this.#signed(from - this.#lastFrom)
      this.#lastFrom = from
    }
    if (this.#name !== null) {
      says |= NAME
      this.#number(this.#indexOf(this.#name))
    }
    this.#bytes[first] = says
  }

  #writeSpan({ start, end }: Span): number {
    if (start === this.#lastStart && end === this.#lastEnd) return SAME
    this.#signed(start - this.#lastStart)
    this.#signed(end - start)
    this.#lastStart = start
    this.#lastEnd = end
    return SPAN
  }

  #indexOf(name: string): number {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    const index = this.#names.size
    this.#names.set(name, index)
    return index
  }

  #signed(value: number): void {
    this.#number(((value << 1) ^ (value >> 31)) >>> 0)
  }

  #number(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#bytes[this.size++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.size++] = rest
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** The mappings of code that has none. */
export function noMappings(): Mappings {
  return new Mappings({ bytes: new Uint8Array(0), starts: [], indents: [], names: [] })
}
