/** How much of each text a report shows. */
const WINDOW = 150
/** How much common text is shown before the first difference. */
const LEAD = 30

/** Two different texts on one line each, cut alike so that their first difference is visible. */
export function showDifference(wanted: string, came: string): { wanted: string; came: string } {
  const start = Math.max(0, commonPrefix(wanted, came) - LEAD)
  return { wanted: showFrom(wanted, start), came: showFrom(came, start) }
}

function commonPrefix(left: string, right: string): number {
  const most = Math.min(left.length, right.length)
  let length = 0
  while (length < most && left[length] === right[length]) length++
  return length
}

function showFrom(text: string, start: number): string {
  const cut = text.slice(start, start + WINDOW)
  return (start > 0 ? '…' : '') + escaped(cut) + (start + WINDOW < text.length ? '…' : '')
}

/** Text with everything a terminal would hide or move spelled out. */
export function escaped(text: string): string {
  return text.replace(/[\\\p{C}\p{Zl}\p{Zp}]/gu, (char) => {
    const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' }[char]
    return short ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
  })
}
