import type { Lines } from '../codegen/lines.js'
import { Mappings } from '../codegen/mappings.js'

/** Generated code as text, with where it comes from. */
export interface Printed {
  readonly code: string
  readonly mappings: Mappings
}

/** How much text is put together before it is joined to the rest, in UTF-16 units. */
const PIECE = 16_384
const STEP = '  '

/** The text of generated lines and its mappings. Linear in the size of the code. */
export function print(lines: Lines): Printed {
  const { mappings } = lines.writer
  const bytes = new Uint8Array(mappings.size)
  const starts: number[] = []
  const indents: number[] = []
  let size = 0
  let code = ''
  let piece = ''
  lines.each((text, depth, start, end) => {
    starts.push(size)
    indents.push(depth * STEP.length)
    for (let index = start; index < end; index++) bytes[size++] = mappings.byte(index)
    piece += depth === 0 ? `${text}\n` : `${STEP.repeat(depth)}${text}\n`
    if (piece.length < PIECE) return
    // As for lines: one flat text is faster to join than the tree that it is by then.
    piece.charCodeAt(0)
    code += piece
    piece = ''
  })
  return { code: code + piece, mappings: new Mappings({ bytes, starts, indents, names: mappings.names }) }
}
