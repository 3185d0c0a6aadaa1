import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a value as JSON so that a reader sees the old file or the whole new one, never a part. */
export function writeJson(path: string, value: unknown): void {
  const partial = `${path}.${process.pid}.partial`
  try {
    writeFileSync(partial, `${JSON.stringify(value, null, 1)}\n`)
    renameSync(partial, path)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}
