/** The wiki in Chromium: what visitors do, and what attackers try. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { App } from '../../src/view/contract.js'
import { type Serving, serve } from '../../src/view/gateway/node.js'
import { memoryWiki } from './example.js'
import { hostile } from './script.js'

let browser: Browser
let context: BrowserContext
let page: Page
let serving: Serving
let site = ''
/** Status and path of every reply. */
let replies: string[] = []
/** What must not happen: dialogs, errors of scripts, failures of the application. */
let mishaps: string[] = []

beforeAll(async () => {
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
  })
})

afterAll(() => browser.close())

beforeEach(async () => {
  replies = []
  mishaps = []
  await open(await memoryWiki())
})

afterEach(async () => {
  await context.close()
  await serving.close()
  expect(mishaps).toEqual([])
})

async function open(app: App): Promise<void> {
  const noted: App = async (environ) => {
    const reply = await app(environ)
    replies.push(`${reply.status} ${environ.REQUEST_URI}`)
    return reply
  }
  serving = await serve(noted, { port: 0, errors: (text) => void mishaps.push(text) })
  site = `http://${serving.address}`
  context = await browser.newContext()
  page = await newTab()
}

async function newTab(): Promise<Page> {
  const tab = await context.newPage()
  tab.on('pageerror', ({ message }) => void mishaps.push(message))
  tab.on('dialog', (dialog) => {
    mishaps.push(dialog.message())
    return dialog.dismiss()
  })
  return tab
}

async function save(tab: Page, text: string, name = ''): Promise<void> {
  await tab.getByLabel('Text').or(tab.getByLabel('Your text')).fill(text)
  if (name !== '') await tab.getByLabel('Your name').fill(name)
  await tab.getByRole('button', { name: 'Save' }).click()
}

const heading = (tab: Page) => tab.getByRole('heading', { level: 1 }).textContent()
const article = async (tab: Page) => (await tab.locator('article').textContent())?.trim()

test('a page is made from a link to it, changed, and found', async () => {
  await page.goto(site)
  await page.getByRole('link', { name: 'Sandbox' }).click()
  await page.getByRole('link', { name: 'Make this page' }).click()
  await save(page, 'Some *sand*.', 'Zoë <3')
  expect([await heading(page), await article(page)]).toEqual(['Sandbox', 'Some sand.'])
  await page.keyboard.press('e')
  await page.waitForURL('**/edit')
  expect(await page.getByLabel('Your name').inputValue()).toBe('Zoë <3')
  await page.getByLabel('Text').fill('More *sand*, and a castle.')
  await page.getByRole('button', { name: 'Preview' }).click()
  expect(await page.getByRole('region', { name: 'Preview' }).textContent()).toContain('More sand')
  await page.getByLabel('Text').press('Control+Enter')
  await page.waitForURL('**/Sandbox')
  expect(await page.getByRole('contentinfo').textContent()).toContain('Revision 2 by Zoë <3')
  await page.keyboard.press('/')
  await page.keyboard.type('castl')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?q=castl')
  expect(await page.locator('mark').allInnerTexts()).toEqual(['castle'])
  await page.getByRole('link', { name: 'Sandbox' }).click()
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('link', { name: 'What changed' }).click()
  expect(await page.locator('ins').allInnerTexts()).toEqual(['More *sand*, and a castle.'])
})

test('of two tabs the slower one is told, and loses nothing', async () => {
  const other = await newTab()
  for (const tab of [page, other]) await tab.goto(`${site}/FrontPage/edit`)
  await save(page, 'First.', 'Ann')
  await save(other, 'Second.', 'Ben')
  expect(await other.getByRole('alert').textContent()).toContain('Ann saved revision 2')
  expect(await other.locator('ins').allInnerTexts()).toEqual(['First.'])
  expect(await other.getByLabel('Your text').inputValue()).toBe('Second.')
  await save(other, 'First. Second.')
  expect(await article(other)).toBe('First. Second.')
  await page.reload()
  expect(await article(page)).toBe('First. Second.')
  expect(replies.filter((reply) => reply.startsWith('409'))).toHaveLength(1)
})

test('hostile names and texts are shown and do nothing', async () => {
  await page.goto(`${site}/${encodeURIComponent(hostile.name)}/edit`)
  await page.getByLabel('What changed').fill(hostile.comment)
  await save(page, hostile.body, hostile.name)
  expect(await heading(page)).toBe(hostile.name)
  expect(await page.title()).toBe(`${hostile.name} – Torii Wiki`)
  expect(await article(page)).toContain('<script>alert(1)</script>')
  const paths = [
    '/RecentChanges',
    '/TitleIndex',
    `/search?q=${encodeURIComponent(hostile.comment)}`,
    '/search?q=alert',
  ]
  const own = ['', '/history', '/edit', '/links'].map(
    (below) => `/${encodeURIComponent(hostile.name)}${below}`,
  )
  for (const path of [...paths, ...own]) {
    await page.goto(site + path)
    expect(
      await page.locator('[onerror], [onmouseover], [href^="javascript:"], script:not([src])').count(),
    ).toBe(0)
    expect(await page.locator('script').count()).toBe(1)
  }
  await page.goto(`${site}/TitleIndex`)
  await page.getByRole('link', { name: hostile.name }).click()
  expect(await heading(page)).toBe(hostile.name)
})

test('the policy blocks a script that somebody got into a page all the same', async () => {
  await context.close()
  await serving.close()
  const wiki = await memoryWiki()
  await open(async (environ) => {
    const reply = await wiki(environ)
    const { 'content-length': _, ...headers } = reply.headers
    const isPage = typeof reply.body === 'string' && String(headers['content-type']).startsWith('text/html')
    const attack = `<script>document.title = 'taken'</script><img src=x onerror="document.title = 'taken'">`
    return isPage ? { ...reply, headers, body: `${reply.body}${attack}` } : reply
  })
  const told: string[] = []
  page.on('console', (message) => void told.push(message.text()))
  await page.goto(`${site}/FrontPage`)
  await expect
    .poll(() => told.filter((text) => /inline script|inline event handler/.test(text)))
    .toHaveLength(2)
  expect(told.join('\n')).toContain("script-src 'self'")
  expect(await page.title()).toBe('FrontPage – Torii Wiki')
})

test('what was seen is asked for again and not sent again; back and forward show it', async () => {
  await page.goto(`${site}/FrontPage`)
  await page.getByRole('link', { name: 'Formatting' }).click()
  await page.getByRole('link', { name: 'FrontPage', exact: true }).click()
  expect(replies.filter((reply) => reply.endsWith('/FrontPage'))).toEqual([
    '200 /FrontPage',
    '304 /FrontPage',
  ])
  await page.goBack()
  expect(await heading(page)).toBe('Formatting')
  await page.goForward()
  expect(await heading(page)).toBe('FrontPage')
  await page.reload()
  expect(replies.at(-1)).toMatch(/^304/)
  expect(await article(page)).toContain('Welcome!')
  expect(replies.filter((reply) => !/^(?:200|304) /.test(reply))).toEqual([])
})

test('a text that is not saved is not lost without asking', async () => {
  await page.goto(`${site}/FrontPage/edit`)
  await page.getByLabel('Text').fill('Half a')
  await page.getByRole('link', { name: 'All pages' }).click()
  await expect.poll(() => mishaps).toEqual([''])
  mishaps = []
  expect([page.url(), await page.getByLabel('Text').inputValue()]).toEqual([
    `${site}/FrontPage/edit`,
    'Half a',
  ])
})

test('keys reach everything, and no page is wider than a phone', async () => {
  await page.setViewportSize({ width: 360, height: 720 })
  const wide = `${'verylong'.repeat(40)}\n\n\`${'code'.repeat(60)}\`\n\n\`\`\`\n${'wide '.repeat(60)}\n\`\`\`\n`
  await page.goto(`${site}/${'Long'.repeat(25)}/edit`)
  await save(page, wide, 'L'.repeat(60))
  const long = new URL(page.url()).pathname
  const own = ['', '/edit', '/history', '/links', '/diff/1/1', '?rev=1'].map((below) => long + below)
  for (const path of [...own, '/Formatting', '/RecentChanges', '/TitleIndex', '/search?q=very', '/None']) {
    await page.goto(site + path)
    expect([path, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([
      path,
      0,
    ])
  }
  await page.goto(`${site}/FrontPage`)
  await page.keyboard.press('Tab')
  const focused = () =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id')
  expect(await focused()).toBe('Skip to the text')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Read')
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
})
