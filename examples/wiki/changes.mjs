/** What changed from one text to another. */
import { structuredPatch } from 'diff'

/** Texts that differ in more lines than this are told apart as a whole, since comparing would take long. */
const MOST_EDITS = 2000

const KINDS = { ' ': 'same', '-': 'removed', '+': 'added' }

/** The differences in hunks: each has the line it begins at in both texts, and lines `{ kind, text }`. */
export function changesBetween(left, right) {
  const options = { context: 3, maxEditLength: MOST_EDITS }
  const patch = structuredPatch('', '', ended(left), ended(right), '', '', options)
  if (patch === undefined) return [{ left: 1, right: 1, lines: [...all('-', left), ...all('+', right)] }]
  return patch.hunks.map(({ oldStart, newStart, lines }) => ({
    left: oldStart,
    right: newStart,
    lines: lines.map((line) => ({ kind: KINDS[line[0]], text: line.slice(1) })),
  }))
}

function all(sign, text) {
  return text.split('\n').map((line) => ({ kind: KINDS[sign], text: line }))
}

/** With a line break at the end, which is no difference worth telling of. */
function ended(text) {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
