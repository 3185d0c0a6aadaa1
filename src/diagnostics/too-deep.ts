import type { Source } from '../source.js'
import { type Problem, problem } from './diagnostic.js'

/** How deep brackets, signs and conditions may nest in one expression, and tags in each other. */
export const MOST_NESTED = 200

/** The problem of a template for which JavaScript's stack was too small. */
export function tooDeep(source: Source): Problem {
  return problem('nested-too-deeply', { start: 0, end: source.text.length }, { most: MOST_NESTED })
}
