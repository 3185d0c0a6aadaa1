import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Mistake, reasonOf } from './mistake.js'

/**
 * Puts text into a file at once: a reader sees the old content or all of the new one, never a part. Links are
 * followed and an existing file keeps its permissions. Throws `Mistake`.
 */
export function writeFile(path: string, text: string): void {
  try {
    const target = existsSync(path) ? realpathSync(path) : path
    const mode = existsSync(target) ? statSync(target).mode & 0o777 : 0o666
    replace(target, text, mode)
  } catch (error) {
    throw new Mistake(`The result cannot be written: ${reasonOf(error)}`)
  }
}

function replace(target: string, text: string, mode: number): void {
  // In the same folder, because a rename is only atomic within one file system.
  const temporary = `${target}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, text, { mode, flag: 'wx' })
    renameSync(temporary, target)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
