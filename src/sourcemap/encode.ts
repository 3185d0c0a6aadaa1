import type { Mapping, Mappings } from '../codegen/mappings.js'
import type { Source } from '../source.js'

/** A source map, version 3. */
export interface SourceMap {
  readonly version: 3
  readonly sources: readonly string[]
  readonly sourcesContent: readonly string[]
  readonly names: readonly string[]
  readonly mappings: string
}

/** The source map of generated code; `url` is what it calls the template. Linear in the number of mappings. */
export function encodeMap(
  mappings: Mappings,
  source: Source,
  url: string = source.name ?? '<string>',
): SourceMap {
  const encoder = new Encoder(source)
  for (const mapping of mappings) encoder.add(mapping)
  return {
    version: 3,
    sources: [url],
    sourcesContent: [source.text],
    names: [...encoder.names.keys()],
    mappings: encoder.text(),
  }
}

/** A map as a `data:` URL, for code that starts `linesBefore` lines further down than the map says. */
export function inlineMap(map: SourceMap, linesBefore: number): string {
  const text = JSON.stringify({ ...map, mappings: ';'.repeat(linesBefore) + map.mappings })
  const ascii = text.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `data:application/json;base64,${base64(ascii)}`
}

/** Text of ASCII characters in base 64 (RFC 4648). */
function base64(ascii: string): string {
  const parts: string[] = []
  for (let start = 0; start < ascii.length; start += 3) {
    const [first = 0, second = 0, third = 0] = [0, 1, 2].map((index) => ascii.charCodeAt(start + index) || 0)
    const bits = (first << 16) | (second << 8) | third
    parts.push([18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63]).join(''))
  }
  const padding = (3 - (ascii.length % 3)) % 3
  return parts.join('').slice(0, parts.length * 4 - padding) + '='.repeat(padding)
}

/** Writes mappings as segments of numbers, each the difference to the one before. */
class Encoder {
  readonly names = new Map<string, number>()
  readonly #source: Source
  readonly #lines: string[][] = []
  #column = 0
  #from = { line: 1, column: 1 }
  #name = 0

  constructor(source: Source) {
    this.#source = source
  }

  add({ line, column, from, name }: Mapping): void {
    while (this.#lines.length < line) {
      this.#lines.push([])
      this.#column = 0
    }
    const own = vlq(column - this.#column)
    this.#column = column
    this.#lines[line - 1]?.push(own + (from === null ? '' : this.#place(from)) + this.#nameOf(name))
  }

  text(): string {
    return this.#lines.map((segments) => segments.join(',')).join(';')
  }

  #place(offset: number): string {
    const { line, column } = this.#source.position(offset)
    const text = vlq(0) + vlq(line - this.#from.line) + vlq(column - this.#from.column)
    this.#from = { line, column }
    return text
  }

  #nameOf(name: string | null): string {
    if (name === null) return ''
    const index = this.names.get(name) ?? this.names.size
    this.names.set(name, index)
    const text = vlq(index - this.#name)
    this.#name = index
    return text
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** A number as base-64 digits of five bits, least first; the sign is the lowest bit. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1
  let text = ''
  do {
    const digit = rest & 31
    rest >>>= 5
    text += DIGITS[rest > 0 ? digit | 32 : digit]
  } while (rest > 0)
  return text
}
