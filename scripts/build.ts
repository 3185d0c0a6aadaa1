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
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild'
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

const modules: Plugin = {
  name: 'entries made of several modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^modules:/ }, ({ path }) => ({
      path: path.slice('modules:'.length),
      namespace: 'modules',
    }))
    onLoad({ filter: /.*/, namespace: 'modules' }, ({ path }) => ({
      contents: moduleEntries[path]?.() ?? '',
      resolveDir: join(root, 'src/runtime'),
      loader: 'ts',
    }))
  },
}

const shebang = '#!/usr/bin/env node\n'

/**
 * Bundled CommonJS packages `require` Node's own modules, which ES modules cannot. Each such call is led to a module
 * that imports instead, so that no shared chunk needs a `require` and the runtime stays free of Node.
 */
const nodeModules: Plugin = {
  name: 'node modules for CommonJS',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z_:/]+$/ }, ({ path: asked, kind, namespace }) => {
      if (!isBuiltin(asked)) return undefined
      const path = asked.startsWith('node:') ? asked : `node:${asked}`
      if (kind !== 'require-call') return { path, external: true }
      return { path, namespace: namespace === 'required' ? 'imported' : 'required' }
    })
    onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}').default`,
    }))
    onLoad({ filter: /.*/, namespace: 'imported' }, ({ path }) => ({
      contents: `export { default } from '${path}'`,
    }))
  },
}

await bundle().catch(stop)
if (!process.argv.includes('--code-only')) declareTypes()

async function bundle(): Promise<void> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: ['node20', 'es2022'],
    // Node 20 knows nearly all of Unicode 16; made from strings, these expressions would have to be kept when unused.
    supported: { 'regexp-unicode-property-escapes': true },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    plugins: [nodeModules, modules, markPure(join(root, 'src/runtime'))],
    logLevel: 'warning',
  })
  for (const file of result.outputFiles) write(file)
  removeOtherChunks(result.outputFiles)
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licences(result.metafile))
}

/** esbuild has said what is wrong with the sources; a stack of its own would only hide it. */
function stop(error: object): never {
  if ('errors' in error) process.exit(1)
  throw error
}

/** Each file is moved into place whole, since a program may be reading the folder. */
function write({ path, text }: OutputFile): void {
  const command = path === join(dist, 'cli.js')
  const part = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(part, command ? shebang + text : text, { mode: command ? 0o755 : 0o644 })
  renameSync(part, path)
}

function removeOtherChunks(files: readonly OutputFile[]): void {
  const chunks = join(dist, 'chunks')
  if (!existsSync(chunks)) return
  const kept = new Set(files.map(({ path }) => path))
  for (const name of readdirSync(chunks)) {
    if (!kept.has(join(chunks, name))) rmSync(join(chunks, name), { force: true })
  }
}

/** The licence text of every package with code in the bundle, which their licences ask to be passed on. */
function licences(metafile: Metafile): string {
  const names = new Set<string>()
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
      if (name !== undefined && bytesInOutput > 0) names.add(name)
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
