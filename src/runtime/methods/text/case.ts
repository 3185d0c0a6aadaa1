import { capitalized } from '../../text.js'
import type { TextMethod } from './text-method.js'
import { marked } from './text-method.js'

/** Methods that change the case of a text, as Python does. */
export const cases: Readonly<Record<string, TextMethod>> = {
  upper: marked('', (_, text) => text.toUpperCase()),
  lower: marked('', (_, text) => text.toLowerCase()),
  capitalize: marked('', (_, text) => capitalized(text)),
  title: marked('', (_, text) => text.replace(/\p{Cased}+/gu, capitalized)),
  swapcase: marked('', (_, text) =>
    text.replace(/\p{Cased}/gu, (letter, at: number) => swapped(text, letter, at)),
  ),
  casefold: marked('', (_, text) => Array.from(text, folded).join('')),
}

function swapped(text: string, letter: string, at: number): string {
  if (/\p{Lowercase}/u.test(letter)) return letter.toUpperCase()
  if (letter === 'Σ') return isFinal(text, at) ? 'ς' : 'σ'
  return /\p{Uppercase}/u.test(letter) ? letter.toLowerCase() : letter
}

/** Whether a sigma ends a word: a letter before it and none after it. */
function isFinal(text: string, at: number): boolean {
  const before = /\p{Cased}\p{Case_Ignorable}*$/u.test(text.slice(0, at))
  return before && !/^\p{Case_Ignorable}*\p{Cased}/u.test(text.slice(at + 1))
}

/** Folding goes through upper case so that ligatures and ß come apart; a dotless i has no such way back. */
function folded(letter: string): string {
  if (letter === 'ı') return letter
  return letter.toLowerCase().toUpperCase().toLowerCase().replace('ς', 'σ')
}
