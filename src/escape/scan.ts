import type { Context, Position } from './context.js'
import type { Finding, Refusal } from './finding.js'

/** A change of static text: `remove` units at `at` are replaced by `insert`. */
export interface Edit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** What static text does to a context. */
export interface Advance {
  /** The context after the text. */
  readonly context: Context
  /** In order of their places, which do not overlap. */
  readonly edits: readonly Edit[]
  readonly findings: readonly Finding[]
  /** Where in the text a value without quotes begins in which the text ends; null in all other cases. */
  readonly valueAt: number | null
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** A position on its way through a text. */
export interface Scan extends Mutable<Position> {
  /** What was pending, and the text that was given. */
  readonly text: string
  /** How much of `text` was pending. */
  readonly before: number
  /** The next unit to be read. */
  at: number
  /** Whether nothing may be held back as pending, because no more static text follows. */
  readonly last: boolean
  readonly edits: Edit[]
  readonly findings: Finding[]
  valueAt: number | null
}

/** The step of a state: reads on from `scan.at`, or changes the state. */
export type Step = (scan: Scan) => void

/** A position at the beginning of a text. Spelled out, since spreading is slow and this is called for every text. */
export function scanOf(position: Position, text: string, last: boolean): Scan {
  const { target, state, foreign, element, facts, name, quote, pending, language } = position
  return {
    target,
    state,
    foreign,
    element,
    facts,
    name,
    quote,
    language,
    text: pending === '' ? text : pending + text,
    before: pending.length,
    pending: '',
    at: 0,
    last,
    edits: [],
    findings: [],
    valueAt: null,
  }
}

/** Keeps what follows `from` for the next text. */
export function holdBack(scan: Scan, from: number): void {
  scan.pending = scan.text.slice(from)
  scan.at = scan.text.length
}

/** Notes something wrong at `at`, an offset of the scanned text. */
export function note(
  scan: Scan,
  what: Refusal,
  place: readonly [at: number, length: number],
  harmless = false,
): void {
  const at = Math.max(0, place[0] - scan.before)
  scan.findings.push({ ...what, at, length: place[1], harmless })
}

/** Changes text at `at`, an offset of the scanned text; what was pending is printed already and stays. */
export function rewrite(scan: Scan, at: number, remove: number, insert: string): void {
  if (at >= scan.before) scan.edits.push({ at: at - scan.before, remove, insert })
}
