import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DeclaredVars } from './vars.js'
import { contentOf } from './write.js'

/** The file that says what an output folder holds and what it was made from. */
export const MANIFEST = 'manifest.json'

/** What one template was made from and into. */
export interface ManifestEntry {
  /** The hash of its text. */
  readonly source: string
  /** Full names of the templates it refers to by constant names. */
  readonly dependencies: readonly string[]
  /** Those of them that there are: what its module imports. */
  readonly links: readonly string[]
  /** Hashes of other templates whose text decided how this one was compiled, by name. */
  readonly opened: Readonly<Record<string, string>>
  readonly vars: DeclaredVars
  /** Hashes of its files, by path below the output folder. */
  readonly files: Readonly<Record<string, string>>
}

/** What an output folder holds. */
export interface Manifest {
  /** The hash of the options and of the version of Torii. */
  readonly options: string
  readonly templates: Readonly<Record<string, ManifestEntry>>
  /** Hashes of the files that are made of all templates. */
  readonly files: Readonly<Record<string, string>>
}

/** The hash of a text: SHA-256, the first 128 bits in hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** The manifest of an output folder; null when it has none, or what is there is none of ours. */
export function readManifest(out: string): Manifest | null {
  const text = contentOf(join(out, MANIFEST))
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    return isManifest(value) ? value : null
  } catch {
    return null
  }
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || !isFiles(value.files) || !isObject(value.templates)) return false
  return typeof value.options === 'string' && Object.values(value.templates).every(isEntry)
}

function isEntry(value: unknown): value is ManifestEntry {
  if (!isObject(value) || typeof value.source !== 'string' || !isFiles(value.files)) return false
  return (
    isObject(value.opened) &&
    isObject(value.vars) &&
    Array.isArray(value.links) &&
    Array.isArray(value.dependencies)
  )
}

/** Paths that stay below the folder: what is removed later is named here, and nothing else may be. */
function isFiles(value: unknown): value is Record<string, string> {
  return (
    isObject(value) &&
    Object.keys(value).every((path) => /^[\w~.-]+(\/[\w~.-]+)*$/.test(path) && !isClimbing(path))
  )
}

function isClimbing(path: string): boolean {
  return path.split('/').some((segment) => segment === '..' || segment === '.')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The text of a manifest: the same for the same content. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`
}

/** Paths of all files that a manifest lists. */
export function filesOf({ templates, files }: Manifest): string[] {
  return [...Object.keys(files), ...Object.values(templates).flatMap((entry) => Object.keys(entry.files))]
}
