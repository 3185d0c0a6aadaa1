/**
 * Runs the documentation. The ```js fences of a page are one program, in order; after a statement, `// → text`
 * is what it must give (a thrown error gives `Name: message`). A ```jinja fence followed by an ```output fence,
 * with a ```json fence of vars between them where it needs some, is rendered and compared.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { render } from '../src/index.js'
import { root } from './architecture/source-tree.js'
import { fencesOf, templatesOf } from './docs/fences.js'
import { programOf, type Result } from './docs/program.js'

const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))
const pages = ['README.md', 'CHANGELOG.md', ...guides.map((name) => `docs/${name}`)]
  .map((page) => ({ page, fences: fencesOf(readFileSync(join(root, page), 'utf8')) }))
  .filter(({ fences }) => fences.some(({ language }) => language === 'js' || language === 'jinja'))
const folder = join(root, '.torii/docs')

beforeAll(() => void mkdirSync(folder, { recursive: true }))

describe.each(pages)('$page', ({ page, fences }) => {
  const program = programOf(fences)

  if (program.expected.length > 0) {
    it('its program gives what it says', () => expect(run(page, program.code)).toEqual(program.expected))
  }

  it.each(templatesOf(fences))(
    'its template on line $line gives what it says',
    ({ template, vars, output }) => {
      expect(render(template, vars).trimEnd()).toBe(output.trimEnd())
    },
  )
})

/** Runs a page's program with the built package, as a reader would. */
function run(page: string, code: string): Result[] {
  const file = join(folder, `${basename(page, '.md')}.mjs`)
  writeFileSync(file, code)
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8' }))
}
