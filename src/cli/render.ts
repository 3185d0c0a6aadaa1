import type { Command } from 'commander'
import { type EngineOptions, engine, pageOf, withEngineOptions } from './engine.js'
import type { Terminal } from './terminal.js'
import { readVars, type VarsOptions } from './vars.js'
import { writeFile } from './write-file.js'

interface RenderOptions extends EngineOptions, VarsOptions {
  readonly out?: string
  readonly cache?: string
}

/** Adds `torii render`: one template with variables, to standard output or a file. */
export function addRender(program: Command, terminal: Terminal): void {
  const command = program
    .command('render')
    .description('render a template')
    .argument('<file>', 'the template')
    .option('--vars <json>', 'variables: JSON text, a JSON file, or - for standard input')
    .option('--set <name=value>', 'one variable, as JSON or text; may be repeated', append, [])
    .option('--out <file>', 'write there instead of to standard output')
    .option('--cache <folder>', 'keep the code of templates there, for later runs and for coverage tools')
  withEngineOptions(command).action((file: string, options: RenderOptions) => render(terminal, file, options))
}

/** Where code is kept when coverage is measured: a template is known to coverage tools by a file of its code. */
const COVERED = '.torii'

function render(terminal: Terminal, file: string, options: RenderOptions): void {
  const page = pageOf(file, options.root)
  const vars = readVars(terminal, options)
  const { NODE_V8_COVERAGE: covered } = process.env
  const cache = options.cache ?? (covered ? COVERED : undefined)
  const text = engine(page.root, options, cache).render(page.name, vars)
  if (options.out === undefined) terminal.out.write(text)
  else writeFile(options.out, text)
}

function append(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
