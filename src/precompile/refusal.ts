/** Why templates cannot be precompiled: something about files or options, not a mistake in a template. */
export class Refusal extends Error {}

/** What a thrown value says, after what could not be done. */
export function refusal(what: string, error: unknown): Refusal {
  return new Refusal(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
}
