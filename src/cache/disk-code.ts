import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Script as VmScript } from 'node:vm'
import type { Mappings } from '../codegen/mappings.js'
import type { ModeName } from '../codegen/mode.js'
import type { EnvironmentOptions } from '../options.js'
import type { Executable, Script } from '../program.js'
import type { Settings } from '../settings.js'
import type { Source } from '../source.js'
import { encodeMap, inlineMap } from '../sourcemap/encode.js'
import { mappingsIn, PLACES, placesOf } from '../sourcemap/places.js'
import { LINES_BEFORE, templateUrl } from '../sourcemap/registry.js'
import type { CodeCache, Purpose } from './code-cache.js'
import { DiskCache, type Entry } from './disk.js'

/**
 * The code of templates in files of one folder. It is run from there, so that coverage tools and debuggers find it and,
 * by the source map in it, the template.
 */
export class DiskCode implements CodeCache {
  readonly #disk: DiskCache
  readonly #options: EnvironmentOptions
  readonly #host: Settings

  constructor(folder: string, options: EnvironmentOptions, host: Settings) {
    this.#disk = new DiskCache(folder)
    this.#options = options
    this.#host = host
  }

  /** Compiled code from the disk, or from `make`, whose result is kept there unless it has problems. */
  executable(source: Source, purpose: Purpose, make: () => Executable): Executable {
    const options = fingerprint(this.#options, this.#host)
    if (options === null) return make()
    const { name, path, text } = source
    const { escaping, type, mode, use } = purpose
    const key = JSON.stringify([options, name, path, escaping, mode, use, type, text])
    const known = this.#disk.entry(key)
    if (known !== null) return new StoredCode(known, source, mode)
    const made = make()
    const { problems, isTransient = false, asPage = [] } = made
    const isKept = problems.length === 0 && !isTransient && asPage.length === 0
    const kept = isKept ? this.#disk.set(key, this.#textOf(made)) : null
    return kept === null ? made : new StoredCode(kept, source, mode)
  }

  #textOf({ code, mappings, source }: Executable): string {
    const map = {
      ...encodeMap(mappings, source, templateUrl(source)),
      [PLACES]: placesOf(mappings, source.name),
    }
    // A template without a file is nothing that coverage could be told of.
    const comment = source.path === null && this.#options.development !== true ? OWN_COMMENT : COMMENT
    return `${OPEN}${code}${CLOSE}${comment}${inlineMap(map, LINES_BEFORE)}\n`
  }
}

/** Around the code of a template: with the line that every file starts with, as many lines as in `new Function`. */
const OPEN = '(($, env) => {\n'
const CLOSE = '})\n'
const COMMENT = '//# sourceMappingURL='
const OWN_COMMENT = '//# toriiMappingURL='

/** Code that is in a file. */
class StoredCode implements Executable {
  readonly source: Source
  readonly mode: ModeName
  readonly problems = []
  readonly script: Script
  readonly #content: string
  #mappings: Mappings | null = null

  constructor({ path, content }: Entry, source: Source, mode: ModeName) {
    this.source = source
    this.mode = mode
    this.#content = content
    const filename = pathToFileURL(path).href
    this.script = { url: filename, evaluate: () => new VmScript(content, { filename }).runInThisContext() }
  }

  get code(): string {
    return this.#content.slice(this.#content.indexOf(OPEN) + OPEN.length, this.#content.lastIndexOf(CLOSE))
  }

  /** Read when something failed, or somebody asks for the map. */
  get mappings(): Mappings {
    const encoded = this.#content.slice(this.#content.lastIndexOf('base64,') + 'base64,'.length)
    const map = Buffer.from(encoded, 'base64').toString()
    return (this.#mappings ??= mappingsIn(map, this.source, LINES_BEFORE))
  }
}

/**
 * What code depends on besides a template's text and name: the version of Torii and the options. Null where the caller
 * brings tags, whose meaning is in functions that cannot be compared.
 */
function fingerprint(options: EnvironmentOptions, { added, autoescape }: Settings): string | null {
  const {
    extensions = [],
    values,
    compat,
    trimBlocks,
    lstripBlocks,
    keepTrailingNewline,
    newline,
    development = false,
    escapePolicy,
    wellFormed,
  } = options
  if (extensions.some((extension) => typeof extension !== 'string')) return null
  return JSON.stringify([
    [version(), extensions, values, compat, trimBlocks, lstripBlocks, keepTrailingNewline, newline],
    [
      development,
      escapePolicy,
      wellFormed,
      options.delimiters,
      options.i18n,
      options.finalize != null,
      typeof autoescape,
    ],
    [Object.keys(added.filters).sort(), Object.keys(added.tests).sort()],
  ])
}

/** The version of Torii, which finds its own manifest by name, from its sources and from wherever it is bundled to. */
function version(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('toriijs/package.json')
  return manifest.version
}
