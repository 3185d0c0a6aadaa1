import { Environment, type Template, TemplateError } from 'toriijs'
import { Source } from '../../../../src/source.js'
import type { Answer, Compiled, Failed, Input, Request, Wrong } from './messages.js'
import { piecesOf } from './pieces.js'
import { rowsOf } from './rows.js'
import { readVars, VarsMistake } from './vars.js'

/** Longest output that is shown; more would make the page slow, and endless output has to end somewhere. */
export const LONGEST = 500_000

/** What messages call the template. */
const NAME = 'template'

/** What there is to say to a request: what the compiler made of the template, then the page or why there is none. */
export function* answersTo(request: Request): Generator<Answer> {
  const { id, template, vars } = request
  const environment = environmentOf(request)
  try {
    yield compiled(id, template, environment)
    yield {
      kind: 'rendered',
      id,
      ...rendered(environment.fromString(template, { name: NAME }), readVars(vars)),
    }
  } catch (error) {
    yield failed(id, error)
  }
}

function environmentOf({ dialect, escaping }: Input): Environment {
  // JavaScript's dialect has these tags without being asked.
  const extensions = dialect === 'python' ? (['do', 'loopcontrols'] as const) : []
  return new Environment({ values: dialect, autoescape: escaping, extensions })
}

function compiled(id: number, template: string, environment: Environment): Compiled {
  const { code, mappings, tree } = environment.compile(new Source(NAME, template))
  return { kind: 'compiled', id, code, pieces: piecesOf(code, mappings), rows: rowsOf(tree) }
}

function rendered(
  template: Template,
  vars: Readonly<Record<string, unknown>>,
): { output: string; cut: boolean } {
  let output = ''
  for (const chunk of template.chunks(vars)) {
    output += chunk
    if (output.length > LONGEST) return { output: output.slice(0, LONGEST), cut: true }
  }
  return { output, cut: false }
}

function failed(id: number, error: unknown): Failed {
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', id, message, wrong: wrongs(error) }
}

function wrongs(error: unknown): Wrong[] {
  if (error instanceof VarsMistake) {
    return [{ where: 'vars', span: error.span, reason: error.message, help: null }]
  }
  if (!(error instanceof TemplateError)) return []
  const others = error.others.map(({ span, message, help }) => ({ span, reason: message, help }))
  return [error, ...others].map(({ span, reason, help }) => ({ where: 'template', span, reason, help }))
}
