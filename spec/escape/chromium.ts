import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page, type Route } from 'playwright-core'

/** Where pages stand. */
const HOME = 'https://site.example'

/** What keeps the browser quiet. */
export const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  )

/** What is called when a value's code runs, and names that templates of the corpus use. */
const PREPARE = `
  const hit = () => window.__hit(window.origin)
  Object.assign(window, { alert: hit, MsgBox: hit, f() {}, b: 1, c: 2, d: 3, bond: { in: 4 } })`

/** Names of elements and of their attributes, in order, also of those in templates and in pages within pages. */
const SHAPES = `(pages) => {
  const shapeOf = (html) => inside(new DOMParser().parseFromString(html, 'text/html'))
  const inside = (node) => [...node.children].map((element) => {
    const names = [...element.attributes].map(({ name }) => name).sort().join(' ')
    const page = element.getAttribute('srcdoc')
    const within = inside(element instanceof HTMLTemplateElement ? element.content : element) + (page === null ? '' : shapeOf(page))
    return '<' + element.localName + ' ' + names + '>' + within + '</>'
  }).join('')
  return pages.map(shapeOf)
}`

/** Focuses, clicks and waits, as a reader would. */
const USE = `async (selector) => {
  for (const element of document.querySelectorAll('[onfocus], [autofocus]')) element.focus?.()
  const element = selector && document.querySelector(selector)
  const target = element?.closest('a') ?? element
  target?.click ? target.click() : target?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  await new Promise((done) => setTimeout(done, selector ? 25 : 1))
}`

/** A browser in which pages are loaded that hold values, to see whether any of these runs. */
export class Chromium {
  readonly #context: BrowserContext
  readonly #profile: string
  #page: Page
  #html = ''
  #hits = 0
  #loaded = 0

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.#context = context
    this.#page = page
    this.#profile = profile
  }

  /** Starts the browser of the machine (`CHROMIUM`). */
  static async start(): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'torii-escape-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      args: FLAGS,
    })
    const browser = new Chromium(context, await context.newPage(), profile)
    await context.exposeBinding('__hit', (_, origin: string) => browser.#hit(origin))
    await context.addInitScript(PREPARE)
    await context.route('**/*', (route) => browser.#answer(route))
    return browser
  }

  /** Ends the browser. */
  async stop(): Promise<void> {
    await this.#context.close()
    rmSync(this.#profile, { recursive: true, force: true })
  }

  /** The elements and attributes that each page has, as one text each. */
  shapes(pages: readonly string[]): Promise<string[]> {
    return this.#page.evaluate(`(${SHAPES})(${JSON.stringify(pages)})`)
  }

  /** How often code of a value runs when a page is loaded and used. */
  async runs(html: string, selector: string | undefined): Promise<number> {
    this.#html = html
    this.#hits = 0
    // Pages that lead elsewhere, or that wait for what never comes, are no failure.
    await this.#page.goto(`${HOME}/dir/page.html?i=${this.#loaded}`, { timeout: 4000 }).catch(() => null)
    await this.#page.evaluate(`(${USE})(${JSON.stringify(selector ?? null)})`).catch(() => null)
    if (++this.#loaded % 300 === 0) await this.#renew()
    return this.#hits
  }

  async #renew(): Promise<void> {
    const page = await this.#context.newPage()
    await this.#page.close()
    this.#page = page
  }

  #hit(origin: string): void {
    if (origin === HOME) this.#hits++
  }

  /** The page itself, scripts of other hosts that tell when they run, and nothing else. */
  #answer(route: Route): Promise<void> {
    const address = route.request().url()
    // Browsers ask for hosts that are none, too.
    if (!URL.canParse(address)) return route.abort()
    const url = new URL(address)
    if (url.origin === HOME && url.searchParams.has('i'))
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: this.#html })
    if (url.origin !== HOME && /\.js$/.test(url.pathname))
      return route.fulfill({
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
        body: 'alert(1)',
      })
    return route.fulfill({ status: 404, contentType: 'text/plain', body: '' })
  }
}
