/** Code that was running: the file as JavaScript names it, line and column from 1. */
export interface StackFrame {
  readonly url: string
  readonly line: number
  readonly column: number
}

/** `at root (url:1:2)` and `at url:1:2` of V8, `root@url:1:2` of others. */
const FRAME = /^(?:\s*at (?:.*? \((?=.*\)$))?|[^@\n]*@)(.+?):(\d+):(\d+)\)?$/gm

/** The frames of what was thrown, innermost first; none when it has no stack, or one that cannot be read. */
export function framesOf(thrown: unknown): StackFrame[] {
  return [...stackOf(thrown).matchAll(FRAME)].map(([, url = '', line, column]) => {
    return { url, line: Number(line), column: Number(column) }
  })
}

/** The stack without the message, which may look like frames. */
function stackOf(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return ''
    const { stack, message } = thrown
    const start = stack.indexOf(message)
    return start < 0 ? stack : stack.slice(start + message.length)
  } catch {
    return ''
  }
}
