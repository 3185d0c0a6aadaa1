/** From here on, until the next segment, code comes from this place of a source. */
export interface Segment {
  /** Line of the code, from 1. */
  readonly line: number
  /** Column of the code in UTF-16 units, from 0. */
  readonly column: number
  /** Which source, and where in it, counted as above; null for code that comes from none. */
  readonly original: { readonly source: number; readonly line: number; readonly column: number } | null
  /** The index of its name, or null. */
  readonly name: number | null
}

/** The segments of a source map's `mappings`, in order of place. Linear; what is no such text gives fewer of them. */
export function decodeMappings(text: string): Segment[] {
  const segments: Segment[] = []
  const last = { source: 0, line: 0, column: 0 }
  let lastName = 0
  for (const [index, line] of text.split(';').entries()) {
    let column = 0
    for (const part of line === '' ? [] : line.split(',')) {
      const [own = 0, source, row = 0, original = 0, name] = numbersOf(part)
      column += own
      if (source !== undefined) {
        last.source += source
        last.line += row
        last.column += original
      }
      const place = source === undefined ? null : { ...last, line: last.line + 1 }
      lastName += name ?? 0
      const named = name === undefined ? null : lastName
      segments.push({ line: index + 1, column, original: place, name: named })
    }
  }
  return segments
}

/** The segment that is in force at a place of the code, or null. O(log segments). */
export function segmentAt(segments: readonly Segment[], line: number, column: number): number | null {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    const segment = segments[middle]
    if (segment === undefined || segment.line > line || (segment.line === line && segment.column > column))
      high = middle
    else low = middle + 1
  }
  return segments[low - 1]?.line === line ? low - 1 : null
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Numbers of base-64 digits of five bits, least first; the sign is the lowest bit. */
function numbersOf(text: string): number[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const character of text) {
    const digit = DIGITS.indexOf(character)
    value += (digit & 31) << shift
    shift += 5
    if ((digit & 32) !== 0) continue
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1)
    value = 0
    shift = 0
  }
  return numbers
}
