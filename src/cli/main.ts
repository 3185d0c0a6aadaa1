import { run } from './program.js'
import { systemTerminal } from './terminal.js'

const terminal = systemTerminal()
await run(process.argv.slice(2), terminal)
// Not process.exit, which would cut output that a slow pipe has not taken yet.
process.exitCode = terminal.status
