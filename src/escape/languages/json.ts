import type { Json } from '../language.js'
import type { Piece } from '../piece.js'

const PARTIAL_ESCAPE = /^\\(?:u[\da-f]{0,3})?$/i
const IN_CODE = /"/g
const IN_STRING = /["\\<]/g

/** JSON after a piece. */
export function advanceJson(start: Json, piece: Piece): Json {
  const kept = start.escape.length
  const text = start.escape + piece.text
  let { mode } = start
  for (let at = 0; at < text.length; ) {
    const interesting = mode === 'code' ? IN_CODE : IN_STRING
    interesting.lastIndex = at
    const found = interesting.exec(text)
    if (found === null) break
    at = found.index + 1
    if (found[0] === '"') mode = mode === 'code' ? 'double' : 'code'
    else if (found[0] === '<') escapeMarkup(piece, text, [found.index, kept])
    else {
      const rest = text.slice(found.index, found.index + 6)
      if (found.index + rest.length === text.length && PARTIAL_ESCAPE.test(rest)) {
        return { ...start, mode, escape: rest }
      }
      at++
    }
  }
  return { ...start, mode, escape: '' }
}

const MARKUP = /<(?:!--|\/?script|$)/iy

function escapeMarkup(piece: Piece, text: string, [at, kept]: readonly [at: number, kept: number]): void {
  MARKUP.lastIndex = at
  if (piece.rewritable && at >= kept && MARKUP.test(text)) piece.rewrite(at - kept, 1, '\\u003C')
}
