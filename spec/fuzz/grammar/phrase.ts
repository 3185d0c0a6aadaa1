import fc from 'fast-check'

/** A piece of a phrase: fixed text, or something that makes text. */
export type Piece = string | fc.Arbitrary<string>

/** Template literals of arbitraries: `phrase`(${a} + ${b})`` makes the joined text. */
export function phrase(texts: TemplateStringsArray, ...pieces: readonly Piece[]): fc.Arbitrary<string> {
  const made = pieces.map((piece) => (typeof piece === 'string' ? fc.constant(piece) : piece))
  return fc.tuple(...made).map((parts) => texts.reduce((text, next, at) => text + parts[at - 1] + next))
}

/** One of some texts. */
export function word(...texts: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...texts)
}

/** One of the words of a line, which are set apart by blanks. */
export function wordOf(line: string): fc.Arbitrary<string> {
  return word(...line.trim().split(/\s+/))
}

/** From `min` to `max` of something, with `between` in between. */
export function several(
  item: fc.Arbitrary<string>,
  { min = 0, max = 3, between = ', ' }: { min?: number; max?: number; between?: string } = {},
): fc.Arbitrary<string> {
  return fc.array(item, { minLength: min, maxLength: max }).map((items) => items.join(between))
}

/** Something, or nothing in `1 - share` of all cases. */
export function perhaps(item: fc.Arbitrary<string>, share = 0.5): fc.Arbitrary<string> {
  const weight = Math.round(share * 10)
  return fc.oneof({ weight: 10 - weight, arbitrary: fc.constant('') }, { weight, arbitrary: item })
}
