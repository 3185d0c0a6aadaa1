import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { addCheck } from './check.js'
import { addCompile } from './compile.js'
import { addDump } from './dump.js'
import { addRender } from './render.js'
import { reportError } from './report.js'
import type { Terminal } from './terminal.js'

/** Runs the command that `args` (without node and script) ask for; `terminal.status` is then the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = new Command('torii')
    .description('Jinja templates, compiled')
    .version(version())
    .exitOverride()
    .showHelpAfterError('Add --help for what there is.')
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.error.write(text),
      getOutHasColors: () => terminal.out.colored,
      getErrHasColors: () => terminal.error.colored,
    })
  for (const add of [addRender, addCompile, addCheck, addDump]) add(program, terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    // Commander has said already what is wrong; asking for help or the version is not wrong.
    if (error instanceof CommanderError) terminal.status = ASKED.has(error.code) ? 0 : 2
    else reportError(terminal, error)
  }
}

const ASKED = new Set(['commander.helpDisplayed', 'commander.version'])

/** The package finds its own manifest by name, from its sources and from wherever it is bundled to. */
function version(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('toriijs/package.json')
  return manifest.version
}
