import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Endings of files that are templates unless somebody says otherwise. */
export const TEMPLATE_EXTENSIONS = 'html,htm,xhtml,xml,svg,txt,md,jinja,jinja2,j2,njk,tpl'

/** All files below a folder in order of name, without hidden ones and installed packages; `skipped` is a folder. */
export function filesBelow(folder: string, skipped: string | null = null): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (path === skipped) return []
      if (entry.isDirectory()) return filesBelow(path, skipped)
      const link = entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile() === true
      return entry.isFile() || link ? [path] : []
    })
}

/** Whether a file's name ends with one of the extensions, a list with commas. */
export function hasExtension(file: string, extensions: string): boolean {
  const listed = extensions.split(',').map((extension) => extension.trim().replace(/^\./, ''))
  return listed.includes(file.slice(file.lastIndexOf('.') + 1).toLowerCase())
}
