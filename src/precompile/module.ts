import { quote } from '../codegen/code.js'
import type { Stages } from '../compiler.js'
import type { PortableEnvironment } from '../environment.js'
import { wholeUse } from '../escape/use.js'
import { joinName } from '../loader/names.js'
import { findMeta, referencedBy } from '../meta.js'
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
  /** The file of a template's module, in a use if there is one, from that of the template. */
  fileIn(file: string, use: string): string
  /** The text of a template; null where there is none, or its module is made elsewhere. */
  sourceOf(name: string): Source | null
  /** Whether modules of other templates are made elsewhere, when they are asked for by file. */
  readonly isElsewhere: boolean
}

/** The text of a module, and that of its source map. */
export interface EmittedFile {
  readonly file: string
  readonly code: string
  readonly map: string
}

/** A template as a module. */
export interface EmittedModule extends Omit<EmittedFile, 'file'> {
  /** Full names of the templates it refers to by constant names, whether there are any such or not, sorted. */
  readonly dependencies: readonly string[]
  /** Names of other templates whose text decides how this one is compiled, sorted. */
  readonly opened: readonly string[]
  /** Modules of other templates for the places in which this one has them. */
  readonly variants: readonly EmittedFile[]
  readonly vars: DeclaredVars
}

/** A template and its use in another place of a document than its usual one. */
type Wanted = readonly [name: string, use: string]

/** A template compiled for modules, and how its module is put together. */
interface Draft {
  readonly source: Source
  readonly name: string
  readonly file: string
  readonly stages: Stages
  readonly use: string
  readonly linkage: ModuleLinkage
  readonly dependencies: readonly string[]
  readonly wanted: readonly Wanted[]
  readonly vars: DeclaredVars
}

/**
 * Makes a template a module, with those of other templates for the places in which it has them; null when it has
 * mistakes. A use of another template that does not work out has no module: where it comes up, rendering fails.
 * Linear in the size of all of them.
 */
export function emitModule(source: Source, name: string, shop: Workshop, use = ''): EmittedModule | null {
  const opened = new Set<string>()
  const own = draftOf({ source, name, use }, shop, opened)
  if (own === null) return null
  const drafts = new Map([[own.file, own]])
  for (const draft of drafts.values()) {
    for (const [wanted, place] of draft.wanted) {
      const file = shop.fileIn(shop.files.get(wanted) ?? '', place)
      const text = drafts.has(file) ? null : shop.sourceOf(wanted)
      const variant = text && draftOf({ source: text, name: wanted, use: place }, shop, opened)
      if (text !== null) opened.add(wanted)
      if (variant !== null) drafts.set(file, variant)
    }
  }
  const { code, map } = emitted(own, shop, drafts)
  const variants = [...drafts.values()].slice(1).map((draft) => emitted(draft, shop, drafts))
  return { code, map, dependencies: own.dependencies, vars: own.vars, variants, opened: [...opened].sort() }
}

/** Compiles a template in a use for a module. */
function draftOf(
  { source, name, use }: Pick<Draft, 'source' | 'name' | 'use'>,
  shop: Workshop,
  opened: Set<string>,
): Draft | null {
  const { environment, options, files } = shop
  const { host } = environment
  const file = shop.fileIn(files.get(name) ?? '', use)
  const linkage = new ModuleLinkage({
    origin: (group, operation) => originOf(host, group, operation),
    hasModule: (reference, from) => files.has(joinName(reference, from) ?? ''),
    inPlace(linked) {
      const target = shop.fileIn(files.get(joinName(linked.name, linked.from) ?? '') ?? '', linked.use)
      return options.format === 'cjs' ? `require(${quote(specifier(file, target))})` : null
    },
  })
  const mode = options.chunks === true ? 'chunks' : 'text'
  const as = { mode, linkage, use, closed: true, opened: (other: string) => opened.add(other) } as const
  const stages = environment.compile(source, as)
  if (stages.problems.length > 0) return null
  const meta = findMeta(stages.tree, stages.names, host.globals)
  const full = meta.referenced.map((reference) => (reference === null ? null : joinName(reference, name)))
  const dependencies = [...new Set(full.filter((each) => each !== null))].sort()
  const wanted = wantedBy({ stages, linkage, name }, files)
  const vars = declaredVars(stages, meta)
  return { source, name, use, file, stages, linkage, dependencies, wanted, vars }
}

/** The module of a draft; `drafts` are all that there are in the end, by file. */
function emitted(draft: Draft, shop: Workshop, drafts: ReadonlyMap<string, Draft>): EmittedFile {
  const { name, file, stages, source } = draft
  const isThere = ([other, use]: Wanted): boolean => {
    return shop.isElsewhere || drafts.has(shop.fileIn(shop.files.get(other) ?? '', use))
  }
  const wanted = draft.wanted.filter(isThere)
  const { code, linesBefore } = assemble({ ...draft, wanted }, shop)
  const ends: Ends = {
    file: file.slice(file.lastIndexOf('/') + 1),
    template: shop.templatePath(name, file),
    linesBefore,
  }
  return { file, code, map: sourceMap(stages.mappings, source, ends) }
}

/** Other templates that a template has in other places of a document than their usual ones. */
function wantedBy(
  { stages, linkage, name }: Pick<Draft, 'stages' | 'linkage' | 'name'>,
  files: Files,
): Wanted[] {
  const { plan } = stages
  const bound = linkage.imported.filter(({ kind, use }) => kind === 'templates' && use !== '')
  const wanted: Wanted[] = bound.map((each) => [joinName(each.name, name) ?? '', each.use])
  for (const [node, place] of plan?.places ?? []) {
    if (node.kind === 'Block') continue
    const named = referencedBy(node.kind === 'Include' ? node.template : node.parent)
    // Of a name that only run time knows, any template may be meant.
    const names = named.includes(null) ? [...files.keys()] : named.map((each) => joinName(each ?? '', name))
    for (const each of names) if (each !== null) wanted.push([each, wholeUse(place)])
  }
  wanted.push(...(plan?.wants ?? []))
  const known = new Set<string>()
  return wanted.filter(([each, use]) => {
    const key = `${each} ${use}`
    const isNew = files.has(each) && !known.has(key)
    known.add(key)
    return isNew
  })
}

function originOf(host: Settings, group: 'filters' | 'tests', name: string): Origin {
  if (Object.hasOwn(host.added[group], name)) return 'application'
  return group === 'filters' && Object.hasOwn(host.replaced, name) ? 'replaced' : 'built-in'
}

/** A template's whole module, and how many lines it has before those that the compiler made. */
function assemble(draft: Draft, shop: Workshop): { code: string; linesBefore: number } {
  const { name, use, stages, linkage } = draft
  const { options, environment } = shop
  const { format = 'esm' } = options
  const found = lookedUp(stages, environment.host)
  const tables = GROUPS.map((group) => ({ group, ...tableOf(group, found[group]) }))
  const links = linksOf(draft, shop, format)
  const imports: Import[] = [
    { from: entryOf(options), all: '$' },
    ...operationImports(linkage.imported),
    ...tables.flatMap((table) => table.imports),
    ...links.flatMap((link) => link.imports),
  ]
  const head = [...imports.map((wanted) => importLine(wanted, format)), ...absent(draft, format)]
  const parts = [
    `name: ${quote(name)}`,
    `root: ${linkage.root}`,
    ...part('blocks', linkage.blocks === '' ? [] : ['__proto__: null', linkage.blocks]),
    ...part('others', linkage.others === '' ? [] : [linkage.others]),
    ...(linkage.ends === null ? [] : [`ends: ${quote(linkage.ends)}`]),
    ...(use === '' ? [] : [`id: ${quote(`${name}\n${use}`)}`]),
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
function linksOf(draft: Draft, shop: Workshop, format: 'esm' | 'cjs'): Link[] {
  const { linkage, dependencies, name, file, wanted } = draft
  const bound = linkage.imported.filter(({ kind }) => kind === 'templates')
  const all: readonly Wanted[] = [...dependencies.map((each) => [each, ''] as const), ...wanted]
  return all.flatMap(([dependency, use], index) => {
    const known = shop.files.get(dependency)
    if (known === undefined) return []
    const from = specifier(file, shop.fileIn(known, use))
    if (format === 'cjs') return [{ imports: [], code: `require(${quote(from)})` }]
    // A template may be bound under several names, each of which has a variable of its own.
    const variables = bound
      .filter((each) => joinName(each.name, name) === dependency && each.use === use)
      .map(({ variable }) => variable)
    const [code = `$link_${index}`] = variables
    const imports = (variables.length === 0 ? [code] : variables).map((main) => ({ from, main }))
    return [{ imports, code }]
  })
}

/** Lines for templates that do not fit where they are included by name: rendering them fails. */
function absent({ linkage, name, wanted }: Draft, format: 'esm' | 'cjs'): string[] {
  if (format === 'cjs') return []
  const bound = linkage.imported.filter(({ kind, use }) => kind === 'templates' && use !== '')
  return bound.flatMap(({ variable, use, ...linked }) => {
    const full = joinName(linked.name, name) ?? ''
    if (wanted.some(([each, place]) => each === full && place === use)) return []
    const root = `(scope) => $.variant(scope, ${variable}, ${quote(use)})`
    return [`const ${variable} = $.template({ name: ${quote(full)}, root: ${root} });`]
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
    ...(helpers.some((helper) => PLACING.has(helper)) ? ['variants: $.variants'] : []),
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

/** Operations that print what others have for a place. */
const PLACING: ReadonlySet<string> = new Set(['blockIn', 'requiredBlockIn', 'printCall', 'variant'])

/** Operations that look up templates by name. */
const SEARCHING: ReadonlySet<string> = new Set(['choose', 'chooseIfAny'])

/** The kinds of missing values by option; null for the one that is there anyway. */
const UNDEFINED = {
  lenient: null,
  chainable: 'ChainableUndefined',
  strict: 'StrictUndefined',
  debug: 'DebugUndefined',
} as const
