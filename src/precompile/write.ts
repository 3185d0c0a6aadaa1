import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { refusal } from './refusal.js'

/** Ends the names of files that are not finished. */
const UNFINISHED = /\.(\d+)\.torii-part$/

/**
 * Puts text into a file at once, and onto the disk: whenever the process or the machine stops, the file has its old
 * content or all of the new one. Gives whether anything had to be written. Throws `Refusal`.
 */
export function writeWhole(path: string, text: string): boolean {
  if (contentOf(path) === text) return false
  const part = `${path}.${process.pid}.torii-part`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeSynced(part, text)
    renameSync(part, path)
  } catch (error) {
    if (existsSync(part)) rmSync(part)
    throw refusal(`'${path}' cannot be written`, error)
  }
  return true
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
