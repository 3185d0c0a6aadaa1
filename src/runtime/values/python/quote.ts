const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

/** What Python's `repr` does not print as it is: the backslash, and all of categories C and Z but the space. */
const SPECIAL = /[\\\p{C}\p{Z}]/gu
const PLAIN = /^[ !#-&(-[\]-~]*$/

/** A text as Python's `repr` writes it: in single quotes unless it has some and no double ones. */
export function quoted(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replace(SPECIAL, (character) => ESCAPES[character] ?? coded(character))
  return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote
}

function coded(character: string): string {
  if (character === ' ') return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
