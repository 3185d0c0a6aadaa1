import { readFileSync } from 'node:fs'
import { frame } from '../diagnostics/frame.js'
import { Source } from '../source.js'
import { jsonMistake } from './json.js'
import { Mistake, reasonOf } from './mistake.js'
import type { Terminal } from './terminal.js'

/** The options of a command that give a template its variables. */
export interface VarsOptions {
  /** JSON text, the path of a JSON file, or `-` for standard input. */
  readonly vars?: string
  /** `name=value` each, the value as JSON where it is JSON and as text otherwise. */
  readonly set: readonly string[]
}

/** The variables that a command line gives, those of `--set` over those of `--vars`. Throws `Mistake`. */
export function readVars(terminal: Terminal, options: VarsOptions): Readonly<Record<string, unknown>> {
  const given = options.vars === undefined ? {} : parseVars(source(terminal, options.vars))
  return Object.fromEntries([...Object.entries(given), ...options.set.map(assignment)])
}

function source(terminal: Terminal, from: string): Source {
  if (from.trimStart().startsWith('{')) return new Source('--vars', from)
  if (from === '-') return new Source('standard input', terminal.input())
  try {
    return new Source(from, readFileSync(from, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Mistake(`The variables cannot be read: ${reasonOf(error)}`)
  }
}

function parseVars(from: Source): object {
  const mistake = jsonMistake(from.text)
  if (mistake !== null) {
    const { line, column } = from.position(mistake.offset)
    const span = { start: mistake.offset, end: mistake.offset + mistake.length }
    const place = `${from.name}:${line}:${column}`
    throw new Mistake(
      `This is not JSON: ${mistake.expected} is expected here\n  at ${place}`,
      frame(from, span),
    )
  }
  const vars: unknown = JSON.parse(from.text)
  if (typeof vars === 'object' && vars !== null && !Array.isArray(vars)) return vars
  throw new Mistake(`${from.name}: the variables have to be a JSON object, {"name": value}`)
}

function assignment(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new Mistake(`--set takes name=value, not '${text}'`)
  const value = text.slice(at + 1)
  return [text.slice(0, at).trim(), jsonMistake(value) === null ? JSON.parse(value) : value]
}
