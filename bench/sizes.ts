import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { Environment, type EnvironmentOptions, FileLoader, type Template } from '../src/index.js'
import { emitHere, precompile } from '../src/precompile/api.js'
import { folderOf, toriiFile } from './torii.js'
import type { AnyWorkload } from './workload.js'
import { views } from './workloads/govuk/fixtures.js'
import { workloads } from './workloads.js'

/** What is counted of the code that a workload's templates are compiled to. */
export interface CodeSize {
  /** Characters of code. */
  readonly code: number
  /** How often the code names something of the runtime (`$.`). */
  readonly calls: number
}

/** What a change can make larger without making anything slower on one machine, and what does not depend on machines. */
export interface Sizes {
  /** By workload. */
  readonly code: Readonly<Record<string, CodeSize>>
  /** Bytes of bundles, minified and gzipped. */
  readonly bundles: Readonly<Record<string, number>>
}

/** How much larger or smaller than its record a figure may be. */
export const TOLERANCE = 0.02

/** Where the sizes are recorded. */
export const record = fileURLToPath(new URL('sizes.json', import.meta.url))

const root = fileURLToPath(new URL('..', import.meta.url))

/** The sizes as they are now; bundles are made from `dist`, precompiled templates are written to `scratch`. */
export async function currentSizes(scratch: string): Promise<Sizes> {
  const code = Object.fromEntries(workloads.filter(isOwn).map((each) => [each.name, codeSize(each)]))
  const dist = (file: string): string => `export * from ${JSON.stringify(join(root, 'dist', file))}`
  return {
    code,
    bundles: {
      'toriijs/runtime': await bundled(dist('runtime.js')),
      toriijs: await bundled(dist('index.js')),
      'toriijs in browsers': await bundled(dist('browser.js')),
      'hello, precompiled': await precompiled('hello', scratch),
      'page, precompiled': await precompiled('page', scratch),
    },
  }
}

/** What differs too much from the record, a line for each figure: its old and its new value. */
export function differences(old: Sizes, now: Sizes): string[] {
  const before = figures(old)
  const after = figures(now)
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)]
    if (was !== undefined && is !== undefined && Math.abs(is - was) <= was * TOLERANCE) return []
    return [`${name}: ${was ?? 'not recorded'} → ${is ?? 'gone'}`]
  })
}

function figures({ code, bundles }: Sizes): Map<string, number> {
  const ofCode = Object.entries(code).flatMap(([name, size]): [string, number][] => [
    [`${name}, code`, size.code],
    [`${name}, calls of the runtime`, size.calls],
  ])
  const ofBundles = Object.entries(bundles).map(([name, bytes]): [string, number] => [
    `${name}, gzipped`,
    bytes,
  ])
  return new Map([...ofCode, ...ofBundles])
}

/** Whether a workload has templates that no other one has. */
function isOwn({ name, folder }: AnyWorkload): boolean {
  return folder === name && name !== 'govuk-components'
}

/** The code of all templates of a workload together. */
function codeSize(workload: AnyWorkload): CodeSize {
  const codes = templatesOf(workload).map((template) => template.code)
  return {
    code: codes.reduce((sum, text) => sum + text.length, 0),
    calls: codes.reduce((sum, text) => sum + (text.match(/\$\.\w/g)?.length ?? 0), 0),
  }
}

function templatesOf(workload: AnyWorkload): Template[] {
  const folder = folderOf(workload)
  const file = toriiFile(workload)
  if (file.endsWith('.chat.jinja')) {
    const options: EnvironmentOptions = { values: 'python', trimBlocks: true, lstripBlocks: true }
    const environment = new Environment({ ...options, extensions: ['loopcontrols'] })
    return [environment.fromString(readFileSync(join(folder, file), 'utf8'))]
  }
  const host = (): string => ''
  const environment = file.endsWith('.njk')
    ? new Environment({ loader: new FileLoader(views), compat: 'nunjucks' })
    : new Environment({ loader: new FileLoader(folder), filters: { money: host, short: host } })
  const ending = file.endsWith('.njk') ? '.njk' : '.jinja'
  return readdirSync(file.endsWith('.njk') ? views : folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => environment.getTemplate(name))
}

/** Bytes of a program, bundled, minified and gzipped. */
async function bundled(contents: string, folder = root): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}

async function precompiled(name: string, scratch: string): Promise<number> {
  const out = join(scratch, name)
  const options = { filters: ['money', 'short'] }
  await precompile({ root: join(root, 'bench/workloads', name), out, options }, emitHere)
  const program = `import { createRenderer } from 'toriijs/runtime'
import page from './page.html.jinja.js'
export const render = (vars) => createRenderer({ page }).render('page', vars)`
  return bundled(program, out)
}
