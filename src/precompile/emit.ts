import { dirname, join, relative, resolve, sep } from 'node:path'
import { FileLoader } from '../loader/file.js'
import { Source } from '../source.js'
import { variantFile } from './file-names.js'
import { hashOf } from './manifest.js'
import { type EmittedModule, emitModule, type Files, type Workshop } from './module.js'
import { environmentOf } from './options.js'
import type { PrecompileJob } from './precompile.js'

/** Makes modules of templates one after the other, in this thread. */
export async function emitHere(
  sources: readonly Source[],
  job: PrecompileJob,
  files: Files,
): Promise<(EmittedModule | null)[]> {
  const shop = workshopOf(job, files)
  return sources.map((source) => emitModule(source, source.name ?? '', shop))
}

/** What the templates of a job are made into modules in. */
export function workshopOf({ root, out, options }: PrecompileJob, files: Files): Workshop {
  const loader = new FileLoader(root)
  return {
    environment: environmentOf(root, options),
    options,
    files,
    fileIn: (file, use) => (use === '' ? file : variantFile(file, hashOf(use).slice(0, 8))),
    isElsewhere: false,
    sourceOf: (name) => sourceOf(loader, name),
    templatePath: (name, file) => urlPath(relative(dirname(resolve(out, file)), join(resolve(root), name))),
  }
}

function sourceOf(loader: FileLoader, name: string): Source | null {
  const loaded = loader.load(name)
  return loaded === null ? null : new Source(name, loaded.text)
}

function urlPath(path: string): string {
  return path.split(sep).map(encodeURIComponent).join('/')
}
