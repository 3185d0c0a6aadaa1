import type { Spot } from './spot.js'

/** A start tag or an end tag. */
export interface Tag {
  readonly kind: 'tag'
  readonly name: string
  /** Whether the element's end tag may be left out. */
  readonly weak: boolean
  readonly spot: Spot
  /** The template it comes from, where that is another one. */
  readonly from: string | null
}

/** What the ways through an `if` open, or close, where they differ. */
export interface Choice {
  readonly kind: 'choice'
  /** The conditions: the same for two that choose alike. */
  readonly key: string
  readonly spot: Spot
  readonly from: string | null
  readonly arms: readonly (readonly Entry[])[]
}

/** What may be on the stack of open elements. */
export type Entry = Tag | Choice

/** What a body does to the elements open around it: it closes some, innermost first, and then opens others. */
export interface Effect {
  readonly closes: readonly Entry[]
  readonly opens: readonly Entry[]
}

/** The effect of what leaves everything as it is. */
export const NONE: Effect = { closes: [], opens: [] }

/** The entries that need their counterpart. */
export function strong(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.kind === 'choice' || !entry.weak)
}

/** The names of all elements that are chosen from, or the one. */
export function namesIn(entry: Entry): string[] {
  if (entry.kind === 'tag') return [entry.name]
  return entry.arms.flatMap((arm) => arm.flatMap(namesIn))
}

/** Whether two effects come to the same wherever both are possible. */
export function agree(one: Effect, other: Effect): boolean {
  const [long, short] =
    one.closes.length >= other.closes.length ? [keysOf(one), keysOf(other)] : [keysOf(other), keysOf(one)]
  if (long.closes.length < short.closes.length) return same(short, long)
  return same(long, short)
}

interface Keys {
  readonly closes: readonly string[]
  readonly opens: readonly string[]
}

/** What the shorter one does not touch, the longer one has to close and open again. */
function same(long: Keys, short: Keys): boolean {
  const { length } = short.closes
  const again = long.closes.slice(length).reverse()
  return equal(long.closes.slice(0, length), short.closes) && equal(long.opens, [...again, ...short.opens])
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index])
}

function keysOf({ closes, opens }: Effect): Keys {
  return { closes: strong(closes).map(keyOf), opens: strong(opens).map(keyOf) }
}

function keyOf(entry: Entry): string {
  return entry.kind === 'tag' ? entry.name : JSON.stringify(shapeOf(entry))
}

/** What an entry is told apart by, as a value that is written once: texts in texts would grow with every level. */
function shapeOf(entry: Entry): unknown {
  return entry.kind === 'tag' ? entry.name : [entry.key, entry.arms.map((arm) => strong(arm).map(shapeOf))]
}

/** What stands for effects that agree. */
export function common(effects: readonly Effect[]): Effect {
  const [first = NONE, ...others] = effects
  const longest = others.reduce((best, each) => (weight(each) > weight(best) ? each : best), first)
  const exact = others.every((each) => exactly(each) === exactly(first))
  // What only some ways close is not missed by what comes next if it closes by itself.
  return exact ? first : { closes: strong(longest.closes), opens: longest.opens }
}

function weight({ closes, opens }: Effect): number {
  return strong(closes).length * 1e6 + opens.length
}

function exactly({ closes, opens }: Effect): string {
  return JSON.stringify([closes.map(keyOf), opens.map(keyOf)])
}

/** The same effect as that of one statement, which brings another template in. */
export function brought({ closes, opens }: Effect, spot: Spot, from: string): Effect {
  const moved = (entry: Entry): Entry => {
    const own = { spot, from: entry.from ?? from }
    return entry.kind === 'tag'
      ? { ...entry, ...own }
      : { ...entry, ...own, arms: entry.arms.map((arm) => arm.map(moved)) }
  }
  return { closes: closes.map(moved), opens: opens.map(moved) }
}
