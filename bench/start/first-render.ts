/**
 * One contender's first page in a fresh process: `node first-render.mjs NAME FOLDER VARS`. Prints, as JSON, the page and
 * the microseconds of CPU time that the process has taken by then. Each contender imports what it needs and no more.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import * as filters from '../filters.js'

type Vars = Readonly<Record<string, unknown>>
type Contender = (folder: string, vars: Vars) => Promise<string>
type Package = typeof import('../../src/index.js')

const { money, short } = filters

const contenders: Readonly<Record<string, Contender>> = {
  nothing: async () => '',
  'torii precompiled': (_, vars) => precompiled('./modules.mjs', vars),
  'torii precompiled, one file': (_, vars) => precompiled('./page.mjs', vars),
  'torii with a code cache': (folder, vars) =>
    torii(folder, vars, { cache: { directory: join(import.meta.dirname, 'cache') } }),
  torii: (folder, vars) => torii(folder, vars, {}),
  async nunjucks(folder, vars) {
    const { default: nunjucks } = await import('nunjucks')
    const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), { autoescape: true })
    environment.addFilter('money', money)
    environment.addFilter('short', short)
    return environment.getTemplate('page.html.jinja', true).render(vars)
  },
  async ejs(folder, vars) {
    const { default: ejs } = await import('ejs')
    const filename = join(folder, 'page.ejs')
    const options = { filename, cache: true, _with: false, localsName: 'it' }
    return ejs.compile(readFileSync(filename, 'utf8'), options)({ ...vars, ...filters })
  },
  async eta(folder, vars) {
    const { Eta } = await import('eta')
    return new Eta({ views: folder, cache: true, autoEscape: true }).render('./page', { ...vars, ...filters })
  },
  async handlebars(folder, vars) {
    const { default: Handlebars } = await import('handlebars')
    Handlebars.registerHelper({ ...filters })
    const parts = texts(folder, '.hbs')
    for (const [name, text] of Object.entries(parts)) Handlebars.registerPartial(name, text)
    return Handlebars.compile(parts.page ?? '')(vars)
  },
  async pug(folder, vars) {
    const { default: pug } = await import('pug')
    return pug.compileFile(join(folder, 'page.pug'), { doctype: 'html' })({ ...vars, ...filters })
  },
  async dot(folder, vars) {
    const { default: doT } = await import('dot')
    const parts = texts(folder, '.dot')
    const settings = { ...doT.templateSettings, doNotSkipEncoded: true }
    return doT.template(parts.page ?? '', settings, parts)({ ...vars, ...filters })
  },
  async liquidjs(folder, vars) {
    const { Liquid } = await import('liquidjs')
    const liquid = new Liquid({ root: folder, extname: '.liquid', cache: true, outputEscape: 'escape' })
    liquid.registerFilter('money', money)
    liquid.registerFilter('short', short)
    return String(liquid.renderFileSync('page', vars))
  },
  async ventojs(folder, vars) {
    const { default: vento } = await import('ventojs')
    const environment = vento({ includes: folder, autoescape: true })
    Object.assign(environment.filters, filters)
    return (await environment.run('page.vto', { ...vars })).content
  },
  async 'edge.js'(folder, vars) {
    const { Edge } = await import('edge.js')
    const edge = Edge.create({ cache: true })
    edge.mount(folder)
    edge.global('money', money)
    edge.global('short', short)
    return edge.renderSync('page', { ...vars })
  },
}

/** The built package, which lies three folders above the one this is run in. */
async function torii(folder: string, vars: Vars, options: object): Promise<string> {
  const built = new URL('../../../dist/index.js', import.meta.url).href
  const { Environment, FileLoader }: Package = await import(built)
  const loader = new FileLoader(folder)
  return new Environment({ loader, filters: { money, short }, ...options }).render('page.html.jinja', vars)
}

async function precompiled(file: string, vars: Vars): Promise<string> {
  const module: { render: (vars: Vars, filters: object) => string } = await import(
    new URL(file, import.meta.url).href
  )
  return module.render(vars, { money, short })
}

function texts(folder: string, extension: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => extname(file) === extension)
  return Object.fromEntries(
    files.map((file) => [basename(file, extension), readFileSync(join(folder, file), 'utf8')]),
  )
}

const [, , name = '', folder = '', file = ''] = process.argv
const vars: Vars = JSON.parse(readFileSync(file, 'utf8'))
const page = (await contenders[name]?.(folder, vars)) ?? null
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ page, cpu: user + system }))
