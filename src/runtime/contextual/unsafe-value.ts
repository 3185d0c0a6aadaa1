/** A value that was refused where it was printed. */
export interface UnsafeValue {
  /** The escaper that refused it: what the place takes, such as `navUrl`, `cssValue` or `attributeName`. */
  readonly escaper: string
  /** What was printed. */
  readonly value: unknown
  /** What the page has instead. */
  readonly replacement: string
  /** The name of the template, or null when it has none. */
  readonly template: string | null
}

/** Hears of refused values. What it throws is the error of the rendering; what it returns does not matter. */
export type OnUnsafe = (refused: UnsafeValue) => void
