import pc from 'picocolors'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { placeText, TemplateError, type TemplateFrame } from '../diagnostics/errors.js'
import { frame } from '../diagnostics/frame.js'
import type { Source } from '../source.js'
import { Mistake, reasonOf } from './mistake.js'
import type { Stream, Terminal } from './terminal.js'

/** What a report shows of a diagnostic or error. */
interface Report extends Pick<Diagnostic, 'id' | 'message' | 'help'> {
  readonly severity: Diagnostic['severity']
  readonly places: readonly TemplateFrame[]
  readonly frame: string
}

/** Writes what was thrown, without a JavaScript stack, and sets the exit code. */
export function reportError(terminal: Terminal, error: unknown): void {
  terminal.status = error instanceof Mistake ? 2 : 1
  if (error instanceof TemplateError) {
    const { id, reason, help, templates: places } = error
    report(terminal.error, { id, severity: 'error', message: reason, help, places, frame: error.frame })
    return
  }
  const colors = pc.createColors(terminal.error.colored)
  const excerpt =
    error instanceof Mistake && error.frame !== null ? `\n${paint(error.frame, terminal.error)}\n` : ''
  terminal.error.write(`${colors.red('error')}: ${reasonOf(error)}\n${excerpt}`)
}

/** Writes one diagnostic with its place (under the name `shownAs`) and an excerpt, followed by an empty line. */
export function reportDiagnostic(
  stream: Stream,
  diagnostic: Diagnostic,
  source: Source,
  shownAs: string,
): void {
  const places = [{ template: shownAs, ...diagnostic.start }]
  report(stream, { ...diagnostic, places, frame: frame(source, diagnostic.span) })
  stream.write('\n')
}

function report(stream: Stream, { id, severity, message, help, places, frame: excerpt }: Report): void {
  const colors = pc.createColors(stream.colored)
  const label = severity === 'error' ? colors.red('error') : colors.yellow('warning')
  const lines = [
    `${label}${colors.dim(`[${id}]`)}: ${colors.bold(message)}`,
    ...places.map((place) => `  at ${placeText(place)}`),
    ...(excerpt === '' ? [] : ['', paint(excerpt, stream)]),
    ...(help === null ? [] : ['', `  ${colors.cyan('help')}: ${help}`]),
  ]
  stream.write(`${lines.join('\n')}\n`)
}

/** Carets red and line numbers dim. */
function paint(excerpt: string, stream: Stream): string {
  const colors = pc.createColors(stream.colored)
  const line = (text: string): string => {
    const [, gutter = '', rest = ''] = /^( *\d* \|)(.*)$/.exec(text) ?? []
    return colors.dim(gutter) + (/^ *\^+$/.test(rest) ? colors.red(rest) : rest)
  }
  return excerpt.split('\n').map(line).join('\n')
}
