import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Texts by key in files of one folder, which any number of processes may use at once. What is damaged, cut short or
 * not of this cache counts as not there, and is replaced when it is set again. The code of templates is kept here, so
 * nobody but the application should be able to write to the folder.
 */
export class DiskCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The text of a key, or null. */
  get(key: string): string | null {
    const content = contentOf(this.#path(key))
    if (content === null) return null
    const text = content.slice(HEAD)
    return content.slice(0, HEAD) === headOf(key, text) ? text : null
  }

  /** Keeps a text, if the folder can be written; a cache that is full or read-only does no harm. */
  set(key: string, text: string): void {
    const path = this.#path(key)
    const part = `${path}.${process.pid}.part`
    try {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(part, headOf(key, text) + text)
      renameSync(part, path)
    } catch {
      discard(part)
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${hashOf(key)}.torii`)
  }
}

/** Characters of a hash and the end of its line. */
const HEAD = 65

/** The first line of a file: a hash of what it is for and of what it holds. */
function headOf(key: string, text: string): string {
  return `${hashOf(`${key}\0${text}`)}\n`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where nothing can be written there is nothing to remove.
  }
}
