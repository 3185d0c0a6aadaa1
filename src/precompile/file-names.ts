import { Refusal } from './refusal.js'

/** Formats of modules with their file extensions. */
export const EXTENSIONS = { esm: '.js', cjs: '.cjs' } as const

/** The module of all templates, without its extension. */
export const ALL = 'templates'

/**
 * The path of a template's module below the output folder. Letters, digits, `.`, `-`, `_` and `/` stay; anything else
 * becomes `~` and its code in hexadecimal, which is safe in every file system, URL and bundler.
 */
export function moduleFile(name: string, extension: string): string {
  return name.replace(/[^\w./-]/gu, escapeCharacter) + extension
}

function escapeCharacter(character: string): string {
  return `~${(character.codePointAt(0) ?? 0).toString(16)}~`
}

/** The module file of a template in a use, from that of the template; `mark` stands for the use. */
export function variantFile(file: string, mark: string): string {
  return file.replace(/(?=\.c?js$)/, `.${mark}`)
}

/** The specifier by which the module file `from` imports the module file `to`. */
export function specifier(from: string, to: string): string {
  const start = from.split('/').slice(0, -1)
  const target = to.split('/')
  while (start.length > 0 && start[0] === target[0]) {
    start.shift()
    target.shift()
  }
  return `${start.length === 0 ? './' : '../'.repeat(start.length)}${target.join('/')}`
}

/**
 * The module file of each template by name. Throws `Refusal` where two would be one file, also on file systems that do
 * not tell capital letters from small ones.
 */
export function moduleFiles(names: readonly string[], extension: string): Map<string, string> {
  const files = new Map<string, string>()
  const owners = new Map([[`${ALL}${extension}`, `the module of all templates`]])
  for (const name of names) {
    const file = moduleFile(name, extension)
    const owner = owners.get(file.toLowerCase())
    if (owner !== undefined) throw new Refusal(`'${name}' and ${owner} would both be written to '${file}'`)
    owners.set(file.toLowerCase(), `'${name}'`)
    files.set(name, file)
  }
  return files
}
