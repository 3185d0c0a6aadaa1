import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { Template as ChatTemplate } from '@huggingface/jinja'
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
import { type Task, toriiFiles, toriiTemplate } from './torii.js'
import { views } from './workloads/govuk/fixtures.js'

/** Renders the page of one workload, warm: everything that can be cached is. */
export type Renderer = (vars: Record<string, unknown>) => string | Promise<string>

/** One engine of the comparison. */
export interface Engine {
  readonly name: string
  readonly version: string
  /** The names its template may have in the folder of a workload; without one it does not take part. */
  readonly files: readonly string[]
  /** A renderer of that template. */
  readonly prepare: (task: Task) => Renderer | Promise<Renderer>
}

const installed = createRequire(import.meta.url)

/** Every engine, Torii first. Each is used as its documentation tells people who care for speed to use it. */
export const engines: readonly Engine[] = [
  {
    name: 'torii',
    version: versionIn('../package.json'),
    files: toriiFiles,
    async prepare(task) {
      const template = await toriiTemplate(task)
      return (vars) => template.render(vars)
    },
  },
  peer(
    'nunjucks',
    ['page.nunjucks', 'page.html.jinja', 'page.txt.jinja', 'page.njk'],
    ({ folder, file, escapes }) => {
      const loader = new nunjucks.FileSystemLoader([folder, views])
      const environment = new nunjucks.Environment(loader, { autoescape: escapes })
      environment.addFilter('money', filters.money)
      environment.addFilter('short', filters.short)
      environment.addFilter('date', filters.date)
      const template = environment.getTemplate(file, true)
      return (vars) => template.render(vars)
    },
  ),
  peer('ejs', ['page.ejs'], ({ folder, file }) => {
    const filename = join(folder, file)
    const options = { filename, cache: true, _with: false, localsName: 'it' }
    return withFilters(ejs.compile(readFileSync(filename, 'utf8'), options))
  }),
  peer('eta', ['page.eta'], ({ folder }) => {
    const eta = new Eta({ views: folder, cache: true, autoEscape: true, autoTrim: false })
    return withFilters((vars) => eta.render('./page', vars))
  }),
  peer('handlebars', ['page.hbs'], handlebars),
  peer('pug', ['page.pug'], ({ folder, file }) =>
    withFilters(pug.compileFile(join(folder, file), { doctype: 'html' })),
  ),
  peer('dot', ['page.dot'], ({ folder, escapes }) => {
    // Without this doT leaves what looks like a character reference in the data unescaped.
    const settings = { ...doT.templateSettings, doNotSkipEncoded: true, strip: escapes }
    const parts = texts(folder, '.dot')
    return withFilters(doT.template(parts.page ?? '', settings, parts))
  }),
  peer('liquidjs', ['page.liquid'], ({ folder, escapes }) => {
    const liquid = new Liquid({
      root: folder,
      extname: '.liquid',
      cache: true,
      timezoneOffset: 0,
      ...(escapes ? { outputEscape: 'escape' } : {}),
    })
    liquid.registerFilter('money', filters.money)
    liquid.registerFilter('short', filters.short)
    const template = liquid.parseFileSync('page')
    return (vars) => liquid.renderSync(template, vars)
  }),
  peer('ventojs', ['page.vto'], async ({ folder, file, escapes }) => {
    const environment = vento({ includes: folder, autoescape: escapes })
    Object.assign(environment.filters, filters)
    const template = await environment.load(file)
    return async (vars) => (await template(vars)).content
  }),
  peer('edge.js', ['page.edge'], ({ folder }) => {
    const edge = Edge.create({ cache: true })
    edge.mount(folder)
    edge.global('money', filters.money)
    edge.global('short', filters.short)
    return (vars) => edge.renderSync('page', vars)
  }),
  peer('@huggingface/jinja', ['page.chat.jinja'], ({ folder, file }) => {
    const template = new ChatTemplate(readFileSync(join(folder, file), 'utf8'))
    return (vars) => template.render(vars)
  }),
]

function handlebars({ folder, escapes }: Task): Renderer {
  const own = Handlebars.create()
  own.registerHelper({ ...filters })
  const parts = texts(folder, '.hbs')
  const options = { noEscape: !escapes }
  for (const [name, text] of Object.entries(parts)) own.registerPartial(name, own.compile(text, options))
  return own.compile(parts.page ?? '', options)
}

function peer(name: string, files: readonly string[], prepare: Engine['prepare']): Engine {
  return { name, version: versionIn(join('../node_modules', name, 'package.json')), files, prepare }
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
