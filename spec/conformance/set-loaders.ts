import type { LoadedTemplate, Loader } from '../../src/loader/loader.js'
import type { SetFile } from './formats.js'

/** The files of a set by full path. */
export type Files = ReadonlyMap<string, string>

/** Files by path. */
export function fileTable(files: readonly SetFile[]): Files {
  return new Map(files.map(({ path, text }) => [path, text]))
}

/** Jinja's search: the first root that has the name; names never leave a root. */
export class JinjaRoots implements Loader {
  readonly #files: Files
  readonly #roots: readonly string[]

  constructor(files: Files, roots: readonly string[]) {
    this.#files = files
    this.#roots = [...roots, '_stub'].map((root) => normalised(root) ?? '')
  }

  /** The template of a name. */
  load(name: string): LoadedTemplate | null {
    const segments = name.split('/')
    if (segments.includes('..')) return null
    return firstFound(this.#files, this.#roots, normalised(name) ?? '')
  }

  /** Jinja has no relative names. */
  resolve(name: string): string {
    return name
  }
}

/**
 * nunjucks' search: names that start with `./` or `../` are relative to the file of the including template, all
 * others are looked for in the roots. Resolved names are full paths with a leading `/`.
 */
export class NunjucksRoots implements Loader {
  readonly #files: Files
  readonly #roots: readonly string[]

  constructor(files: Files, roots: readonly string[]) {
    this.#files = files
    this.#roots = roots.map((root) => normalised(root) ?? '')
  }

  /** The template of a full path or of a name in the roots. */
  load(name: string): LoadedTemplate | null {
    const path = name.startsWith('/') ? name.slice(1) : this.#find(name)
    const text = path === null ? undefined : this.#files.get(path)
    return text === undefined ? null : { text, path: null }
  }

  /** The full path that a name means in the template `from`; the name itself when nothing has it. */
  resolve(name: string, from: string | null): string {
    const path = this.#find(from === null || !/^\.\.?\//.test(name) ? name : relative(name, from))
    return path === null ? name : `/${path}`
  }

  #find(name: string): string | null {
    if (name.startsWith('/')) return this.#inside(name.slice(1)) ? name.slice(1) : null
    for (const root of this.#roots) {
      const path = normalised(`${root}/${name}`)
      if (path !== null && isInside(path, root) && this.#files.has(path)) return path
    }
    return null
  }

  #inside(path: string): boolean {
    return this.#roots.some((root) => isInside(path, root)) && this.#files.has(path)
  }
}

function firstFound(files: Files, roots: readonly string[], name: string): LoadedTemplate | null {
  for (const root of roots) {
    const text = files.get(root === '' ? name : `${root}/${name}`)
    if (text !== undefined) return { text, path: null }
  }
  return null
}

function isInside(path: string, root: string): boolean {
  return root === '' || path.startsWith(`${root}/`)
}

function relative(name: string, from: string): string {
  return `/${normalised(`${from}/../${name}`) ?? ''}`
}

/** A path without `.`, `..` and empty segments; null when it leaves the top. */
function normalised(path: string): string | null {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.pop() === undefined) return null
  }
  return kept.join('/')
}
