import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../cache/folder.js'
import { refusal } from './refusal.js'

/** Ends the names of files that are not finished. */
const UNFINISHED = /\.(\d+)\.torii-part$/

/**
 * Puts texts by path into files below a folder, and onto the disk: whenever the process or the machine stops, each file has its old content or
 * all of the new one. All are written beside their places before the first is put there, so that a full disk changes
 * nothing. Gives the paths that had to be written, in order. Throws `Refusal`.
 */
export function writeAll(folder: string, texts: ReadonlyMap<string, string>): string[] {
  const changed = [...texts].filter(([path, text]) => contentOf(join(folder, path)) !== text)
  const parts: string[] = []
  try {
    for (const [path, text] of changed) parts.push(writePart(join(folder, path), text))
    for (const [index, [path]] of changed.entries()) place(parts[index] ?? '', join(folder, path))
  } catch (error) {
    for (const part of parts) rmSync(part, { force: true })
    throw error
  }
  return changed.map(([path]) => path)
}

/** Writes what a file shall hold into a new file beside it. */
function writePart(path: string, text: string): string {
  const part = `${path}.${process.pid}.torii-part`
  try {
    makeFolder(dirname(path))
    writeSynced(part, text)
    return part
  } catch (error) {
    if (existsSync(part)) rmSync(part)
    throw refusal(`'${path}' cannot be written`, error)
  }
}

function place(part: string, path: string): void {
  try {
    renameSync(part, path)
  } catch (error) {
    throw refusal(`'${path}' cannot be written`, error)
  }
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w')
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The text of a file; null when there is none, or none that can be read. */
export function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Removes what processes that are gone left unfinished in a folder and below. */
export function sweep(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const process = UNFINISHED.exec(entry)?.[1]
    if (process !== undefined && !isRunning(Number(process))) rmSync(join(folder, entry), { force: true })
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
