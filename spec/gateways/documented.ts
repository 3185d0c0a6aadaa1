import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../architecture/source-tree.js'

/** The block of docs/deployment.md with a language and a name (` ```nginx fastcgi `). */
export function documented(language: string, name: string): string {
  const page = readFileSync(join(root, 'docs/deployment.md'), 'utf8')
  const start = `\n\`\`\`${language} ${name}\n`
  const at = page.indexOf(start)
  if (at < 0) throw new Error(`docs/deployment.md has no block ${language} ${name}`)
  return page.slice(at + start.length, page.indexOf('\n```', at + start.length) + 1)
}

/** Text with parts of it replaced, each of which has to be there. */
export function adapted(text: string, replacements: Readonly<Record<string, string>>): string {
  let result = text
  for (const [part, replacement] of Object.entries(replacements)) {
    if (!result.includes(part)) throw new Error(`there is no ${part} in\n${text}`)
    result = result.replaceAll(part, replacement)
  }
  return result
}
