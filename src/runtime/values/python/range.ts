/** Whole numbers from `start` to before `stop` in steps: Python's `range`. Its items are made when asked for. */
export class Range {
  readonly start: number
  readonly stop: number
  readonly step: number

  constructor(start: number, stop: number, step: number) {
    this.start = start
    this.stop = stop
    this.step = step
  }

  /** The numbers in order. */
  *[Symbol.iterator](): Generator<number> {
    const count = rangeLength(this)
    for (let index = 0; index < count; index++) yield this.start + index * this.step
  }
}

/** How many numbers a range has. */
export function rangeLength({ start, stop, step }: Range): number {
  return Math.max(0, Math.ceil((stop - start) / step))
}

/** The number at a position, counted from the end when negative; undefined outside. */
export function rangeItem(range: Range, index: number): number | undefined {
  const count = rangeLength(range)
  const at = index < 0 ? index + count : index
  return at >= 0 && at < count ? range.start + at * range.step : undefined
}

/** The part of a range with these first and last positions and this step between them. */
export function rangePart(range: Range, start: number, stop: number, step: number): Range {
  const { start: first, step: own } = range
  return new Range(first + start * own, first + stop * own, own * step)
}

/** Whether a number is one of a range's. */
export function inRange(range: Range, number: number | bigint): boolean {
  if (!Number.isInteger(Number(number))) return false
  const offset = Number(number) - range.start
  return (
    offset % range.step === 0 &&
    rangeItem(range, offset / range.step) !== undefined &&
    offset / range.step >= 0
  )
}

/** Whether two ranges have the same numbers. */
export function sameRange(left: Range, right: Range): boolean {
  const count = rangeLength(left)
  if (count !== rangeLength(right)) return false
  if (count === 0) return true
  return left.start === right.start && (count === 1 || left.step === right.step)
}
