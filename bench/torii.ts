import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as filters from './filters.js'
import { views } from './workloads/govuk/fixtures.js'

/** The template of a workload that an engine is to render. */
export interface Task {
  readonly folder: string
  readonly file: string
  /** Whether printed values are escaped as HTML. */
  readonly escapes: boolean
}

/** The names that a workload's template for Torii may have, in the order in which they are looked for. */
export const toriiFiles: readonly string[] = [
  'page.html.jinja',
  'page.txt.jinja',
  'page.njk',
  'page.chat.jinja',
]

type Package = typeof import('../src/index.js')
type Values = 'js' | 'python'

/** The built package, as users get it. */
export async function built(): Promise<Package> {
  return await import(new URL('../dist/index.js', import.meta.url).href)
}

/** The template of a task, compiled by the built package; its name tells whether it is nunjucks' or a chat template. */
export async function toriiTemplate(task: Task, values: Values = 'js') {
  const { folder, file, escapes } = task
  if (file.endsWith('.chat.jinja')) return chatTemplate(`${folder}/${file}`)
  const { ChoiceLoader, Environment, FileLoader } = await built()
  if (file.endsWith('.njk')) {
    const loader = new ChoiceLoader([new FileLoader(folder), new FileLoader(views)])
    return new Environment({ loader, compat: 'nunjucks' }).getTemplate(file)
  }
  const { money, short, date } = filters
  const environment = new Environment({
    loader: new FileLoader(folder),
    values,
    autoescape: escapes ? 'contextual' : false,
    filters: { money, short, ...(values === 'python' ? { date } : {}) },
    policies: values === 'js' ? { 'intl.locale': 'en-GB', 'intl.timeZone': 'UTC' } : {},
  })
  return environment.getTemplate(file)
}

async function chatTemplate(path: string) {
  const location = new URL('../dist/chat.js', import.meta.url).href
  const { chatTemplate }: typeof import('../src/chat.js') = await import(location)
  return chatTemplate(readFileSync(path, 'utf8'))
}

/** The name of a workload's template for Torii. */
export function toriiFile(workload: { readonly folder: string }): string {
  const folder = folderOf(workload)
  const file = toriiFiles.find((name) => existsSync(`${folder}/${name}`))
  if (file === undefined) throw new Error(`${folder} has no template for Torii`)
  return file
}

/** The folder of a workload's templates. */
export function folderOf(workload: { readonly folder: string }): string {
  return fileURLToPath(new URL(`workloads/${workload.folder}`, import.meta.url))
}
