import { quote } from '../codegen/code.js'
import type { Stages } from '../compiler.js'
import type { PortableEnvironment } from '../environment.js'
import { joinName } from '../loader/names.js'
import { findMeta } from '../meta.js'
import { independent, sharedNames } from '../runtime/index.js'
import type { Settings } from '../settings.js'
import type { Source } from '../source.js'
import { specifier } from './file-names.js'
import { type Import, importLine, operationImports, type Table, tableOf } from './imports.js'
import { ModuleLinkage, type Origin } from './linkage.js'
import { lookedUp } from './needs.js'
import type { PrecompileOptions } from './options.js'
import { type Ends, sourceMap } from './source-map.js'
import { type DeclaredVars, declaredVars } from './vars.js'

/** Where modules go: the file of each template that has one, by its name. */
export type Files = ReadonlyMap<string, string>

/** What a template is made into in, besides its source. */
export interface Workshop {
  readonly environment: PortableEnvironment
  readonly options: PrecompileOptions
  readonly files: Files
  /** The path of a template as seen from a module file. */
  templatePath(name: string, file: string): string
}

/** A template as a module. */
export interface EmittedModule {
  readonly code: string
  /** The text of its source map. */
  readonly map: string
  /** Full names of the templates it refers to by constant names, whether there are any such or not, sorted. */
  readonly dependencies: readonly string[]
  readonly vars: DeclaredVars
}

/** A template compiled for modules, and how its module is put together. */
interface Draft {
  readonly source: Source
  readonly name: string
  readonly file: string
  readonly stages: Stages
  readonly linkage: ModuleLinkage
  readonly dependencies: readonly string[]
}

/** Makes a template a module; null when it has mistakes. Linear in its size. */
export function emitModule(source: Source, name: string, shop: Workshop): EmittedModule | null {
  const { environment, options, files } = shop
  const { host } = environment
  const file = files.get(name) ?? ''
  const linkage = new ModuleLinkage({
    origin: (group, operation) => originOf(host, group, operation),
    hasModule: (reference, from) => files.has(joinName(reference, from) ?? ''),
    inPlace(linked) {
      const target = files.get(joinName(linked.name, linked.from) ?? '') ?? ''
      return options.format === 'cjs' ? `require(${quote(specifier(file, target))})` : null
    },
  })
  const mode = options.chunks === true ? 'chunks' : 'text'
  const stages = environment.compile(source, { mode, linkage })
  if (stages.problems.length > 0) return null
  const meta = findMeta(stages.tree, stages.names, host.globals)
  const full = meta.referenced.map((reference) => (reference === null ? null : joinName(reference, name)))
  const dependencies = [...new Set(full.filter((each) => each !== null))].sort()
  const { code, linesBefore } = assemble({ source, name, file, stages, linkage, dependencies }, shop)
  const ends: Ends = {
    file: file.slice(file.lastIndexOf('/') + 1),
    template: shop.templatePath(name, file),
    linesBefore,
  }
  const vars = declaredVars(stages, meta)
  return { code, map: sourceMap(stages.mappings, source, ends), dependencies, vars }
}

function originOf(host: Settings, group: 'filters' | 'tests', name: string): Origin {
  if (Object.hasOwn(host.added[group], name)) return 'application'
  return group === 'filters' && Object.hasOwn(host.replaced, name) ? 'replaced' : 'built-in'
}

/** A template's whole module, and how many lines it has before those that the compiler made. */
function assemble(
  draft: Draft,
  { options, environment, files }: Workshop,
): { code: string; linesBefore: number } {
  const { name, stages, linkage } = draft
  const { format = 'esm' } = options
  const found = lookedUp(stages, environment.host)
  const tables = GROUPS.map((group) => ({ group, ...tableOf(group, found[group]) }))
  const links = linksOf(draft, files, format)
  const imports: Import[] = [
    { from: entryOf(options), all: '$' },
    ...operationImports(linkage.imported),
    ...tables.flatMap((table) => table.imports),
    ...links.flatMap((link) => link.imports),
  ]
  const head = imports.map((wanted) => importLine(wanted, format))
  const parts = [
    `name: ${quote(name)}`,
    `root: ${linkage.root}`,
    ...part('blocks', linkage.blocks === '' ? [] : ['__proto__: null', linkage.blocks]),
    ...part('needs', needsOf(draft, options, tables)),
    ...(links.length === 0 ? [] : [`links: () => [${links.map(({ code }) => code).join(', ')}]`]),
  ]
  const template = `/* @__PURE__ */ $.template({\n${parts.map((each) => `  ${each},\n`).join('')}});\n`
  const handOver = format === 'esm' ? 'export default' : 'module.exports ='
  return {
    code: `${[...head, ''].join('\n')}${stages.code}${handOver} ${template}`,
    linesBefore: head.length,
  }
}

const GROUPS = ['filters', 'tests', 'globals'] as const

function part(name: string, members: readonly string[]): string[] {
  return members.length === 0 ? [] : [`${name}: { ${members.join(', ')} }`]
}

function entryOf({ values, compat }: PrecompileOptions): string {
  if (values === 'python') return 'toriijs/runtime/python'
  return compat === 'nunjucks' ? 'toriijs/runtime/nunjucks' : 'toriijs/runtime'
}

/** A template that another leads to. */
interface Link {
  readonly imports: readonly Import[]
  /** Code for the template. */
  readonly code: string
}

/** Every template with a module that a template refers to, also where only run time picks one of several names. */
function linksOf({ linkage, dependencies, name, file }: Draft, files: Files, format: 'esm' | 'cjs'): Link[] {
  const bound = linkage.imported.filter(({ kind }) => kind === 'templates')
  return dependencies.flatMap((dependency, index) => {
    const target = files.get(dependency)
    if (target === undefined) return []
    const from = specifier(file, target)
    if (format === 'cjs') return [{ imports: [], code: `require(${quote(from)})` }]
    // A template may be bound under several names, each of which has a variable of its own.
    const variables = bound
      .filter((each) => joinName(each.name, name) === dependency)
      .map(({ variable }) => variable)
    const [code = `$link_${index}`] = variables
    const imports = (variables.length === 0 ? [code] : variables).map((main) => ({ from, main }))
    return [{ imports, code }]
  })
}

/** Members of what a template needs of the renderer. */
function needsOf(
  { stages, linkage }: Draft,
  options: PrecompileOptions,
  tables: readonly NamedTable[],
): string[] {
  const helpers = [...stages.code.matchAll(/\$\.(\w+)/g)].map(([, helper = '']) => helper)
  const listed = tables.filter(({ code }) => code !== '')
  const needy =
    entryOf(options) !== 'toriijs/runtime' ||
    linkage.imported.some(({ kind }) => kind !== 'templates') ||
    listed.length > 0 ||
    helpers.some((helper) => DEPENDENT.has(helper))
  const kind = UNDEFINED[options.undefined ?? 'lenient']
  return [
    ...(needy ? ['dialect: $.dialect'] : []),
    ...listed.map(({ group, code }) => `${group}: ${code}`),
    ...(kind === null ? [] : [`undefined: $.${kind}`]),
    ...(options.newline === undefined || options.newline === '\n'
      ? []
      : [`newline: ${quote(options.newline)}`]),
    ...(helpers.some((helper) => SEARCHING.has(helper)) ? ['resolve: $.joinName'] : []),
    ...(linkage.blocks === '' ? [] : ['part: $.part']),
  ]
}

interface NamedTable extends Table {
  readonly group: (typeof GROUPS)[number]
}

/** Operations that use more of a dialect than a template imports by name. */
const DEPENDENT: ReadonlySet<string> = new Set([
  ...sharedNames.filter((name) => !independent.has(name)),
  ...['laterFilter', 'laterTest'],
])

/** Operations that look up templates by name. */
const SEARCHING: ReadonlySet<string> = new Set(['choose', 'chooseIfAny'])

/** The kinds of missing values by option; null for the one that is there anyway. */
const UNDEFINED = {
  lenient: null,
  chainable: 'ChainableUndefined',
  strict: 'StrictUndefined',
  debug: 'DebugUndefined',
} as const
