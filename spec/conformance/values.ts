import type { Json } from './formats.js'

/** A recorded value this run cannot make; its case counts as not run, for the reason. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** Makes the values of one dialect that JSON has no spelling for. Each may throw `Unavailable`. */
export interface ValueMaker {
  integer(digits: string): unknown
  float(text: string): unknown
  tuple(items: readonly unknown[]): unknown
  range(start: number, stop: number, step: number): unknown
  /** A mapping with text keys in order. */
  mapping(entries: readonly (readonly [string, unknown])[]): unknown
  /** A mapping with keys of any kind, in order. */
  dict(entries: readonly (readonly [unknown, unknown])[]): unknown
  set(items: readonly unknown[], frozen: boolean): unknown
  namedTuple(fields: readonly (readonly [string, unknown])[], cls: string): unknown
  /** Values of Python's own types, by tag without `$`: bytes, decimal, complex, datetime, date, time. */
  foreign(tag: string, payload: Json): unknown
}
