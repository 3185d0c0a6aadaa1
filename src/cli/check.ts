import { statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { asWarning, type Diagnostic, diagnose, type Problem } from '../diagnostics/diagnostic.js'
import { FileLoader } from '../loader/file.js'
import { filesBelow, hasExtension, TEMPLATE_EXTENSIONS } from '../precompile/sources.js'
import { Source } from '../source.js'
import { type EngineOptions, engine, type Page, pageOf, withEngineOptions } from './engine.js'
import { Mistake } from './mistake.js'
import { checkReferences, includedNames } from './references.js'
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
    .addOption(
      new Option('--well-formed <level>', 'what elements are that are not opened and closed in pairs')
        .choices(['off', 'warn', 'error'])
        .default('warn'),
    )
  withEngineOptions(command).action((paths: string[], options: CheckOptions) =>
    check(terminal, paths, options),
  )
}

/** What is wrong with a template, and what it brings in. */
interface Checked {
  readonly page: Page
  readonly source: Source
  /** In order of their places. */
  readonly found: readonly Finding[]
  /** Full names of the templates that it includes. */
  readonly includes: readonly string[]
}

interface Finding {
  readonly diagnostic: Diagnostic
  /** Whether it is only wrong if the template is a page of its own. */
  readonly asPage: boolean
}

function check(terminal: Terminal, paths: readonly string[], options: CheckOptions): void {
  const pages = paths.flatMap((path) => pagesOf(path, options)).map((page) => checkPage(page, options))
  const parts = new Set(
    pages.flatMap(({ page: { root }, includes }) => includes.map((name) => join(root, name))),
  )
  const counts = pages.map((page) => report(terminal, page, parts))
  const mistakes = counts.reduce((sum, count) => sum + count, 0)
  const checked = counted(pages.length, 'template')
  const bad = counts.filter((count) => count > 0).length
  const summary =
    bad === 0 ? `${checked}, no mistakes` : `${counted(mistakes, 'mistake')} in ${bad} of ${checked}`
  terminal.out.write(`${summary}\n`)
  if (bad > 0) terminal.status = 1
}

function checkPage(page: Page, options: CheckOptions): Checked {
  const { root, name } = page
  const loader = new FileLoader(root)
  const loaded = loader.load(name)
  if (loaded === null) throw new Mistake(`'${join(root, name)}' is a link that leads out of '${root}'`)
  const source = new Source(name, loaded.text)
  const { tree, problems, warnings, asPage = [] } = engine(root, options).compile(source)
  const shown = (one: Problem): Finding => ({
    diagnostic: diagnose(one, source),
    asPage: asPage.includes(one),
  })
  const advised = (one: Problem): Finding => ({ ...shown(one), diagnostic: asWarning(diagnose(one, source)) })
  const more = options.wellFormed === 'error' ? asPage : []
  const errors = [...problems, ...more, ...checkReferences(tree, name, loader)]
  const found = [...errors.map(shown), ...warnings.map(advised)]
  found.sort((a, b) => a.diagnostic.span.start - b.diagnostic.span.start)
  return { page, source, found, includes: includedNames(tree, name) }
}

/** Shows what is wrong with a template, which may be part of others; how many errors it has: warnings do not count. */
function report(terminal: Terminal, { page, source, found }: Checked, parts: ReadonlySet<string>): number {
  const path = join(page.root, page.name)
  const told = found.filter(({ asPage }) => !asPage || !parts.has(path)).map(({ diagnostic }) => diagnostic)
  for (const diagnostic of told) reportDiagnostic(terminal.error, diagnostic, source, relative('.', path))
  return told.filter(({ severity }) => severity === 'error').length
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
