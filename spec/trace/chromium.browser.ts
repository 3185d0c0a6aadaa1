/** In Chromium, too: the compiler runs there, its errors are exact, and breakpoints on lines of templates pause. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { SourceMapConsumer } from 'source-map'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portable } from './portable.js'

const entry = `
  export { Environment, MemoryLoader } from '../../src/browser.ts'
  export { outcomes } from './inspector/outcomes.mjs'
`
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

const profile = mkdtempSync(join(tmpdir(), 'torii-chromium-'))
let context: BrowserContext
let page: Page

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'torii',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'error',
  })
  context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags.split(' '),
  })
  page = await context.newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})

afterAll(async () => {
  await context.close()
  rmSync(profile, { recursive: true, force: true })
})

test.each([false, true])('errors are exact (development %s)', async (development) => {
  const cases = portable.map(({ given }) => given)
  const found = await page.evaluate(
    `torii.outcomes(torii, ${JSON.stringify(cases)}, { development: ${development} })`,
  )
  expect(found).toEqual(portable.map(({ expected }) => expected))
})

const files = {
  'page.html':
    '{% from "forms.html" import field %}\n{% for item in items %}\n  {{ item.name }}\n{% endfor %}\n{{ field() }}{% include "part.html" %}',
  'forms.html': '{% macro field() %}\n  <input name="{{ 1 }}">\n  {{ name }}\n{% endmacro %}',
  'part.html': '<hr>\n{{ items|length }}',
}
const wanted = ['page.html:3', 'forms.html:3', 'part.html:2']

/** A debugger that knows only source maps; gives the places it pauses at. */
async function attach(session: CDPSession): Promise<string[]> {
  const pauses: string[] = []
  const maps = new Map<string, Promise<SourceMapConsumer>>()
  const place = async ({ scriptId, lineNumber, columnNumber = 0 }: Location): Promise<string> => {
    const map = await maps.get(scriptId)
    const at = map?.originalPositionFor({ line: lineNumber + 1, column: columnNumber })
    return `${at?.source?.replace('torii:///', '')}:${at?.line}`
  }
  session.on('Debugger.scriptParsed', ({ scriptId, sourceMapURL = '' }) => {
    if (sourceMapURL.startsWith('data:')) maps.set(scriptId, bind(session, scriptId, sourceMapURL))
  })
  session.on('Debugger.paused', async ({ callFrames: [frame], reason }) => {
    if (frame !== undefined && reason === 'instrumentation') await maps.get(frame.location.scriptId)
    else if (frame !== undefined) pauses.push(await place(frame.location))
    await session.send('Debugger.resume')
  })
  await session.send('Debugger.enable')
  await session.send('Debugger.setInstrumentationBreakpoint', {
    instrumentation: 'beforeScriptWithSourceMapExecution',
  })
  return pauses
}

interface Location {
  readonly scriptId: string
  readonly lineNumber: number
  readonly columnNumber?: number
}

async function bind(session: CDPSession, scriptId: string, url: string): Promise<SourceMapConsumer> {
  const json = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64').toString()
  const consumer = await new SourceMapConsumer(json)
  for (const text of wanted) {
    const [name, line] = text.split(':')
    const source = `torii:///${name}`
    if (!consumer.sources.includes(source)) continue
    const wantedPlace = { source, line: Number(line), column: 0 }
    const found = consumer.generatedPositionFor({
      ...wantedPlace,
      bias: SourceMapConsumer.LEAST_UPPER_BOUND,
    })
    if (found.line === null) continue
    const location = { scriptId, lineNumber: found.line - 1, columnNumber: found.column ?? 0 }
    await session.send('Debugger.setBreakpoint', { location })
  }
  return consumer
}

test('breakpoints on lines of templates pause in a loop, in an imported macro and in an included template', async () => {
  const session = await context.newCDPSession(page)
  const pauses = await attach(session)
  const vars = { items: [{ name: 'a' }, { name: 'b' }], name: 'n' }
  await page.evaluate(
    `new torii.Environment({ loader: new torii.MemoryLoader(${JSON.stringify(files)}), development: true })
      .render('page.html', ${JSON.stringify(vars)})`,
  )
  expect(pauses).toEqual(['page.html:3', 'page.html:3', 'forms.html:3', 'part.html:2'])
  await session.detach()
})
