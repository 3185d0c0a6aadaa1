import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder } from './folder.js'

/** A text of the cache and the file it is in. */
export interface Entry {
  readonly path: string
  /** All that the file holds: a line that is a comment of JavaScript, then the text. */
  readonly content: string
}

/**
 * Texts by key in files of one folder, which any number of processes may use at once. What is damaged, cut short or
 * not of this cache counts as not there, and is replaced when it is set again. The code of templates is kept here, so
 * nobody but the application should be able to write to the folder.
 */
export class DiskCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = resolve(folder)
  }

  /** The text of a key, or null. */
  get(key: string): string | null {
    return this.entry(key)?.content.slice(HEAD) ?? null
  }

  /** The text of a key with its file, or null. */
  entry(key: string): Entry | null {
    const path = this.#path(key)
    const content = contentOf(path)
    return content?.startsWith(headOf(key, content.slice(HEAD))) === true ? { path, content } : null
  }

  /** Keeps a text, if the folder can be written; null where it is full or read-only, which does no harm. */
  set(key: string, text: string): Entry | null {
    const path = this.#path(key)
    const part = `${path}.${process.pid}.part`
    const content = headOf(key, text) + text
    try {
      makeFolder(this.#folder)
      writeFileSync(part, content)
      renameSync(part, path)
      return { path, content }
    } catch {
      discard(part)
      return null
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${hashOf(key)}.js`)
  }
}

/** Characters of the first line: two slashes, a hash and the end of the line. */
const HEAD = 67

/** The first line of a file: a hash of what it is for and of what it holds. */
function headOf(key: string, text: string): string {
  return `//${hashOf(`${key}\0${text}`)}\n`
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
