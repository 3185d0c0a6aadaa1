import { fault } from '../fault.js'
import { isText, Markup } from '../markup.js'
import { Undefined, USE } from '../undefined.js'
import { codePoints } from './code-points.js'
import { isList, kindOf } from './shapes.js'

/** The bounds of a slice as the template wrote them. */
export interface Bounds {
  readonly start: unknown
  readonly stop: unknown
  readonly step: unknown
}

/**
 * The part of a text (by code point, markup stays markup) or list that Python's slice takes. A missing value
 * gives undefined where reaching into it is allowed. Faults: bad-operand, bad-argument (step 0, a bound that is
 * no whole number), undefined-value.
 */
export function slice(value: unknown, bounds: Bounds): unknown {
  if (isText(value)) {
    const part = pick(codePoints(value.toString()), bounds).join('')
    return value instanceof Markup ? new Markup(part) : part
  }
  if (isList(value)) return pick(value, bounds)
  if (value instanceof Undefined) {
    value[USE]('attribute')
    return undefined
  }
  return fault('bad-operand', { operator: '[:]', left: kindOf(value), right: null })
}

/** The items a slice with these bounds takes, in its order. */
export function pick(items: readonly unknown[], bounds: Bounds): unknown[] {
  const step = bound(bounds.step, 'step') ?? 1
  if (step === 0) badBound('step', 'must not be zero')
  const { length } = items
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1]
  const start = clamp(bound(bounds.start, 'start'), step > 0 ? low : high, { length, low, high })
  const stop = clamp(bound(bounds.stop, 'stop'), step > 0 ? high : low, { length, low, high })
  if (step === 1) return items.slice(start, Math.max(start, stop))
  const part: unknown[] = []
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) part.push(items[at])
  return part
}

interface Range {
  readonly length: number
  readonly low: number
  readonly high: number
}

function clamp(index: number | undefined, otherwise: number, { length, low, high }: Range): number {
  if (index === undefined) return otherwise
  return Math.min(Math.max(index < 0 ? index + length : index, low), high)
}

function bound(value: unknown, argument: string): number | undefined {
  if (value === null || value === undefined) return undefined
  if (value instanceof Undefined) value[USE]('operate')
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value)
  if (typeof value === 'number' && Number.isInteger(value)) return value
  return badBound(argument, `must be a whole number, not a value of kind ${kindOf(value)}`)
}

function badBound(argument: string, reason: string): never {
  return fault('bad-argument', { callee: 'slice', argument, reason })
}
