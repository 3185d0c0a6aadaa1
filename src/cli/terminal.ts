import { readFileSync } from 'node:fs'

/** Somewhere to write text. */
export interface Stream {
  write(text: string): void
  /** Whether a person with a colour display reads along. */
  readonly colored: boolean
}

/** What a command has to do with the outside, besides files. */
export interface Terminal {
  /** For results. */
  readonly out: Stream
  /** For mistakes. */
  readonly error: Stream
  /** All of standard input. */
  input(): string
  /** The exit code the program will end with: 0 fine, 1 a mistake in a template, 2 a mistake in the command. */
  status: number
}

/** The terminal of this program. Colours are off where output is not a terminal or `NO_COLOR` is set. */
export function systemTerminal(): Terminal {
  return {
    out: streamOf(process.stdout),
    error: streamOf(process.stderr),
    input: () => readFileSync(0, 'utf8'),
    status: 0,
  }
}

function streamOf(target: NodeJS.WriteStream): Stream {
  const colored = target.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  // A reader that has seen enough (`| head`) closes the pipe; that is no mistake.
  target.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    write: (text) => {
      target.write(text)
    },
    colored,
  }
}
