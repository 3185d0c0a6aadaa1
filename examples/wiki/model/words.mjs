/** Words as search sees them: without case and accents, found by how they begin. */

const WORD = /[\p{L}\p{N}\p{M}]+/gu

function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of a query, at most ten. */
export function termsOf(query) {
  return (query.match(WORD) ?? []).map(folded).filter(Boolean).slice(0, 10)
}

/** How many words of a text begin with each of the terms. */
export function countsOf(text, terms) {
  const words = (text.match(WORD) ?? []).map(folded)
  return terms.map((term) => words.filter((word) => word.startsWith(term)).length)
}

/** What of a text is shown for a search, in pieces `{ text, hit }`: some of it from the first word found. */
export function excerptOf(text, terms) {
  const found = Array.from(text.matchAll(WORD)).filter(([word]) => {
    const plain = folded(word)
    return terms.some((term) => plain.startsWith(term))
  })
  const start = Math.max(0, (found[0]?.index ?? 0) - 60)
  const end = start + 240
  const pieces = [{ text: start > 0 ? '…' : '', hit: false }]
  let at = start
  for (const { 0: word, index } of found) {
    if (index + word.length > end) break
    pieces.push({ text: text.slice(at, index), hit: false }, { text: word, hit: true })
    at = index + word.length
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? '…' : ''), hit: false })
  return pieces.filter((piece) => piece.text !== '')
}
