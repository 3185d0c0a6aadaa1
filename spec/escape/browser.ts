/**
 * `npm run escape:browser -- DIR… [--every N]`: prints values into recorded places and loads the pages in Chromium. Nothing
 * of a value may run, and pages have the elements and attributes that they have with a harmless value. `--every 10`
 * takes each tenth page. Exit code 0 when that holds, 1 when not, 2 when there was nothing to load.
 */
import { parseArgs } from 'node:util'
import { Chromium } from './chromium.js'
import { readCorpus, type SysCase } from './corpus.js'
import { knownDifferences } from './known-differences.js'
import { Renderer } from './render-case.js'

/** A page to load, and what it looks like with a harmless value. */
interface Page {
  readonly one: SysCase
  readonly html: string
  readonly harmless: string
}

const HARMLESS = { id: 'harmless', v: 'hello', tags: [] }

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { every: { type: 'string', default: '1' } },
  })
  const pages = positionals.flatMap(pagesIn).filter((_, index) => index % Number(values.every) === 0)
  if (pages.length === 0) return complain('usage: npm run escape:browser -- DIR… [--every N]')
  const browser = await Chromium.start()
  try {
    const wrong = [...(await changed(browser, pages)), ...(await running(browser, pages))]
    for (const line of wrong) console.log(line)
    console.log(`${pages.length - wrong.length} passed, ${wrong.length} failed`)
    return wrong.length === 0 ? 0 : 1
  } finally {
    await browser.stop()
  }
}

/** Pages of places that take values; those where code runs by construction are left out. */
function pagesIn(folder: string): Page[] {
  const renderer = new Renderer(false)
  const known = knownDifferences()
  return readCorpus(folder).sys.flatMap((one) => {
    const { id, file } = one.context
    const html = renderer.sys(one)
    const harmless = renderer.sys({ ...one, payload: HARMLESS })
    const isPage = file === 'a.html' && !known.has(`sys/${id}`)
    return isPage && typeof html === 'string' && typeof harmless === 'string' ? [{ one, html, harmless }] : []
  })
}

/** Pages with other elements or attributes, except where a value is their name. */
async function changed(browser: Chromium, pages: readonly Page[]): Promise<string[]> {
  const named = pages.filter(({ one }) => one.context.group !== 'name')
  const shapes = await browser.shapes(named.map(({ html }) => html))
  const wanted = await browser.shapes(named.map(({ harmless }) => harmless))
  return named.flatMap(({ one, html }, index) =>
    shapes[index] === wanted[index] ? [] : [`${one.id}  has other elements or attributes: ${html}`],
  )
}

async function running(browser: Chromium, pages: readonly Page[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { one, html } of pages) {
    if ((await browser.runs(html, one.context.click)) > 0) wrong.push(`${one.id}  runs: ${html}`)
  }
  return wrong
}

function complain(message: string): number {
  console.error(message)
  return 2
}
