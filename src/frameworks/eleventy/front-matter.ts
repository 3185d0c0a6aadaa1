import { existsSync, readFileSync } from 'node:fs'

/** How many lines of front matter a file has before its template; none where that cannot be known. */
export function frontLines(text: string, file: string): number {
  if (!existsSync(file)) return 0
  const whole = readFileSync(file, 'utf8')
  return whole.endsWith(text) ? whole.slice(0, whole.length - text.length).split('\n').length - 1 : 0
}

/** A template with as many lines more before it, which give nothing, so that errors tell the places of its file. */
export function inPlace(text: string, lines: number, [open, close]: readonly [string, string]): string {
  if (lines === 0) return text
  const rest = text.trimStart()
  const blank = text.slice(0, text.length - rest.length)
  // The last tag takes all white space up to the first character, so what there was of it goes before.
  const filler = '\n'.repeat(lines) + blank.slice(blank.lastIndexOf('\n') + 1)
  return `${blank}${open} if 0 ${close}${open} endif -${close}${filler}${rest}`
}
