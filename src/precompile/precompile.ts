import { rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve, sep } from 'node:path'
import { FileLoader } from '../loader/file.js'
import { Source } from '../source.js'
import { indexDeclaration, indexModule } from './all-templates.js'
import { ALL, EXTENSIONS, moduleFiles } from './file-names.js'
import {
  filesOf,
  hashOf,
  MANIFEST,
  type Manifest,
  type ManifestEntry,
  manifestText,
  readManifest,
} from './manifest.js'
import type { EmittedModule, Files } from './module.js'
import type { PrecompileOptions } from './options.js'
import { Refusal, refusal } from './refusal.js'
import { filesBelow, hasExtension, TEMPLATE_EXTENSIONS } from './sources.js'
import { allVars, declarationText } from './vars.js'
import { contentOf, sweep, writeAll } from './write.js'

/** What is precompiled, and to where. */
export interface PrecompileJob {
  /** The folder that template names start from. */
  readonly root: string
  /** The folder that modules are written to. */
  readonly out: string
  readonly options: PrecompileOptions
  /** Endings of files that are templates, with commas. */
  readonly extensions?: string
}

/** Makes modules of templates, all in the order given; null for one with mistakes. */
export type Emitter = (
  sources: readonly Source[],
  job: PrecompileJob,
  files: Files,
) => Promise<(EmittedModule | null)[]>

/** What a run did. */
export interface PrecompileReport {
  readonly templates: number
  /** Names of the templates that were compiled; the others were as they are now. */
  readonly compiled: readonly string[]
  /** Templates with mistakes; when there are any, nothing was written. */
  readonly failed: readonly Source[]
  /** Paths below the output folder. */
  readonly written: readonly string[]
  readonly removed: readonly string[]
}

/** Everything about a run that does not change. */
interface Run extends PrecompileJob {
  readonly sources: readonly Source[]
  readonly files: Files
  /** Hashes of the texts of all templates, by name. */
  readonly texts: ReadonlyMap<string, string>
  readonly before: Manifest | null
  readonly optionsHash: string
}

/**
 * Writes a module for each template of a folder that changed since the last time, or whose links did, and removes those
 * of templates that are gone. The same templates and options give the same bytes. Throws `Refusal`.
 */
export async function precompile(job: PrecompileJob, emit: Emitter): Promise<PrecompileReport> {
  const run = start(job)
  const changed = run.sources.filter((source) => !isCurrent(run, source))
  const modules = await emit(changed, job, run.files)
  const failed = changed.filter((_, index) => modules[index] === null)
  const compiled = changed.map(nameOf)
  if (failed.length > 0) return { templates: run.sources.length, compiled, failed, written: [], removed: [] }
  const fresh = new Map(changed.map((source, index) => [nameOf(source), modules[index] as EmittedModule]))
  const texts = new Map<string, string>()
  const manifest = manifestOf(run, fresh, texts)
  texts.set(MANIFEST, manifestText(manifest))
  const written = writeAll(job.out, texts)
  return { templates: run.sources.length, compiled, failed, written, removed: removeOthers(run, manifest) }
}

function start(job: PrecompileJob): Run {
  const { format = 'esm' } = job.options
  const names = namesBelow(job)
  const files = moduleFiles(names, EXTENSIONS[format])
  sweep(job.out)
  const loader = new FileLoader(job.root)
  const sources = names.map((name) => read(loader, name))
  const optionsHash = hashOf(JSON.stringify([version(), Object.entries(job.options).sort()]))
  const texts = new Map(sources.map((source) => [nameOf(source), hashOf(source.text)]))
  return { ...job, sources, files, texts, before: readManifest(job.out), optionsHash }
}

function namesBelow({ root, out, extensions = TEMPLATE_EXTENSIONS }: PrecompileJob): string[] {
  const top = resolve(root)
  if (statSync(top, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Refusal(`There is no folder '${root}'`)
  if (resolve(out) === top)
    throw new Refusal('Modules cannot be written into the folder of the templates themselves')
  return filesBelow(top, resolve(out))
    .filter((path) => hasExtension(path, extensions))
    .map((path) => relative(top, path).split(sep).join('/'))
    .sort()
}

function read(loader: FileLoader, name: string): Source {
  let loaded: ReturnType<FileLoader['load']>
  try {
    loaded = loader.load(name)
  } catch (error) {
    throw refusal(`'${name}' cannot be read`, error)
  }
  if (loaded === null) throw new Refusal(`'${name}' is a link that leads out of the folder`)
  return new Source(name, loaded.text)
}

/** The version of Torii, which finds its own manifest by name, from its sources and from wherever it is bundled to. */
function version(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('toriijs/package.json')
  return manifest.version
}

function nameOf({ name }: Source): string {
  return name ?? ''
}

/** Whether the modules in the output folder are those that a template would be made into now. */
function isCurrent({ before, files, optionsHash, out, texts }: Run, source: Source): boolean {
  const entry = before?.options === optionsHash ? before.templates[nameOf(source)] : undefined
  if (entry?.source !== hashOf(source.text)) return false
  if (entry.links.join('\n') !== linksOf(entry, files).join('\n')) return false
  if (Object.entries(entry.opened).some(([name, hash]) => texts.get(name) !== hash)) return false
  return Object.entries(entry.files).every(
    ([path, hash]) => hashOf(contentOf(join(out, path)) ?? '') === hash,
  )
}

function linksOf({ dependencies }: Pick<ManifestEntry, 'dependencies'>, files: Files): string[] {
  return dependencies.filter((name) => files.has(name))
}

/** The manifest of this run; `texts` gets the files to write. */
function manifestOf(
  run: Run,
  fresh: ReadonlyMap<string, EmittedModule>,
  texts: Map<string, string>,
): Manifest {
  const { options, files, before } = run
  const reach = (name: string) => (files.has(name) ? (fresh.get(name) ?? before?.templates[name]) : undefined)
  const entries = run.sources.map((source) => {
    const name = nameOf(source)
    const file = files.get(name) ?? ''
    const module = fresh.get(name)
    const own = new Map(module === undefined ? [] : moduleTexts(file, module, options))
    for (const variant of module?.variants ?? []) {
      for (const [path, text] of moduleTexts(variant.file, variant, options)) own.set(path, text)
    }
    if (options.dts === true) {
      const declared = allVars(name, (each) => reach(each))
      own.set(declarationFile(file), declarationText(declared, options.format ?? 'esm'))
    }
    for (const [path, text] of own) texts.set(path, text)
    return [name, entryOf(run, source, own)] as const
  })
  const all = new Map([[`${ALL}${EXTENSIONS[options.format ?? 'esm']}`, indexModule(files, options)]])
  if (options.dts === true) all.set(declarationFile([...all.keys()].join()), indexDeclaration(files, options))
  for (const [path, text] of all) texts.set(path, text)
  const templates = Object.fromEntries(entries.map(([name, make]) => [name, make(fresh.get(name))]))
  return { options: run.optionsHash, templates, files: hashes(all) }
}

function entryOf(run: Run, source: Source, own: ReadonlyMap<string, string>) {
  return (module: EmittedModule | undefined): ManifestEntry => {
    const known = run.before?.templates[nameOf(source)]
    const { dependencies, vars } = module ?? known ?? { dependencies: [], vars: { list: [], open: true } }
    const opened = module?.opened.map((name) => [name, run.texts.get(name) ?? ''] as const)
    const files = { ...(module === undefined ? known?.files : {}), ...hashes(own) }
    return {
      source: hashOf(source.text),
      dependencies,
      links: linksOf({ dependencies }, run.files),
      opened: opened === undefined ? (known?.opened ?? {}) : Object.fromEntries(opened),
      vars,
      files,
    }
  }
}

function moduleTexts(
  file: string,
  { code, map }: Pick<EmittedModule, 'code' | 'map'>,
  { sourceMap }: PrecompileOptions,
): [string, string][] {
  if (sourceMap !== true) return [[file, code]]
  const mapFile = `${file}.map`
  const reference = `//# sourceMappingURL=${mapFile.slice(mapFile.lastIndexOf('/') + 1)}\n`
  return [
    [file, code + reference],
    [mapFile, `${map}\n`],
  ]
}

function declarationFile(file: string): string {
  return file.replace(/\.(c?)js$/, '.d.$1ts')
}

function hashes(texts: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...texts].map(([path, text]) => [path, hashOf(text)]))
}

/** Removes files that the last manifest lists and this one does not. */
function removeOthers({ before, out }: Run, manifest: Manifest): string[] {
  const kept = new Set(filesOf(manifest))
  const stale = before === null ? [] : filesOf(before).filter((path) => !kept.has(path))
  for (const path of stale) rmSync(join(out, path), { force: true })
  return stale
}
