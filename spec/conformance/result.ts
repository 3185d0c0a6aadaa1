/** How far an error agreed with the recorded one; null where the record does not say. */
export interface Agreement {
  readonly class: boolean | null
  readonly line: boolean | null
  readonly message: boolean | null
}

/** The reason of a case that fails with JavaScript's values and passes with Python's. */
export const DIFFERENCE_OF_DIALECTS = 'difference of the dialects: right with python values'

/** What became of one case. */
export interface Result {
  readonly id: string
  /** The row of the table the case counts in. */
  readonly topic: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Why it was not run, or the kind of failure; null for a passed case. */
  readonly reason: string | null
  readonly wanted: string | null
  readonly came: string | null
  /** Only where an error was wanted and one came. */
  readonly agreement: Agreement | null
}

/** Which case a result is about. */
export interface Subject {
  readonly id: string
  readonly topic: string
}

/** A passed case. */
export function passed(subject: Subject, agreement: Agreement | null = null): Result {
  return { ...named(subject), status: 'passed', reason: null, wanted: null, came: null, agreement }
}

/** A failed case: the kind of failure, what was wanted and what came. */
export function failed(subject: Subject, reason: string, wanted: string, came: string): Result {
  return { ...named(subject), status: 'failed', reason, wanted, came, agreement: null }
}

/** A case that was not run, and why. */
export function skipped(subject: Subject, reason: string): Result {
  return { ...named(subject), status: 'skipped', reason, wanted: null, came: null, agreement: null }
}

function named({ id, topic }: Subject): Subject {
  return { id, topic }
}
