/** The wiki on edge workers: bundled with precompiled templates it makes the same visit, without compiler and Node. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../architecture/source-tree.js'
import { fetchTransport } from '../gateways/transports/fetch.js'
import { folder } from './example.js'
import { visit } from './script.js'

const out = mkdtempSync(join(tmpdir(), 'torii-wiki-worker-'))
const bundle = join(out, 'worker.mjs')
let code = ''
let imports: readonly { readonly path: string }[] = []

beforeAll(async () => {
  execFileSync('npm', ['run', '--silent', 'wiki:worker'], { cwd: root, stdio: 'pipe' })
  const { metafile, outputFiles } = await build({
    ...{ entryPoints: [join(folder, 'worker.mjs')], outfile: bundle, bundle: true, minify: true },
    ...{
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      metafile: true,
      logLevel: 'silent',
    },
    write: false,
  })
  code = outputFiles[0]?.text ?? ''
  imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
}, 60_000)

afterAll(() => rmSync(out, { recursive: true }))

it('needs nothing of Node, and makes no code from text', () => {
  expect(imports).toEqual([])
  expect(code.length).toBeGreaterThan(10_000)
  expect(code).not.toMatch(/\bnew Function\(|\beval\(|\bprocess\.env\b/)
})

it('makes the same visit', async () => {
  writeFileSync(bundle, code)
  const worker: { readonly default: { fetch(request: Request): Promise<Response> } } = await import(
    pathToFileURL(bundle).href
  )
  const told = await visit(fetchTransport((request) => worker.default.fetch(request)))
  await expect(told).toMatchFileSnapshot('golden/visit.txt')
})
