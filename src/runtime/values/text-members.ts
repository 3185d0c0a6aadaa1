import { fault } from '../fault.js'
import { LONGEST } from '../text.js'
import { codePointCount, codePointIndex, codePoints, hasSurrogates } from './code-points.js'

/** A function on a text with surrogate pairs, given its characters too. */
type PointFunction = (points: readonly string[], args: readonly unknown[], text: string) => unknown

/** JavaScript's functions on text whose positions count UTF-16 units, counting code points instead. */
const BY_POINT: ReadonlyMap<string, PointFunction> = new Map<string, PointFunction>([
  ['at', (points, [index]) => points.at(position(index, 0))],
  ['charAt', (points, [index]) => points[position(index, 0)] ?? ''],
  ['charCodeAt', (points, [index]) => points[position(index, 0)]?.codePointAt(0) ?? Number.NaN],
  ['codePointAt', (points, [index]) => points[position(index, 0)]?.codePointAt(0)],
  [
    'indexOf',
    (points, [sub, from], text) => {
      return codePointIndex(text, text.indexOf(String(sub), unitsBefore(points, position(from, 0))))
    },
  ],
  [
    'lastIndexOf',
    (points, [sub, from], text) => {
      return codePointIndex(
        text,
        text.lastIndexOf(String(sub), unitsBefore(points, position(from, points.length))),
      )
    },
  ],
  [
    'search',
    (_, [pattern], text) => {
      return codePointIndex(text, text.search(pattern instanceof RegExp ? pattern : String(pattern)))
    },
  ],
  [
    'slice',
    (points, [start, end]) => {
      return points.slice(position(start, 0), position(end, points.length)).join('')
    },
  ],
  [
    'substr',
    (points, [start, count]) => {
      const first = position(start, 0)
      const from = first < 0 ? Math.max(0, points.length + first) : first
      return points.slice(from, from + Math.max(0, position(count, points.length))).join('')
    },
  ],
  [
    'substring',
    (points, [start, end]) => {
      const from = Math.max(0, position(start, 0))
      const to = Math.max(0, position(end, points.length))
      return points.slice(Math.min(from, to), Math.max(from, to)).join('')
    },
  ],
])

/**
 * What JavaScript's function `name` gives for a text, with positions and lengths in code points. Faults:
 * too-large.
 */
export function callOnText(text: string, name: string, args: readonly unknown[]): unknown {
  if (name === 'repeat') checkSize(text.length * position(args[0], 0))
  if (name === 'padStart' || name === 'padEnd') return padded(text, name, args)
  if (name === 'split' && args[0] === '')
    return codePoints(text).slice(0, position(args[1], Number.MAX_SAFE_INTEGER))
  const byPoint = hasSurrogates(text) ? BY_POINT.get(name) : undefined
  if (byPoint !== undefined) return byPoint(codePoints(text), args, text)
  return Reflect.apply(Reflect.get(String.prototype, name), text, args)
}

/** The native function counts units, so the width grows by the units beyond one per character. */
function padded(text: string, name: 'padStart' | 'padEnd', [width, fill = ' ']: readonly unknown[]): string {
  const units = position(width, 0) + text.length - codePointCount(text)
  checkSize(units)
  return name === 'padStart' ? text.padStart(units, String(fill)) : text.padEnd(units, String(fill))
}

function checkSize(units: number): void {
  if (units > LONGEST) fault('too-large', { what: 'text' })
}

function position(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  return Math.trunc(Number(value)) || 0
}

function unitsBefore(points: readonly string[], count: number): number {
  return points.slice(0, Math.max(0, count)).join('').length
}
