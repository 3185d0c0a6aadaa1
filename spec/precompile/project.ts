import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { emitHere } from '../../src/precompile/emit.js'
import type { PrecompileOptions } from '../../src/precompile/options.js'
import { type PrecompileReport, precompile } from '../../src/precompile/precompile.js'
import { root } from '../architecture/source-tree.js'

/** A page to render: its template, its vars. */
export type Page = readonly [name: string, vars: unknown]

/** Calls `clean` after the test at hand, or after all where there is none. */
function afterwards(clean: () => void): void {
  try {
    onTestFinished(clean)
  } catch {
    afterAll(clean)
  }
}

/** A folder that looks like a project with Torii installed; removed when the test is over. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'torii-project-'))
  readonly views = this.path('views')
  readonly out = this.path('dist')

  constructor(templates: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.path('node_modules'))
    mkdirSync(this.views)
    symlinkSync(root, this.path('node_modules/toriijs'))
    writeFileSync(this.path('package.json'), '{ "type": "module" }')
    for (const [name, text] of Object.entries(templates)) this.write(`views/${name}`, text)
    afterwards(() => rmSync(this.folder, { recursive: true, force: true }))
  }

  /** The path of something in the project. */
  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  /** Writes a file. */
  write(path: string, text: string): string {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), text)
    return this.path(path)
  }

  /** Precompiles the views, or another folder. */
  compile(options: PrecompileOptions = {}, views = this.views): Promise<PrecompileReport> {
    return precompile({ root: views, out: this.out, options }, emitHere)
  }

  /**
   * The pages as precompiled templates render them, in a process that makes no code from text; `host` is the code of an
   * object of renderer options. A page that fails gives what its error says.
   */
  render(pages: readonly Page[], host = '{}'): string[] {
    const script = this.write(
      'render.mjs',
      `import { createRenderer } from 'toriijs/runtime'
import templates from './dist/templates.js'
import { readFileSync } from 'node:fs'
const renderer = createRenderer(templates, ${host})
const render = (name, vars) => {
  try { return renderer.render(name, vars) } catch (error) { return 'failed: ' + (error.id ?? error.stack) }
}
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(([name, vars]) => render(name, vars))))`,
    )
    return JSON.parse(this.node(['--disallow-code-generation-from-strings', script], JSON.stringify(pages)))
  }

  /** What a Node process in the project prints. */
  node(args: readonly string[], input = '', variables: Readonly<Record<string, string>> = {}): string {
    return execFileSync(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, ...variables },
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
  }
}
