import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from '../../architecture/source-tree.js'
import { adapted, documented } from '../documented.js'

/** A folder that has the package installed, an application as `app.mjs`, and the launchers of the documentation. */
export interface Folder {
  readonly path: string
  file(name: string): string
  /** Writes a file that servers may read and run. */
  write(name: string, text: string): string
  remove(): void
}

/** A new folder for an application of the checkout; everyone may write into it, since Apache's processes run as another user. */
export async function launchFolder(application: string): Promise<Folder> {
  const path = mkdtempSync(join(tmpdir(), 'torii-servers-'))
  chmodSync(path, 0o777)
  const file = (name: string) => join(path, name)
  const folder: Folder = {
    path,
    file,
    write(name, text) {
      writeFileSync(file(name), text, { mode: 0o755 })
      return file(name)
    },
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  }
  for (const part of ['dist', 'package.json'])
    cpSync(join(root, part), file(`node_modules/toriijs/${part}`), { recursive: true })
  mkdirSync(file('htdocs'))
  await build({
    entryPoints: [join(root, application)],
    outfile: file('app.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['toriijs/*'],
  })
  return folder
}

/** Writes a launcher of the documentation with the folder's own sockets and ports. */
export function launcher(
  folder: Folder,
  name: string,
  replacements: Readonly<Record<string, string>>,
): string {
  return folder.write(name, adapted(documented('javascript', name), replacements))
}
