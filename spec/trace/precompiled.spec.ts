/** Errors of precompiled templates say what those of templates compiled at run time say, by their source maps. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { indexModule } from '../../src/precompile/all-templates.js'
import { emitHere } from '../../src/precompile/emit.js'
import { moduleFiles } from '../../src/precompile/file-names.js'
import { Source } from '../../src/source.js'
import { Project } from '../precompile/project.js'
import { runtime } from './cases.js'
import { marked } from './marks.js'

const program = fileURLToPath(new URL('inspector/precompiled.mjs', import.meta.url))
const project = new Project()
const cases = runtime.map(([id, page, files = {}], index) => ({
  id,
  page,
  folder: project.path(String(index)),
  ...marked({ 'page.html': page, ...files }),
}))

/** Writes the templates of a case and, if they have no mistakes, their modules; gives whether it did. */
async function prepare({ files, folder }: (typeof cases)[number], chunks: boolean): Promise<boolean> {
  const names = moduleFiles(Object.keys(files), '.js')
  const sources = Object.entries(files).map(([name, text]) => new Source(name, text))
  const options = { sourceMap: true, chunks, filters: ['fail'], tests: ['failing'] }
  const job = { root: `${folder}/views`, out: `${folder}/out`, options }
  const modules = await emitHere(sources, job, names)
  if (modules.includes(null)) return false
  const own = folder.slice(project.folder.length + 1)
  for (const [index, file] of [...names.values()].entries()) {
    project.write(`${own}/views/${sources[index]?.name}`, sources[index]?.text ?? '')
    project.write(`${own}/out/${file}`, `${modules[index]?.code}//# sourceMappingURL=${file}.map\n`)
    project.write(`${own}/out/${file}.map`, modules[index]?.map ?? '')
  }
  project.write(`${own}/out/templates.js`, indexModule(names, { format: 'esm' }))
  return true
}

async function prepared(chunks: boolean): Promise<typeof cases> {
  const written = await Promise.all(cases.map((entry) => prepare(entry, chunks)))
  return cases.filter((_, index) => written[index])
}

function outcomes(folders: readonly string[], flags: readonly string[], chunks: boolean): unknown[][] {
  const input = JSON.stringify({ folders, chunks })
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, program], { input, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

const valid: Record<'text' | 'chunks', typeof cases> = { text: [], chunks: [] }
beforeAll(async () => {
  valid.text = await prepared(false)
})

test.each([
  { mode: 'text', flags: [] },
  { mode: 'text', flags: ['--enable-source-maps'] },
  { mode: 'chunks', flags: [] },
] as const)('as $mode, with $flags', async ({ mode, flags }) => {
  const chunks = mode === 'chunks'
  if (chunks) valid.chunks = await prepared(true)
  const all = valid[mode]
  expect(all.length).toBeGreaterThan(140)
  const found = outcomes(
    all.map(({ folder }) => folder),
    flags,
    chunks,
  )
  const precompiled = found.map(([outcome], index) => ({ page: all[index]?.page, outcome }))
  const wanted = all.map(({ id, page, template, span, stack }) => ({
    page,
    outcome: expect.objectContaining({ id, template, span, templates: stack }),
  }))
  expect(precompiled).toEqual(wanted)
  // The same sentence, help, excerpt, line and column.
  expect(found.map(([outcome]) => withoutNear(outcome))).toEqual(
    found.map(([, outcome]) => withoutNear(outcome)),
  )
})

/** Only filters that some template uses are there to be suggested, and there is no loader that looked for files. */
function withoutNear(outcome: unknown): unknown {
  const { id, help, ...rest } = { id: '', help: null, ...(outcome as object) }
  return { id, ...rest, help: /^missing-(filter|test)$|^template-not-found$/.test(id) ? null : help }
}
