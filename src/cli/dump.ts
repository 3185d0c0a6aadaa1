import type { Command } from 'commander'

import { asWarning, diagnose } from '../diagnostics/diagnostic.js'
import type { PortableEnvironment } from '../environment.js'

import { FileLoader } from '../loader/file.js'
import { Source } from '../source.js'
import { type EngineOptions, engine, pageOf, withEngineOptions } from './engine.js'
import { mapText } from './map-text.js'
import { Mistake } from './mistake.js'
import { reportDiagnostic } from './report.js'
import { contextsText, namesText, tokensText, treeText } from './stages.js'
import type { Terminal } from './terminal.js'

type Stages = ReturnType<PortableEnvironment['compile']>

/** What each flag prints. */
const STAGES = {
  tokens: ({ tokens }, source) => tokensText(tokens, source),
  tree: ({ tree }) => treeText(tree),
  names: ({ names }) => namesText(names),
  contexts: ({ plan }, source) => contextsText(plan, source),
  code: ({ code }) => code,
  map: (stages, source, { json }) =>
    json === true ? `${JSON.stringify(stages.map, null, 2)}\n` : mapText(stages, source),
} satisfies Record<string, (stages: Stages, source: Source, options: { json?: boolean }) => string>

type Stage = keyof typeof STAGES

type DumpOptions = EngineOptions & { readonly [S in Stage]?: boolean } & { readonly json?: boolean }

/** Adds `torii dump`: what a template is between two passes of the compiler. */
export function addDump(program: Command, terminal: Terminal): void {
  const command = program
    .command('dump')
    .description('show what the compiler makes of a template')
    .argument('<file>', 'the template')
    .option('--tokens', 'the tokens')
    .option('--tree', 'the syntax tree')
    .option('--names', 'the scopes and their symbols')
    .option('--contexts', 'where each output stands, and how it is written there')
    .option('--code', 'the JavaScript')
    .option('--map', 'the template and the JavaScript side by side')
    .option('--json', 'with --map: the source map')
  withEngineOptions(command).action((file: string, options: DumpOptions) => dump(terminal, file, options))
}

function dump(terminal: Terminal, file: string, options: DumpOptions): void {
  const stage = chosenStage(options)
  const { root, name } = pageOf(file, options.root)
  const loaded = new FileLoader(root).load(name)
  if (loaded === null) throw new Mistake(`'${file}' is a link that leads out of '${root}'`)
  const source = new Source(name, loaded.text)
  const stages = engine(root, options).compile(source, { traced: true })
  for (const found of stages.problems) {
    reportDiagnostic(terminal.error, diagnose(found, source), source, file)
    terminal.status = 1
  }
  for (const found of stages.warnings)
    reportDiagnostic(terminal.error, asWarning(diagnose(found, source)), source, file)
  terminal.out.write(STAGES[stage](stages, source, options))
}

function chosenStage(options: DumpOptions): Stage {
  const [chosen, ...others] = stageNames().filter((stage) => options[stage])
  if (chosen !== undefined && others.length === 0) return chosen
  const flags = stageNames().map((stage) => `--${stage}`)
  throw new Mistake(`Choose one of ${flags.join(', ')}`)
}

function stageNames(): Stage[] {
  return Object.keys(STAGES).filter((key): key is Stage => key in STAGES)
}
