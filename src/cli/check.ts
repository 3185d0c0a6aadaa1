import { statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { asWarning, diagnose } from '../diagnostics/diagnostic.js'
import { FileLoader } from '../loader/file.js'
import { filesBelow, hasExtension, TEMPLATE_EXTENSIONS } from '../precompile/sources.js'
import { Source } from '../source.js'
import { type EngineOptions, engine, type Page, pageOf, withEngineOptions } from './engine.js'
import { Mistake } from './mistake.js'
import { checkReferences } from './references.js'
import { reportDiagnostic } from './report.js'
import type { Terminal } from './terminal.js'

interface CheckOptions extends EngineOptions {
  readonly ext: string
}

/** Adds `torii check`: all mistakes of all templates in folders and files. */
export function addCheck(program: Command, terminal: Terminal): void {
  const command = program
    .command('check')
    .description('find mistakes: every template parses, every template it names exists')
    .argument('<path...>', 'templates, or folders of them')
    .option('--ext <list>', 'which files in folders are templates', TEMPLATE_EXTENSIONS)
  withEngineOptions(command).action((paths: string[], options: CheckOptions) =>
    check(terminal, paths, options),
  )
}

function check(terminal: Terminal, paths: readonly string[], options: CheckOptions): void {
  const pages = paths.flatMap((path) => pagesOf(path, options))
  const counts = pages.map((page) => checkPage(terminal, page, options))
  const mistakes = counts.reduce((sum, count) => sum + count, 0)
  const checked = counted(pages.length, 'template')
  const bad = counts.filter((count) => count > 0).length
  const summary =
    bad === 0 ? `${checked}, no mistakes` : `${counted(mistakes, 'mistake')} in ${bad} of ${checked}`
  terminal.out.write(`${summary}\n`)
  if (bad > 0) terminal.status = 1
}

/** How many errors a template has; warnings are shown but do not count. */
function checkPage(terminal: Terminal, { root, name }: Page, options: CheckOptions): number {
  const loader = new FileLoader(root)
  const loaded = loader.load(name)
  if (loaded === null) throw new Mistake(`'${join(root, name)}' is a link that leads out of '${root}'`)
  const source = new Source(name, loaded.text)
  const { tree, problems, warnings } = engine(root, options).compile(source)
  const errors = [...problems, ...checkReferences(tree, name, loader)].map((one) => diagnose(one, source))
  const found = [...errors, ...warnings.map((one) => asWarning(diagnose(one, source)))]
  found.sort((a, b) => a.span.start - b.span.start)
  const shownAs = relative('.', join(root, name))
  for (const diagnostic of found) reportDiagnostic(terminal.error, diagnostic, source, shownAs)
  return found.filter(({ severity }) => severity === 'error').length
}

function pagesOf(path: string, options: CheckOptions): Page[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [pageOf(path, options.root)]
  const root = resolve(options.root ?? path)
  return filesBelow(resolve(path))
    .filter((file) => hasExtension(file, options.ext))
    .map((file) => pageOf(file, root))
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
