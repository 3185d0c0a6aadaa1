/**
 * Builds `dist/`: the entries of package.json's `exports` and `bin` as ES modules that share chunks, the type
 * declarations, and the licences of what was bundled. Whatever is bundled (Chevrotain, commander) is a development
 * dependency, so an installed Torii has no dependencies at all. `--code-only` leaves the declarations out.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ChunkingContext, type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { runtimeFor } from '../src/runtime/index.js'
import { js } from '../src/runtime/values/js.js'
import { markPure } from './pure.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

const entries = {
  index: 'src/index.ts',
  browser: 'src/browser.ts',
  runtime: 'modules:runtime',
  'runtime/python': 'modules:runtime/python',
  'runtime/nunjucks': 'modules:runtime/nunjucks',
  'runtime/filters': 'modules:runtime/filters',
  'runtime/tests': 'modules:runtime/tests',
  'runtime/globals': 'modules:runtime/globals',
  'runtime/errors': 'src/traced/node.ts',
  'runtime/errors.browser': 'src/traced/browser.ts',
  precompile: 'src/precompile/api.ts',
  vite: 'src/vite.ts',
  'precompile-worker': 'src/precompile/worker.ts',
  chat: 'src/chat.ts',
  python: 'src/python.ts',
  view: 'src/view/api.ts',
  'view-edge': 'src/view/edge.ts',
  'view/node': 'src/view/gateway/node.ts',
  'view/fetch': 'src/view/gateway/fetch.ts',
  'view/cgi': 'src/view/gateway/cgi.ts',
  'view/fastcgi': 'src/view/gateway/fastcgi.ts',
  'view/scgi': 'src/view/gateway/scgi.ts',
  'view/run': 'src/view/gateway/run.ts',
  express: 'src/frameworks/express.ts',
  fastify: 'src/frameworks/fastify.ts',
  koa: 'src/frameworks/koa.ts',
  web: 'src/frameworks/web.ts',
  eleventy: 'src/frameworks/eleventy.ts',
  cli: 'src/cli/main.ts',
  'parts/at-once': 'src/parts/at-once.ts',
  'parts/on-demand': 'src/parts/on-demand.ts',
  'parts/compiler': 'src/compiler.ts',
}

/** The runtime of a dialect whose operations are known by name only; of all but js, which is the one to be small. */
const composed = (dialect: string): string => `
import { runtimeFor } from './index.js'
import { dialect } from '${dialect}'
export const { ${Object.keys(runtimeFor(js)).join(', ')} } = /* @__PURE__ */ runtimeFor(dialect.values)
export { dialect }
export * from './precompiled.js'`

/** Entries that precompiled templates import from: modules of the runtime side by side. */
const moduleEntries: Readonly<Record<string, () => string>> = {
  runtime: () => `
export * from './surface.js'
export * from './dialects/js.js'
export * from './dialects/js-escapers.js'
export * from './precompiled.js'
export * from './renderer.js'`,
  'runtime/python': () => `${composed('./dialects/python.js')}
export { replaced } from './dialects/python.js'`,
  'runtime/nunjucks': () => `${composed('../presets/nunjucks-dialect.js')}
export { replaced } from '../presets/nunjucks-dialect.js'`,
  'runtime/filters': () => exportsOf('filters'),
  'runtime/tests': () => exportsOf('tests'),
  'runtime/globals': () => `
export * from './globals.js'
export { underscore as _ } from './translation.js'`,
}

/** All that the modules export which a folder's index composes, and their composition as `all`. */
function exportsOf(folder: 'filters' | 'tests'): string {
  const index = readFileSync(join(root, 'src/runtime', folder, 'index.ts'), 'utf8')
  const files = [...index.matchAll(/^import \* as \w+ from '\.\/(.*)\.js'/gm)].map(
    ([, name]) => `./${folder}/${name}`,
  )
  // `export *` leaves out a default export, which here is the filter of that name.
  const withDefault = files.filter((path) =>
    /\bas default\b/.test(readFileSync(join(root, 'src/runtime', `${path}.ts`), 'utf8')),
  )
  return [
    ...files.map((path) => `export * from '${path}.js'`),
    ...withDefault.map((path) => `export { default } from '${path}.js'`),
    `export { ${folder} as all } from './${folder}/index.js'`,
  ].join('\n')
}

/** Entries that are no files are called by paths in the folder from which their imports are named. */
const OWN = join(root, 'src/runtime/modules of ')

const modules: Plugin = {
  name: 'entries made of several modules',
  resolveId: (id) => (id.startsWith('modules:') ? idOf(id) : null),
  load(id) {
    const contents = id.startsWith(OWN)
      ? moduleEntries[id.slice(OWN.length, -3).replace(' ', '/')]
      : undefined
    return contents === undefined ? null : { code: contents(), moduleType: 'ts' }
  },
}

function idOf(entry: string): string {
  return `${OWN}${entry.slice('modules:'.length).replace('/', ' ')}.ts`
}

/**
 * Bundled CommonJS packages `require` Node's own modules, which ES modules cannot. Each such call is led to a module
 * that imports instead, so that nothing shared needs a `require` and the runtime stays free of Node.
 */
const nodeModules: Plugin = {
  name: 'node modules for CommonJS',
  resolveId(asked, importer = '', { kind }) {
    if (!isBuiltin(asked)) return null
    const id = asked.startsWith('node:') ? asked : `node:${asked}`
    if (kind !== 'require-call') return { id, external: true }
    return `\0${importer.startsWith('\0required') ? 'imported' : 'required'} ${id}`
  },
  load(id) {
    const [, way, name] = /^\0(required|imported) (.*)$/.exec(id) ?? []
    if (way === 'required') return `module.exports = require('${name}').default`
    return way === 'imported' ? `export { default } from '${name}'` : null
  },
}

/**
 * On Node the compiler comes by the name `#parts`, which package.json leads to one of two files: where Node can `require`
 * ES modules, to the one that loads it on demand. Browsers have no such names, and get theirs with the bundle.
 */
const parts: Plugin = {
  name: 'parts by name',
  resolveId: (id, importer) =>
    id.endsWith('/parts/at-once.js') && importer === join(root, 'src/node-environment.ts')
      ? { id: '#parts', external: true }
      : null,
}

/**
 * What is loaded together is in one file, because each file costs a program time when it starts: a module is in the
 * chunk of the first of these that reaches it.
 */
const TIERS: Readonly<Record<string, string>> = {
  runtime: entries.runtime,
  filters: entries['runtime/filters'],
  python: 'src/runtime/dialects/python.ts',
  environment: 'src/environment.ts',
  node: entries.index,
  compiler: entries['parts/compiler'],
  view: entries['view-edge'],
  precompile: entries.precompile,
}

/** Entries that run where there is no Node. */
const PORTABLE = ['browser', 'runtime/errors.browser', 'chat', 'view-edge', 'view/fetch', 'web'] as const

/** Those of them that have no compiler, and must not get any of it for the sake of what they share. */
const LEAN = ['runtime/errors.browser', 'view-edge', 'view/fetch', 'web'] as const

/** Gives every module that is in a tier the name of the first one, or of the part of it that others share. */
function assign(tiers: Map<string, string>, graph: ChunkingContext): void {
  const reached = (names: readonly (keyof typeof entries)[]): ReadonlySet<string> =>
    new Set(names.flatMap((name) => [...reachedFrom(entries[name], graph)]))
  const portable = reached(PORTABLE)
  const lean = reached(LEAN)
  const nameOf = (tier: string, id: string): string => {
    if (tier !== 'environment' && tier !== 'node') return tier
    if (lean.has(id)) return 'shared'
    return portable.has(id) ? 'environment' : tier
  }
  for (const [tier, entry] of Object.entries(TIERS)) {
    for (const id of reachedFrom(entry, graph)) {
      // What only precompiling and browsers have in common is up to the bundler.
      if (tiers.has(id) || (tier === 'precompile' && portable.has(id))) continue
      tiers.set(id, nameOf(tier, id))
    }
  }
}

function reachedFrom(entry: string, graph: ChunkingContext): ReadonlySet<string> {
  const found = new Set([entry.startsWith('modules:') ? idOf(entry) : join(root, entry)])
  // A set is gone through with what is added on the way.
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  return found
}

const shebang = '#!/usr/bin/env node\n'

await bundle()
if (!process.argv.includes('--code-only')) declareTypes()

async function bundle(): Promise<void> {
  const bundled = await rolldown({
    cwd: root,
    input: entries,
    // What bundlers add for Node would get into files that browsers have, too.
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['node', 'import', 'default'] },
    plugins: [nodeModules, modules, parts, markPure(join(root, 'src/runtime'))],
    transform: { target: ['node20', 'es2022'] },
    preserveEntrySignatures: 'allow-extension',
    treeshake: { moduleSideEffects: false },
  })
  const tiers = new Map<string, string>()
  const { output } = await bundled.generate({
    format: 'esm',
    comments: { legal: false, jsdoc: false },
    chunkFileNames: 'chunks/[name]-[hash].js',
    minifyInternalExports: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          debugName: 'tiers',
          name(id, graph) {
            if (tiers.size === 0) assign(tiers, graph)
            return tiers.get(id) ?? null
          },
        },
      ],
    },
  })
  const chunks = output.filter((file) => file.type === 'chunk')
  for (const chunk of chunks) write(chunk)
  removeOtherChunks(chunks)
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(chunks))
}

/** Each file is moved into place whole, since a program may be reading the folder. */
function write({ fileName, code }: OutputChunk): void {
  const path = join(dist, fileName)
  const command = fileName === 'cli.js'
  const part = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(part, command ? shebang + code : code, { mode: command ? 0o755 : 0o644 })
  renameSync(part, path)
}

function removeOtherChunks(chunks: readonly OutputChunk[]): void {
  const folder = join(dist, 'chunks')
  if (!existsSync(folder)) return
  const kept = new Set(chunks.map(({ fileName }) => join(dist, fileName)))
  for (const name of readdirSync(folder)) {
    if (!kept.has(join(folder, name))) rmSync(join(folder, name), { force: true })
  }
}

/** The licence text of every package with code in the bundle, which their licences ask to be passed on. */
function licences(chunks: readonly OutputChunk[]): string {
  const names = new Set<string>()
  for (const { modules } of chunks) {
    for (const [path, { renderedLength }] of Object.entries(modules)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
      if (name !== undefined && renderedLength > 0) names.add(name)
    }
  }
  return `The files in this folder contain code of the packages below.\n\n${[...names].sort().map(licence).join('\n')}`
}

function licence(name: string): string {
  const folder = join(root, 'node_modules', name)
  const manifest: { version: string; license: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
  return `== ${name} ${manifest.version} (${manifest.license}) ==\n\n${text.trim()}\n`
}

function declareTypes(): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
