import type { Refusal } from './finding.js'
import { decodeReferences } from './references.js'
import { note, rewrite, type Scan } from './scan.js'

/** A stretch of a text as the language in it sees it; offsets are units of `text`. */
export interface Piece {
  readonly text: string
  /** Whether the language may be written otherwise than it stands, so that HTML sees no markup in it. */
  readonly rewritable: boolean
  note(what: Refusal, at: number, length: number): void
  rewrite(at: number, remove: number, insert: string): void
}

/** A piece whose text HTML reads as it stands. */
export function rawPiece(scan: Scan, from: number, to: number): Piece {
  return {
    text: scan.text.slice(from, to),
    rewritable: true,
    note: (what, at, length) => note(scan, what, [from + at, length], true),
    rewrite: (at, remove, insert) => rewrite(scan, from + at, remove, insert),
  }
}

/** A piece in which HTML reads character references. */
export function decodedPiece(scan: Scan, from: number, to: number): Piece {
  const decoded = decodeReferences(scan.text.slice(from, to))
  return {
    text: decoded.text,
    rewritable: false,
    note: (what, at, length) => note(scan, what, [from + decoded.offset(at), length], true),
    rewrite: (at, remove, insert) => {
      const start = from + decoded.offset(at)
      rewrite(scan, start, from + decoded.offset(at + remove) - start, insert)
    },
  }
}
