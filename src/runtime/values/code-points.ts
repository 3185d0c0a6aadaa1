import { fault } from '../fault.js'

const SURROGATE = /[\ud800-\udfff]/

/** Most UTF-16 units of a text that is taken apart; V8 ends the process when a list of characters outgrows it. */
const MOST_UNITS = 2 ** 24

/** Whether a text may hold characters of two UTF-16 units, so that units and code points differ. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text)
}

/** The characters of a text: one string per code point; a lone surrogate is a character of its own. Fault: too-large. */
export function codePoints(text: string): string[] {
  if (text.length > MOST_UNITS) fault('too-large', { what: 'list of characters' })
  return hasSurrogates(text) ? Array.from(text) : text.split('')
}

/** How many code points a text has. Linear. */
export function codePointCount(text: string): number {
  if (!hasSurrogates(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** The code point of a text at a position, counted from the end when negative; undefined outside. */
export function codePointAt(text: string, index: number): string | undefined {
  return hasSurrogates(text) ? Array.from(text).at(index) : text.at(index)
}

/** The code points of a text from `start` up to `stop`; negative positions count from the end. */
export function codePointSlice(text: string, start: number, stop?: number): string {
  if (!hasSurrogates(text)) return text.slice(start, stop)
  return Array.from(text).slice(start, stop).join('')
}

/** How many code points stand before a UTF-16 offset; a negative offset stays as it is. */
export function codePointIndex(text: string, offset: number): number {
  return offset <= 0 ? offset : codePointCount(text.slice(0, offset))
}

/** Orders two texts by code point (UTF-16 order differs above U+FFFF): negative, zero or positive. */
export function compareText(left: string, right: string): number {
  const shared = Math.min(left.length, right.length)
  for (let at = 0; at < shared; at++) {
    const difference = rank(left.charCodeAt(at)) - rank(right.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** Moves surrogates above the rest of the basic plane, where the code points they spell belong. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
