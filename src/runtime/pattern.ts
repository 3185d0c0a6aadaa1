/** A pattern that is made when it is first asked for: one with classes of Unicode takes a millisecond. */
export function pattern(source: string, flags = ''): () => RegExp {
  let made: RegExp | null = null
  return () => (made ??= new RegExp(source, flags))
}
