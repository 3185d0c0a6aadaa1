import { escapeHtml } from '../escape.js'
import { plainTextOf } from './plain-text.js'
import { type Escaper, htmlOf, type Printing } from './printing.js'

/** A value in a quoted attribute: of markup its plain text. */
export function attribute(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'string') return printing.escape(value)
    const html = htmlOf(value)
    return printing.escape(html === null ? value : plainTextOf(html))
  }
}

/** A value where tags mean nothing, as in `<title>`: of markup the HTML, its tags shown as text. */
export function rcdata(printing: Printing): Escaper {
  return (value) => {
    if (typeof value === 'string') return printing.escape(value)
    const html = htmlOf(value)
    return html === null ? printing.escape(value) : html.replace(PIECE, escapedPiece)
  }
}

const PIECE = /&(?:#\d+|#x[\da-f]+|[a-z\d]+);|[&<>"']/gi

/** References stay. */
function escapedPiece(piece: string): string {
  return piece.length > 1 ? piece : escapeHtml(piece)
}

/** A value in a comment. */
export const comment = rcdata
