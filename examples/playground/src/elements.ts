/** The element of the page that has an id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new TypeError(`The page has no element '${id}'`)
  return found
}
