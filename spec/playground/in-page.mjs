/** Where the first letter of the nth occurrence of a text in a pane is, in view; null when there is none. */
globalThis.placeOf = (pane, text, nth) => {
  const lines = [...document.querySelectorAll(`#${pane} .cm-line, #${pane} li`)]
  const place = lines.flatMap((line) => occurrences(line, text))[nth]
  if (place === undefined) return null
  place.node.parentElement.scrollIntoView({ block: 'nearest' })
  const range = document.createRange()
  range.setStart(place.node, place.offset)
  range.setEnd(place.node, place.offset + 1)
  const { x, y, width, height } = range.getBoundingClientRect()
  return { x: x + width / 2, y: y + height / 2 }
}

/** The letters where a text begins in a line, whose parts are elements of their own. */
function occurrences(line, text) {
  const letters = []
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode())
    for (let offset = 0; offset < nodes.currentNode.data.length; offset++)
      letters.push({ node: nodes.currentNode, offset })
  const found = []
  for (let at = line.textContent.indexOf(text); at >= 0; at = line.textContent.indexOf(text, at + 1))
    found.push(letters[at])
  return found
}
