/**
 * Keyword arguments of a call, travelling as the last argument. Macros and built-ins that take any keywords
 * read it; functions of the caller get its values as a plain object instead.
 */
export class Keywords {
  readonly values: Readonly<Record<string, unknown>>

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values
  }

  /** How many there are. */
  get size(): number {
    return Object.keys(this.values).length
  }
}

/** Splits arguments into positional ones and keywords (empty when there are none). */
export function splitKeywords(args: readonly unknown[]): {
  positional: readonly unknown[]
  keywords: Readonly<Record<string, unknown>>
} {
  const last = args.at(-1)
  if (last instanceof Keywords) return { positional: args.slice(0, -1), keywords: last.values }
  return { positional: args, keywords: NONE }
}

const NONE: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null))
