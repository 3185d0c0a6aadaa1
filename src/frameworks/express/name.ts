import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { viewError } from '../../diagnostics/view-error.js'

/**
 * The template's name that a path stands for: what leads to it from the folder of views it is in. Throws `ViewError`
 * (`outside-views`) for one that is in none of them.
 */
export function templateName(path: string, folders: readonly string[]): string {
  const file = resolve(path)
  for (const [index, folder] of folders.entries()) {
    const below = relative(resolve(folder), file)
    if (isAbsolute(below) || below.split(sep)[0] === '..') continue
    // A folder before this one may have a file of that name, which is then the template that the name means.
    if (folders.slice(0, index).some((earlier) => existsSync(join(earlier, below)))) continue
    return below.split(sep).join('/')
  }
  return viewError('outside-views', { path, folders })
}
