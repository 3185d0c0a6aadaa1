/**
 * The known name a reader most likely meant by `name`, or null when none is near: at most one edit per three
 * characters, letter case counting as no edit at all. O(known × length²).
 */
export function suggest(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  let best: string | null = null
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue
    const edits = distance(wanted, candidate.toLowerCase())
    if (edits < least && edits < candidate.length) {
      best = candidate
      least = edits
    }
  }
  return best
}

/** "Did you mean 'upper'?", or null when nothing known is near. */
export function didYouMean(name: string, known: readonly string[]): string | null {
  const near = suggest(name, known)
  return near === null ? null : `Did you mean '${near}'?`
}

/** Damerau-Levenshtein distance of adjacent transpositions, over UTF-16 units. */
function distance(left: string, right: string): number {
  let before: number[] = []
  let above = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = above
    above = current
  }
  return at(above, right.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
