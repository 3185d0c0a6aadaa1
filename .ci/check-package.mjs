/** Copies what is published into an empty folder and uses it from there: nothing outside `dist` may be needed. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'torii-package-'))
const installed = join(folder, 'node_modules/toriijs')
const program = `
  import { render } from 'toriijs'
  import 'toriijs/runtime'
  import 'toriijs/chat'
  if (render('{{ a }}!', { a: '<' }) !== '&lt;!') process.exit(1)
`
try {
  mkdirSync(installed, { recursive: true })
  for (const part of ['dist', 'package.json']) cpSync(part, join(installed, part), { recursive: true })
  writeFileSync(join(folder, 'program.mjs'), program)
  writeFileSync(join(folder, 'page.html'), 'Hello {{ name }}')
  execFileSync(process.execPath, ['program.mjs'], { cwd: folder, stdio: 'inherit' })
  execFileSync(process.execPath, [join(installed, 'dist/cli.js'), 'render', 'page.html'], {
    cwd: folder,
    stdio: 'inherit',
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
