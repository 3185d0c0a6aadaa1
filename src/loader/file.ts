import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fault } from '../runtime/fault.js'
import type { LoadedTemplate, Loader } from './loader.js'
import { nameSegments } from './names.js'

/** How a `FileLoader` reads. */
export interface FileLoaderOptions {
  /** A label of the Encoding Standard; utf-8 by default. Text that is not in it is an error. */
  readonly encoding?: string
  /** Whether links may lead out of the root; false by default. Links that stay inside always work. */
  readonly followSymlinks?: boolean
}

/** A file that is there, and what tells whether it changed. */
interface Found {
  readonly path: string
  readonly stats: Stats
}

/**
 * Templates from one folder or several, the first that has a file winning. No name leads out of its folder:
 * see `nameSegments` for names, and links are followed only to targets inside it. Fault: host-error, for what is
 * there but cannot be read.
 */
export class FileLoader implements Loader {
  /** The folders as they were given. */
  readonly folders: readonly string[]
  readonly #roots: readonly string[]
  readonly #encoding: string
  readonly #followSymlinks: boolean

  constructor(roots: string | readonly string[], options: FileLoaderOptions = {}) {
    this.folders = typeof roots === 'string' ? [roots] : [...roots]
    this.#roots = this.folders.map((root) => resolve(root))
    this.#encoding = options.encoding ?? 'utf-8'
    this.#followSymlinks = options.followSymlinks ?? false
  }

  /** The file of that name. It is fresh while its path, size and time of change stay the same. */
  load(name: string): LoadedTemplate | null {
    const found = this.#find(name)
    if (found === null) return null
    const fresh = (): boolean => {
      const now = this.#find(name)
      return now !== null && now.path === found.path && sameStamp(now.stats, found.stats)
    }
    return { text: this.#read(name, found), path: found.path, fresh }
  }

  #find(name: string): Found | null {
    const segments = nameSegments(name, sep === '\\')
    if (segments === null) return null
    for (const root of this.#roots) {
      const found = orNull(name, () => this.#locate(root, join(root, ...segments)))
      if (found !== null) return found
    }
    return null
  }

  #locate(root: string, path: string): Found | null {
    const real = realpathSync(path)
    const top = realpathSync(root)
    const inside = real.startsWith(top.endsWith(sep) ? top : top + sep)
    // The real path is what is read later, so a link swapped in between cannot lead elsewhere.
    return inside || this.#followSymlinks ? { path: real, stats: statSync(real) } : null
  }

  #read(name: string, { path, stats }: Found): string {
    if (!stats.isFile()) unreadable(name, stats.isDirectory() ? 'it is a folder' : 'it is not a plain file')
    try {
      return new TextDecoder(this.#encoding, { fatal: true }).decode(readFileSync(path))
    } catch (error) {
      return unreadable(name, reason(error), error)
    }
  }
}

/** Codes of the system that mean there is no such file, rather than one that cannot be read. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])

function orNull(name: string, locate: () => Found | null): Found | null {
  try {
    return locate()
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return null
    return unreadable(name, reason(error), error)
  }
}

function unreadable(name: string, why: string, cause?: unknown): never {
  return fault('host-error', { message: `Template '${name}' cannot be read: ${why}` }, cause)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function sameStamp(left: Stats, right: Stats): boolean {
  return left.mtimeMs === right.mtimeMs && left.size === right.size && left.ino === right.ino
}
