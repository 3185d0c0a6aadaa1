/** A list of texts as one text, without empty ones at the end; no field has the separator in it afterwards. */
export function writeFields(fields: readonly string[], separator: string): string {
  let last = fields.length
  while (last > 0 && fields[last - 1] === '') last--
  const present = fields.slice(0, last)
  return (present.every(isPlain) ? present : present.map(encodeURIComponent)).join(separator)
}

/** Whether a field is written as it is; asking is much faster than encoding. */
function isPlain(field: string): boolean {
  return /^[\w-]*$/.test(field)
}

/** The inverse of `writeFields`. */
export function readFields(written: string, separator: string): string[] {
  return written.split(separator).map(decodeURIComponent)
}

/** Yes or no as a field. */
export function flag(value: boolean): string {
  return value ? 'y' : ''
}

/** The word of a list that a field holds; the first one for any other text. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  field: string | undefined,
): Words[number] {
  return words.find((word) => word === field) ?? words[0]
}
