import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Source } from '../source.js'
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
  return {
    environment: environmentOf(root, options),
    options,
    files,
    templatePath: (name, file) => urlPath(relative(dirname(resolve(out, file)), join(resolve(root), name))),
  }
}

function urlPath(path: string): string {
  return path.split(sep).map(encodeURIComponent).join('/')
}
