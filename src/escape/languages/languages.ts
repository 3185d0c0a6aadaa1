import type { Control, Language, Nested } from '../language.js'
import type { Piece } from '../piece.js'
import { advanceJson } from './json.js'
import { advanceRefresh } from './refresh.js'
import { advanceScript, SCRIPT_URL } from './script.js'
import { advanceSrcset } from './srcset.js'
import { advanceStyle } from './style.js'
import { advanceUrl } from './url.js'

/** A language after a piece. The addresses of `javascript:` go over into JavaScript. */
export function advanceLanguage(language: Exclude<Language, Nested | Control>, piece: Piece): Language {
  switch (language.kind) {
    case 'js':
      return advanceScript(language, piece)
    case 'json':
      return advanceJson(language, piece)
    case 'css':
      return advanceStyle(language, piece)
    case 'srcset':
      return advanceSrcset(language, piece.text)
    case 'refresh':
      return advanceRefresh(language, piece.text)
    case 'url': {
      const url = advanceUrl(language, piece.text)
      return url.part === 'bad' && url.text === 'javascript' ? scriptAfter(piece) : url
    }
  }
}

/** The text after the scheme, which is in this piece as far as its colon is. */
function scriptAfter(piece: Piece): Language {
  const code = piece.text.slice(piece.text.indexOf(':') + 1)
  return advanceScript(SCRIPT_URL, { ...piece, text: code, note: () => undefined, rewrite: () => undefined })
}
