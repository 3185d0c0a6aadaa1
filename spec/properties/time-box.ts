import fc from 'fast-check'

/**
 * Where the random numbers of a run start: `TORII_SEED=… npx vitest` repeats a run. It is part of the name of every
 * suite that uses it, so a failure always shows it.
 */
export const seed = Number(process.env.TORII_SEED ?? Date.now() % 2 ** 31)

/** Checks a property on as many values as fit into `milliseconds`; it fails also when that was not even one. */
export function check<T>(milliseconds: number, values: fc.Arbitrary<T>, property: (value: T) => void): void {
  let count = 0
  const counted = fc.property(values, (value) => {
    count++
    try {
      property(value)
    } catch (error) {
      throw readable(error)
    }
  })
  fc.assert(counted, { seed, numRuns: 100_000, interruptAfterTimeLimit: milliseconds })
  if (count === 0) throw new TypeError('The property was not tried once in its time')
}

/** What was thrown, or an error in place of something that reporters could not print. */
function readable(thrown: unknown): unknown {
  try {
    if (thrown instanceof Error && typeof thrown.message === 'string') return thrown
    return new TypeError(`This was thrown: ${String(thrown)}`)
  } catch {
    return new TypeError('Something was thrown that cannot be printed')
  }
}
