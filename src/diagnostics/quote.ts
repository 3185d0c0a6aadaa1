const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }

/** Backslashes and what does not print: control, format and separator characters, halves of surrogate pairs. */
const UNPRINTABLE = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * A text in quotes as Python's `repr` shows it: single quotes unless only the text itself has some. What does not
 * print is escaped, so a name in a message cannot rewrite the terminal.
 */
export function quote(text: string): string {
  const escaped = text.replace(UNPRINTABLE, (character) => ESCAPES[character] ?? escapeOf(character))
  if (!text.includes("'")) return `'${escaped}'`
  return text.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16)
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`
}

/** Quoted texts to choose from: `'elif' or 'else' or 'endif'`. */
export function quoteChoice(texts: readonly string[]): string {
  return texts.map(quote).join(' or ')
}

const UNCOUNTED = new Set(['text', 'none', 'null', 'undefined', 'markup', 'true', 'false', 'NoneType'])

/** A kind of value with its article: `a number`, `an object`, `text`. */
export function withArticle(kind: string): string {
  if (UNCOUNTED.has(kind)) return kind
  return /^[aeiou]/i.test(kind) ? `an ${kind}` : `a ${kind}`
}
