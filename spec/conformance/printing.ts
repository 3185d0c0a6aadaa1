/**
 * Text with the differences of printing between the dialects taken out: the words for constants, quotes and
 * brackets of printed containers, spaces in them, and the `.0` of whole floats. Two texts that are equal only so
 * mean the same values, printed by different rules.
 */
export function withoutPrinting(text: string): string {
  let plain = text
  for (const [pattern, replacement] of DIFFERENCES) plain = plain.replace(pattern, replacement)
  return plain
}

const DIFFERENCES: readonly (readonly [RegExp, string])[] = [
  [/\bTrue\b|\bTRUE\b/g, 'true'],
  [/\bFalse\b|\bFALSE\b/g, 'false'],
  [/\b(?:None|NONE|null)\b/g, ''],
  [/\binf\b/g, 'Infinity'],
  [/\bnan\b/g, 'NaN'],
  [/&#3[49];/g, '&quot;'],
  [/\\["']|['"]/g, '"'],
  [/set\(\)|\(\)/g, '[]'],
  [/\((?=["&\d[{(])/g, '['],
  [/(?<=["\d\]},);]),?\)/g, ']'],
  [/(?<=[,:]) (?=["&\d[{])/g, ''],
  [/(?<=\d)\.0(?!\d)/g, ''],
  [/(?<=e[+-])0(?=\d)/g, ''],
]
