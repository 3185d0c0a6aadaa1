import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fault } from '../runtime/fault.js'
import { FileLoader } from './file.js'
import type { LoadedTemplate, Loader } from './loader.js'

/**
 * Templates from a folder of an installed package. `from` is the file (path or `import.meta.url`) whose
 * `node_modules` folders are searched; by default the working folder. Fault: host-error, when there is no such package.
 */
export class PackageLoader implements Loader {
  readonly #files: FileLoader

  constructor(
    packageName: string,
    folder = 'templates',
    from: string | URL = join(process.cwd(), 'index.js'),
  ) {
    this.#files = new FileLoader(join(packageFolder(packageName, from), folder))
  }

  /** The package's folder. */
  get folders(): readonly string[] {
    return this.#files.folders
  }

  /** The file of that name in the package's folder. */
  load(name: string): LoadedTemplate | null {
    return this.#files.load(name)
  }
}

function packageFolder(name: string, from: string | URL): string {
  const require = createRequire(from)
  // Looked for by path first: a package whose `exports` hide its package.json cannot be resolved by name.
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name)
  }
  try {
    return dirname(require.resolve(`${name}/package.json`))
  } catch (error) {
    return fault('host-error', { message: `There is no package '${name}' to load templates from` }, error)
  }
}
