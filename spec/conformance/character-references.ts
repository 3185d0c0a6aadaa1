/** The characters engines spell differently when they escape, with every spelling in use. */
const SPELLINGS: readonly (readonly [string, RegExp])[] = [
  ['&quot;', /(&(?:amp;)*)(?:#34|#x22|quot);/gi],
  ['&apos;', /(&(?:amp;)*)(?:#39|#x27|apos);/gi],
]
/** Characters nunjucks escapes and others leave. */
const NEEDLESS: readonly (readonly [string, RegExp])[] = [
  ['\\', /&(?:amp;)*(?:#92|#x5c|bsol);/gi],
  ['`', /&(?:amp;)*(?:#96|#x60|grave);/gi],
]

/** HTML with one spelling for each character reference, so that two engines' pages can be compared. */
export function sameSpelling(html: string): string {
  let text = html
  for (const [spelling, pattern] of SPELLINGS) {
    text = text.replace(pattern, (_, ampersands: string) => ampersands + spelling.slice(1))
  }
  for (const [char, pattern] of NEEDLESS) text = text.replace(pattern, char)
  return text
}
