import { fault } from '../../fault.js'
import { isText, Markup } from '../../markup.js'
import { Undefined, USE } from '../../undefined.js'
import { codePoints } from '../code-points.js'
import type { Bounds } from '../slice.js'
import { intIn } from './numbers.js'
import { raise } from './raise.js'
import { Range, rangeLength, rangePart } from './range.js'
import { Tuple, tuple } from './tuple.js'
import { typeName } from './types.js'

/**
 * The part of a text, list, tuple or range that a slice takes, of the same type. Faults: bad-operand, bad-argument
 * (step 0, a bound that is no int), undefined-value.
 */
export function slice(value: unknown, bounds: Bounds): unknown {
  if (isText(value)) {
    const part = pick(codePoints(value.toString()), bounds).join('')
    return value instanceof Markup ? new Markup(part) : part
  }
  if (value instanceof Tuple) return tuple(pick(value, bounds))
  if (Array.isArray(value)) return pick(value, bounds)
  if (value instanceof Range) {
    const { start, stop, step } = indices(rangeLength(value), bounds)
    return rangePart(value, start, stop, step)
  }
  if (value instanceof Undefined) {
    value[USE]('attribute')
    return undefined
  }
  return fault('bad-operand', { operator: '[:]', left: typeName(value), right: null })
}

function pick(items: readonly unknown[], bounds: Bounds): unknown[] {
  const { start, stop, step } = indices(items.length, bounds)
  if (step === 1) return items.slice(start, Math.max(start, stop))
  const part: unknown[] = []
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) part.push(items[at])
  return part
}

/** The positions bounds mean in a sequence of some length. */
function indices(length: number, bounds: Bounds): { start: number; stop: number; step: number } {
  const step = bound(bounds.step, 'step') ?? 1
  if (step === 0) raise('ValueError', 'slice.step', 'must not be zero')
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1]
  const place = (index: number | undefined, otherwise: number): number =>
    index === undefined ? otherwise : Math.min(Math.max(index < 0 ? index + length : index, low), high)
  const start = place(bound(bounds.start, 'start'), step > 0 ? low : high)
  const stop = place(bound(bounds.stop, 'stop'), step > 0 ? high : low)
  return { start, stop, step }
}

function bound(value: unknown, argument: string): number | undefined {
  if (value === null) return undefined
  if (value instanceof Undefined) value[USE]('operate')
  const number = intIn(value)
  return number === null ? raise('TypeError', `slice.${argument}`, 'must be an int or None') : Number(number)
}
