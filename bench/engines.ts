import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import doT from 'dot'
import { Edge } from 'edge.js'
import ejs from 'ejs'
import { Eta } from 'eta'
import Handlebars from 'handlebars'
import { Liquid } from 'liquidjs'
import nunjucks from 'nunjucks'
import pug from 'pug'
import vento from 'ventojs'
import * as filters from './filters.js'

/** Renders the page of one workload, warm: everything that can be cached is. */
export type Renderer = (vars: Record<string, unknown>) => string | Promise<string>

/** One engine of the comparison. */
export interface Engine {
  readonly name: string
  readonly version: string
  /** A renderer of the page in a workload's folder, with HTML escaping of every printed value. */
  readonly prepare: (folder: string) => Renderer | Promise<Renderer>
}

const installed = createRequire(import.meta.url)

/** Every engine, Torii first. Each is used as its documentation tells people who care for speed to use it. */
export const engines: readonly Engine[] = [
  { name: 'torii', version: versionIn('../package.json'), prepare: torii },
  peer('nunjucks', (folder) => {
    const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), { autoescape: true })
    environment.addFilter('money', filters.money)
    environment.addFilter('short', filters.short)
    const template = environment.getTemplate('page.html.jinja', true)
    return (vars) => template.render(vars)
  }),
  peer('ejs', (folder) => {
    const filename = join(folder, 'page.ejs')
    const options = { filename, cache: true, _with: false, localsName: 'it' }
    return withFilters(ejs.compile(readFileSync(filename, 'utf8'), options))
  }),
  peer('eta', (folder) => {
    const eta = new Eta({ views: folder, cache: true, autoEscape: true })
    return withFilters((vars) => eta.render('./page', vars))
  }),
  peer('handlebars', handlebars),
  peer('pug', (folder) => withFilters(pug.compileFile(join(folder, 'page.pug'), { doctype: 'html' }))),
  peer('dot', (folder) => {
    // Without this doT leaves what looks like a character reference in the data unescaped.
    const settings = { ...doT.templateSettings, doNotSkipEncoded: true }
    const parts = texts(folder, '.dot')
    return withFilters(doT.template(parts.page ?? '', settings, parts))
  }),
  peer('liquidjs', (folder) => {
    const liquid = new Liquid({ root: folder, extname: '.liquid', cache: true, outputEscape: 'escape' })
    liquid.registerFilter('money', filters.money)
    liquid.registerFilter('short', filters.short)
    const template = liquid.parseFileSync('page')
    return (vars) => liquid.renderSync(template, vars)
  }),
  peer('ventojs', async (folder) => {
    const environment = vento({ includes: folder, autoescape: true })
    Object.assign(environment.filters, filters)
    const template = await environment.load('page.vto')
    return async (vars) => (await template(vars)).content
  }),
  peer('edge.js', (folder) => {
    const edge = Edge.create({ cache: true })
    edge.mount(folder)
    edge.global('money', filters.money)
    edge.global('short', filters.short)
    return (vars) => edge.renderSync('page', vars)
  }),
]

/** The built package, as users get it. */
async function torii(folder: string): Promise<Renderer> {
  const built = new URL('../dist/index.js', import.meta.url).href
  const { Environment, FileLoader }: typeof import('../src/index.js') = await import(built)
  const { money, short } = filters
  const environment = new Environment({ loader: new FileLoader(folder), filters: { money, short } })
  const template = environment.getTemplate('page.html.jinja')
  return (vars) => template.render(vars)
}

function handlebars(folder: string): Renderer {
  const own = Handlebars.create()
  own.registerHelper({ ...filters })
  const parts = texts(folder, '.hbs')
  for (const [name, text] of Object.entries(parts)) own.registerPartial(name, own.compile(text))
  return own.compile(parts.page ?? '')
}

function peer(name: string, prepare: Engine['prepare']): Engine {
  return { name, version: versionIn(join('../node_modules', name, 'package.json')), prepare }
}

/** For engines whose templates call plain functions: the filters are part of the vars, merged once per vars. */
function withFilters(render: (vars: object) => string): Renderer {
  const merged = new WeakMap<object, object>()
  return (vars) => {
    let all = merged.get(vars)
    if (all === undefined) merged.set(vars, (all = { ...vars, ...filters }))
    return render(all)
  }
}

function texts(folder: string, extension: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => extname(file) === extension)
  return Object.fromEntries(
    files.map((file) => [basename(file, extension), readFileSync(join(folder, file), 'utf8')]),
  )
}

function versionIn(path: string): string {
  const manifest: { version: string } = installed(path)
  return manifest.version
}
