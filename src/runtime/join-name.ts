/**
 * The full name of a template that the template `from` calls `name`: `./x` and `../x` are relative to the folder
 * of `from` (to the root when it has no name), every other name is full already. Null when it would leave the root.
 */
export function joinName(name: string, from: string | null): string | null {
  if (!/^\.\.?(\/|$)/.test(name)) return name
  const folder = from === null ? [] : from.split('/').slice(0, -1)
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') folder.push(segment)
    else if (folder.pop() === undefined) return null
  }
  return folder.join('/')
}
