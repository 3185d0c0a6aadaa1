import type { Terminal } from '../../src/cli/terminal.js'

/** A terminal that keeps what is written. */
export interface RecordedTerminal extends Terminal {
  readonly written: { out: string; error: string }
}

/** A terminal for tests, with `input` on its standard input. */
export function recordedTerminal(input = '', colored = false): RecordedTerminal {
  const written = { out: '', error: '' }
  return {
    written,
    out: { colored, write: (text) => void (written.out += text) },
    error: { colored, write: (text) => void (written.error += text) },
    input: () => input,
    status: 0,
  }
}
