import { createRequire } from 'node:module'
import type { Executable, Target } from '../compile.js'
import type { EnvironmentOptions } from '../options.js'
import type { Settings } from '../settings.js'
import type { Source } from '../source.js'
import type { DiskCache } from './disk.js'

/**
 * What code depends on besides a template's text and name: the version of Torii and the options. Null where the caller
 * brings tags, whose meaning is in functions that cannot be compared.
 */
export function fingerprint(options: EnvironmentOptions, { added, autoescape }: Settings): string | null {
  const { extensions = [], values, compat, trimBlocks, lstripBlocks, keepTrailingNewline, newline } = options
  if (extensions.some((extension) => typeof extension !== 'string')) return null
  return JSON.stringify([
    [version(), extensions, values, compat, trimBlocks, lstripBlocks, keepTrailingNewline, newline],
    [options.delimiters, options.i18n, options.finalize != null, typeof autoescape],
    [Object.keys(added.filters).sort(), Object.keys(added.tests).sort()],
  ])
}

/** Compiled code from the disk, or from `make`, whose result is kept there unless it has problems. */
export function stored(disk: DiskCache, key: Key, make: () => Executable): Executable {
  const { source, target, options } = key
  const name = JSON.stringify([options, source.name, target.escaping, target.mode, source.text])
  const text = disk.get(name)
  if (text !== null) return { source, problems: [], ...(JSON.parse(text) as Kept) }
  const made = make()
  const { code, mappings, mode } = made
  if (made.problems.length === 0) disk.set(name, JSON.stringify({ code, mappings, mode } satisfies Kept))
  return made
}

/** What code is made from. */
interface Key {
  readonly source: Source
  readonly target: Target
  /** The fingerprint of the options. */
  readonly options: string
}

type Kept = Pick<Executable, 'code' | 'mappings' | 'mode'>

/** The version of Torii, which finds its own manifest by name, from its sources and from wherever it is bundled to. */
function version(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('toriijs/package.json')
  return manifest.version
}
