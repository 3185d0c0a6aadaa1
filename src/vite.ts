/** `toriijs/vite`: templates as modules in Vite and Rollup, without a step before. */

import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { diagnose } from './diagnostics/diagnostic.js'
import { frame } from './diagnostics/frame.js'
import { variantFile } from './precompile/file-names.js'
import { emitModule, type Files } from './precompile/module.js'
import { environmentOf, type PrecompileOptions } from './precompile/options.js'
import { filesBelow, hasExtension, TEMPLATE_EXTENSIONS } from './precompile/sources.js'
import { Source } from './source.js'

/** How templates are compiled, and which imports are templates. */
export interface ToriiPluginOptions extends Omit<PrecompileOptions, 'format' | 'dts' | 'sourceMap'> {
  /** The folder that template names start from (the one the program runs in). */
  readonly root?: string
  /** How names of imported templates end (`.torii.html`, `.jinja`, `.j2`). */
  readonly endings?: readonly string[]
}

/** What the plugin uses of the bundler. */
interface Bundler {
  resolve(
    source: string,
    importer: string | undefined,
    options: { skipSelf: boolean },
  ): Promise<{ readonly id: string } | null>
  addWatchFile(path: string): void
  error(problem: {
    message: string
    id: string
    frame: string
    loc: { file: string; line: number; column: number }
  }): never
}

/** A module made of a template. */
interface Loaded {
  readonly code: string
  readonly map: string
  readonly moduleSideEffects: false
}

/** A plugin of Vite or Rollup. */
export interface ToriiPlugin {
  readonly name: string
  readonly enforce: 'pre'
  /** In Vite's development server, and so in Vitest, code is made for debuggers unless the options say otherwise. */
  configResolved(config: { readonly command: string }): void
  resolveId(this: Bundler, source: string, importer?: string): Promise<string | null>
  load(this: Bundler, id: string): Loaded | null
}

const ENDINGS: readonly string[] = ['.torii.html', '.jinja', '.j2']

/** Ends the ids of templates: those that end in `.html` would be pages to Vite. */
const MARK = '?torii.js'

/** The same, with what a template is used for in another place of a document. */
const MARKED = /\?torii(?:\.([\w-]+))?\.js$/

/** Makes imports of templates, and those of templates by templates, modules for `createRenderer`. */
export function torii({ root = '.', endings = ENDINGS, ...options }: ToriiPluginOptions = {}): ToriiPlugin {
  const top = resolve(root)
  let development = false
  return {
    name: 'torii',
    enforce: 'pre',
    configResolved({ command }) {
      development = command === 'serve'
    },
    async resolveId(source, importer) {
      if (MARKED.test(source)) return resolveMarked(source, importer)
      if (!endings.some((ending) => source.endsWith(ending))) return null
      const resolved = await this.resolve(source, importer, { skipSelf: true })
      return resolved === null ? null : resolved.id + MARK
    },
    load(id) {
      const [mark, use = ''] = MARKED.exec(id) ?? []
      if (mark === undefined) return null
      const path = id.slice(0, -mark.length)
      this.addWatchFile(path)
      const wanted = { path, use: Buffer.from(use, 'base64url').toString() }
      return moduleOf(this, wanted, top, { development, ...options })
    },
  }
}

function resolveMarked(source: string, importer: string | undefined): string {
  if (isAbsolute(source) || importer === undefined) return source
  return join(dirname(importer.replace(/\?.*$/, '')), source)
}

/** A template and what it is used for, or nothing. */
interface Wanted {
  readonly path: string
  readonly use: string
}

function moduleOf(bundler: Bundler, { path, use }: Wanted, root: string, options: PrecompileOptions): Loaded {
  const name = relative(root, path).split(sep).join('/')
  const source = new Source(name, readFileSync(path, 'utf8'))
  const environment = environmentOf(root, options)
  const templatePath = (template: string): string => join(root, template)
  const shop = {
    ...{ environment, options, files: filesIn(root, name), templatePath },
    fileIn: (file: string, at: string): string =>
      at === '' ? file : variantFile(file, Buffer.from(at).toString('base64url')),
    isElsewhere: true,
    sourceOf: (): null => null,
  }
  const made = emitModule(source, name, shop, use)
  // Vite's server follows imports by itself, and would take these for imports of pages.
  const watched = options.development === true ? [] : (made?.opened ?? [])
  for (const other of watched) bundler.addWatchFile(join(root, other))
  if (made !== null) return { code: made.code, map: made.map, moduleSideEffects: false }
  const [problem] = environment.compile(source).problems
  if (problem === undefined) throw environment.locate(null, source)
  const { message, start, span } = diagnose(problem, source)
  const loc = { file: path, line: start.line, column: start.column - 1 }
  return bundler.error({ message, id: path, frame: frame(source, span), loc })
}

/** Every template that others may name, and the one at hand, by the id that leads to it. */
function filesIn(root: string, own: string): Files {
  const names = filesBelow(root)
    .filter((path) => hasExtension(path, TEMPLATE_EXTENSIONS))
    .map((path) => relative(root, path).split(sep).join('/'))
  return new Map([...names, own].map((name) => [name, name + MARK]))
}
