/** Copies what is published into an empty folder and uses it from there: nothing outside `dist` may be needed. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'torii-package-'))
const installed = join(folder, 'node_modules/toriijs')
const program = `
  import { render } from 'toriijs'
  import 'toriijs/runtime'
  import 'toriijs/chat'
  import 'toriijs/view'
  import 'toriijs/view/node'
  import 'toriijs/view/fetch'
  import 'toriijs/view/cgi'
  import 'toriijs/view/fastcgi'
  import 'toriijs/view/scgi'
  import 'toriijs/view/run'
  if (render('{{ a }}!', { a: '<' }) !== '&lt;!') process.exit(1)
`
/** The types of every entry are checked as well, without skipping those of libraries: there are none to be had. */
const types = `
  import { Environment, type Tag, TemplateError } from 'toriijs'
  import { createRenderer, type TemplateModule } from 'toriijs/runtime'
  import { createRenderer as createTracedRenderer } from 'toriijs/runtime/errors'
  import { emitHere, precompile } from 'toriijs/precompile'
  import { torii } from 'toriijs/vite'
  import { float } from 'toriijs/python'
  import { chatTemplate } from 'toriijs/chat'
  import { fromNode, serve as serveHttp, toNode } from 'toriijs/view/node'
  import { fromFetch, toFetch } from 'toriijs/view/fetch'
  import { serve as serveCgi } from 'toriijs/view/cgi'
  import { serve as serveFastCgi } from 'toriijs/view/fastcgi'
  import { serve as serveScgi } from 'toriijs/view/scgi'
  import { run } from 'toriijs/view/run'
  declare const page: TemplateModule<{ user: string }>
  declare const tag: Tag
  export const html: string = createRenderer({ 'page.html': page }).render('page.html#part', { user: 'x' })
  // @ts-expect-error: the vars of a page are checked.
  createTracedRenderer({ 'page.html': page }).render('page.html', { user: 1 })
  new Environment({ extensions: [tag] })
  export { TemplateError, precompile, emitHere, torii, float, chatTemplate }
  export { fromNode, serveHttp, toNode, fromFetch, toFetch, serveCgi, serveFastCgi, serveScgi, run }
`
const compilerOptions = {
  ...{ strict: true, noEmit: true, skipLibCheck: false, module: 'nodenext', target: 'es2022' },
  ...{ types: ['node'], typeRoots: [resolve('node_modules/@types')] },
}

const tsc = resolve('node_modules/typescript/bin/tsc')

try {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  mkdirSync(installed, { recursive: true })
  for (const part of ['dist', 'package.json']) cpSync(part, join(installed, part), { recursive: true })
  writeFileSync(join(folder, 'program.mjs'), program)
  writeFileSync(join(folder, 'page.html'), 'Hello {{ name }}')
  execFileSync(process.execPath, ['program.mjs'], { cwd: folder, stdio: 'inherit' })
  execFileSync(process.execPath, [join(installed, 'dist/cli.js'), 'render', 'page.html'], {
    cwd: folder,
    stdio: 'inherit',
  })
  writeFileSync(join(folder, 'types.ts'), types)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }))
  execFileSync(process.execPath, [tsc, '-p', folder], {
    stdio: 'inherit',
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
