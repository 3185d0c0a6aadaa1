import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, type PreviewServer, preview } from 'vite'
import { root } from '../architecture/source-tree.js'

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** A pane of the playground with a text in it. */
export type Pane = 'template' | 'vars' | 'code'

/** The playground as it is built, in Chromium. */
export class Playground {
  readonly page: Page
  /** What went wrong on the page, and what its policy refused. */
  readonly complaints: string[] = []
  readonly #address: string
  readonly #close: () => Promise<void>

  private constructor(page: Page, address: string, close: () => Promise<void>) {
    this.page = page
    this.#address = address
    this.#close = close
    page.on('pageerror', ({ message }) => this.complaints.push(message))
    page.on('console', (said) => void (said.type() === 'error' && this.complaints.push(said.text())))
  }

  /** Builds it, serves it on this machine only, and starts a browser. */
  static async open(): Promise<Playground> {
    const folder = mkdtempSync(join(tmpdir(), 'torii-playground-'))
    const site = join(root, 'examples/playground')
    const files = { root: site, configFile: join(site, 'vite.config.ts'), logLevel: 'error' as const }
    await build({ ...files, build: { outDir: folder } })
    const server = await preview({
      ...{ ...files, build: { outDir: folder } },
      preview: { host: '127.0.0.1', port: 0, strictPort: false },
    })
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: flags.split(' '),
    })
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript({ path: join(root, 'spec/playground/in-page.mjs') })
    const playground = new Playground(page, addressOf(server), () => closeAll(browser, server, folder))
    return playground
  }

  /** Opens the page as it is at first. */
  async start(): Promise<void> {
    await this.page.goto('about:blank')
    await this.page.goto(this.#address)
    this.complaints.length = 0
  }

  /** Closes all that was opened. */
  async close(): Promise<void> {
    await this.#close()
  }

  /** Replaces the text of a pane, as a person would. */
  async type(pane: Pane, text: string): Promise<void> {
    await this.page.click(`#${pane} .cm-content`)
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }

  /** Points at the first letter of the nth occurrence of a text in a pane. */
  async point(pane: Pane | 'tree', text: string, nth = 0): Promise<void> {
    await this.page.mouse.move(0, 0)
    const found: { x: number; y: number } | null = await this.page.evaluate(
      `placeOf(${[pane, text, nth].map((value) => JSON.stringify(value)).join(', ')})`,
    )
    if (found === null) throw new TypeError(`There is no '${text}' in ${pane}`)
    await this.page.mouse.move(found.x, found.y)
  }

  /** The texts that are marked in a pane. */
  async linked(pane: Pane | 'tree'): Promise<string[]> {
    return await this.page.locator(`#${pane} .linked`).allTextContents()
  }

  /** What came out. */
  async output(): Promise<string> {
    return (await this.page.locator('#text').textContent()) ?? ''
  }
}

function addressOf({ resolvedUrls }: PreviewServer): string {
  const address = resolvedUrls?.local[0]
  if (address === undefined) throw new TypeError('The server has no address')
  return address
}

async function closeAll(browser: Browser, server: PreviewServer, folder: string): Promise<void> {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
}
