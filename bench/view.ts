import { fileURLToPath } from 'node:url'
import * as filters from './filters.js'
import { type Entrant, measure, type Timing } from './measure.js'
import { duration, type Table, times } from './table.js'
import { page } from './workloads/page/workload.js'

/** What was measured of replies with one page. */
export interface ReplyResult {
  /** Characters of the page. */
  readonly length: number
  /** The page alone first; the ratios of the others are what a reply costs. */
  readonly timings: readonly Timing[]
}

/** Products on the page that make it some 5 KB. */
const PRODUCTS = 21

/**
 * Answers "what does `render` of `toriijs/view` cost, compared with the environment's, for a page of 5 KB?": the reply
 * with its length, and with that the reply to who has the page already.
 */
export async function replySpeed(rounds: number): Promise<ReplyResult> {
  const { environment, view } = await built()
  const render = view(environment)
  const products = [page.vars.products].flat().slice(0, PRODUCTS)
  const vars = { ...page.vars, products }
  const environ = { REQUEST_METHOD: 'GET', SCRIPT_NAME: '', PATH_INFO: '/', HTTP_ACCEPT: 'text/html' }
  const known = { ...environ, HTTP_IF_NONE_MATCH: '"7"' }
  const name = 'page.html.jinja'
  const entrants: Entrant[] = [
    { name: 'env.render', render: (vars) => environment.render(name, vars) },
    { name: 'reply', render: async (vars) => textOf((await render(environ, name, vars)).body) },
    {
      name: '304',
      render: async (vars) => `${(await render(known, name, vars, { etag: '"7"' })).status}`,
    },
  ]
  const timings = await measure(entrants, vars, rounds)
  return { length: environment.render(name, vars).length, timings }
}

/** The figures as a table. */
export function replyTable({ length, timings }: ReplyResult): Table {
  return {
    title: `What does a reply cost? Times for a page of ${length} characters, by that of env.render alone`,
    header: ['reply:', 'time', 'ratio'],
    rows: timings.map(({ name, median, ratio, spread }) => [name, duration(median), times(ratio, spread)]),
  }
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  throw new TypeError('the page is not one text')
}

/** The built package, as users get it. */
async function built() {
  const path = (file: string): string => new URL(`../dist/${file}`, import.meta.url).href
  const { Environment, FileLoader }: typeof import('../src/index.js') = await import(path('index.js'))
  const { view }: typeof import('../src/view/api.js') = await import(path('view.js'))
  const folder = fileURLToPath(new URL('workloads/page', import.meta.url))
  const { money, short } = filters
  const environment = new Environment({ loader: new FileLoader(folder), filters: { money, short } })
  return { environment, view }
}
