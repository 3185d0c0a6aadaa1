import { fault } from '../../fault.js'
import { LONGEST, replaced, SPACES } from '../../text.js'
import { codePointCount, codePoints } from '../../values/code-points.js'
import { refuse, textArgument, wholeArgument } from '../method.js'
import type { TextMethod } from './text-method.js'
import { marked } from './text-method.js'

/** Methods that pad, strip and replace, as Python does. */
export const shapes: Readonly<Record<string, TextMethod>> = {
  center: marked(
    'width fillchar?',
    (_, text, width, fill = ' ') => {
      const missing = missingWidth(text, width, 'center')
      const odd = missing % 2 === 1 && wholeArgument(width, ['center', 'width']) % 2 === 1
      const left = Math.floor(missing / 2) + (odd ? 1 : 0)
      return filler(fill, left, 'center') + text + filler(fill, missing - left, 'center')
    },
    1,
  ),
  ljust: marked(
    'width fillchar?',
    (_, text, width, fill = ' ') => {
      return text + filler(fill, missingWidth(text, width, 'ljust'), 'ljust')
    },
    1,
  ),
  rjust: marked(
    'width fillchar?',
    (_, text, width, fill = ' ') => {
      return filler(fill, missingWidth(text, width, 'rjust'), 'rjust') + text
    },
    1,
  ),
  zfill: marked('width', (_, text, width) => {
    const sign = /^[+-]/.exec(text)?.[0] ?? ''
    return sign + filler('0', missingWidth(text, width, 'zfill'), 'zfill') + text.slice(sign.length)
  }),
  expandtabs: marked('tabsize?', (_, text, tabsize = 8) => {
    return expandTabs(text, wholeArgument(tabsize, ['expandtabs', 'tabsize']))
  }),
  strip: marked('chars?', (_, text, chars) => strip(strip(text, chars, 'left'), chars, 'right')),
  lstrip: marked('chars?', (_, text, chars) => strip(text, chars, 'left')),
  rstrip: marked('chars?', (_, text, chars) => strip(text, chars, 'right')),
  removeprefix: marked('prefix', (_, text, prefix) => {
    const start = textArgument(prefix, ['removeprefix', 'prefix'])
    return text.startsWith(start) ? text.slice(start.length) : text
  }),
  removesuffix: marked('suffix', (_, text, suffix) => {
    const end = textArgument(suffix, ['removesuffix', 'suffix'])
    return text.endsWith(end) ? text.slice(0, text.length - end.length) : text
  }),
  replace: marked(
    'old new count?',
    (_, text, ...[old, fresh, count = -1]) => {
      const from = textArgument(old, ['replace', 'old'])
      const most = wholeArgument(count, ['replace', 'count'])
      return replaced(text, from, textArgument(fresh, ['replace', 'new']), most)
    },
    1,
  ),
  translate: marked('table', (values, text, table) => {
    return codePoints(text)
      .map((point) => translated(point, values.item(table, point.codePointAt(0))))
      .join('')
  }),
}

const SPACE = new RegExp(`[${SPACES}]`)

function missingWidth(text: string, width: unknown, callee: string): number {
  const missing = wholeArgument(width, [callee, 'width']) - codePointCount(text)
  if (missing > LONGEST) fault('too-large', { what: 'padding' })
  return Math.max(0, missing)
}

function filler(fill: unknown, count: number, callee: string): string {
  const character = textArgument(fill, [callee, 'fillchar'])
  if (codePointCount(character) !== 1) refuse([callee, 'fillchar'], 'must be one character')
  return character.repeat(count)
}

/** What a translation table has for a character: another text, a character code, null to drop it, or nothing. */
function translated(point: string, found: unknown): string {
  if (found === undefined) return point
  if (found === null) return ''
  if (typeof found !== 'number') return textArgument(found, ['translate', 'table'])
  if (found < 0 || found > 0x10ffff) refuse(['translate', 'table'], 'must hold character codes')
  return String.fromCodePoint(wholeArgument(found, ['translate', 'table']))
}

/** Columns start again after every line end. */
function expandTabs(text: string, size: number): string {
  let column = 0
  let written = 0
  const expand = (piece: string): string => {
    if (piece !== '\t') {
      column = /[\r\n]/.test(piece) ? 0 : column + codePointCount(piece)
      return piece
    }
    const blanks = size > 0 ? size - (column % size) : 0
    column += blanks
    written += blanks
    if (written > LONGEST) fault('too-large', { what: 'padding' })
    return ' '.repeat(blanks)
  }
  return text.replace(/\t|[\r\n]|[^\t\r\n]+/g, expand)
}

function strip(text: string, chars: unknown, side: 'left' | 'right'): string {
  const listed =
    chars === undefined || chars === null ? null : new Set(textArgument(chars, ['strip', 'chars']))
  const unwanted = (point: string): boolean => (listed === null ? SPACE.test(point) : listed.has(point))
  const points = codePoints(text)
  if (side === 'right') return points.slice(0, points.findLastIndex((point) => !unwanted(point)) + 1).join('')
  const first = points.findIndex((point) => !unwanted(point))
  return first < 0 ? '' : points.slice(first).join('')
}
