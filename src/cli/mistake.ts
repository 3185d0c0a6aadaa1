/** A mistake in how the program was called or in the data it was given; it ends with exit code 2. */
export class Mistake extends Error {
  /** An excerpt of the data with carets, or null. */
  readonly frame: string | null

  constructor(message: string, frame: string | null = null) {
    super(message)
    this.frame = frame
  }
}

/** What a thrown value says in one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
