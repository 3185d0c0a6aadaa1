import type { Mapping } from '../../../../src/codegen/mappings.js'
import type { Piece } from './messages.js'

/** Generated code cut where its mappings begin; each piece ends at the next mapping or with its line. */
export function piecesOf(code: string, mappings: Iterable<Mapping>): Piece[] {
  const lines = lineStarts(code)
  const all = [...mappings]
  return all.flatMap(({ line, column, span, from, name }, index) => {
    const next = all[index + 1]
    const begin = lines[line - 1] ?? 0
    const start = begin + column
    const end = next?.line === line ? begin + next.column : (lines[line] ?? code.length + 1) - 1
    return start < end ? [{ start, end, origin: span, from, name }] : []
  })
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
