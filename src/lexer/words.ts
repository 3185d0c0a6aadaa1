import { isIdentifier } from './characters.js'
import { isOperatorWord } from './operators.js'

/** A word of expressions or the name of a tag, and what the lexer asks about it. */
export interface Word {
  readonly text: string
  readonly isIdentifier: boolean
  readonly isOperator: boolean
}

/** The words of one source. A word that comes again is the same text again: names take up less room, and are equal sooner. */
export class Words {
  readonly #known = new Map<string, Word>()

  /** The word of a text. */
  word(text: string): Word {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const word = { text, isIdentifier: isIdentifier(text), isOperator: isOperatorWord(text) }
    this.#known.set(text, word)
    return word
  }
}
