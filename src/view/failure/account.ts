import type { TemplateError, TemplateFrame } from '../../diagnostics/errors.js'
import { Source, type Span } from '../../source.js'
import type { Environ } from '../contract.js'
import { type Scene, sceneOf } from '../scene.js'
import { isSecret, maskQuery, REDACTED, Secrets } from './secrets.js'
import { collectSecrets, cut, membersOf, show } from './show.js'
import { attempt, isTemplateError, nameOf, reasonOf, traceOf } from './trace.js'

/** A line of a template; `marked` is the part of it that failed, `before` and `after` the rest. */
export interface ExcerptLine {
  readonly number: number
  readonly before: string
  readonly marked: string
  readonly after: string
}

/** A place in a template with the lines around it; none where the template's text is not known. */
export interface ExcerptedPlace {
  readonly place: string
  readonly lines: readonly ExcerptLine[]
}

/** All that the development page tells, without secrets. */
export interface Account {
  readonly name: string
  readonly reason: string
  readonly help: string | null
  /** Innermost first. */
  readonly places: readonly ExcerptedPlace[]
  /** `user.name is missing`. */
  readonly kinds: readonly string[]
  readonly vars: readonly (readonly [name: string, value: string])[]
  readonly trace: string
  readonly environ: readonly (readonly [name: string, value: string])[]
}

/** What there is to tell about an error and its request. */
export function accountOf(error: unknown, environ: Environ): Account {
  const secrets = new Secrets(environ)
  const scene = sceneOf(error)
  if (scene !== undefined) collectSecrets(scene.vars, secrets)
  const template = isTemplateError(error) ? error : null
  const help = template?.help ?? null
  return {
    name: nameOf(error),
    reason: secrets.mask(reasonOf(error)),
    help: help === null ? null : secrets.mask(help),
    places: template === null ? [] : placesOf(template, scene, secrets),
    kinds: (template?.names ?? []).map(({ name, kind }) => `${name}: ${kind}`),
    vars: scene === undefined ? [] : varsOf(scene, secrets),
    trace: maskQuery(secrets.mask(traceOf(error))),
    environ: environOf(environ, secrets),
  }
}

/** Recursive macros have hundreds of places. */
const MOST_PLACES = 20

function placesOf(error: TemplateError, scene: Scene | undefined, secrets: Secrets): ExcerptedPlace[] {
  return error.templates.slice(0, MOST_PLACES).map((frame, index) => {
    const source = sourceOf(frame, scene)
    const span = source === null ? null : index === 0 ? error.span : tagAt(source, source.offset(frame))
    const place = `${frame.template ?? '<string>'}:${frame.line}:${frame.column}`
    return { place, lines: source === null || span === null ? [] : linesOf(source, span, secrets) }
  })
}

function sourceOf({ template }: TemplateFrame, scene: Scene | undefined): Source | null {
  const text = template === null ? null : attempt(() => scene?.source(template))
  return typeof text === 'string' ? new Source(template, text) : null
}

/** From an offset to where the tag or output there ends, or its line. */
function tagAt({ text }: Source, start: number): Span {
  const [tag = ''] = /^.*?(?:[%}]\}|$)/m.exec(text.slice(start, start + 200)) ?? []
  return { start, end: start + Math.max(1, tag.length) }
}

/** Lines before and after the one that failed. */
const AROUND = 5
const LONGEST_LINE = 300
const MOST_LINES = 20

function linesOf(source: Source, span: Span, secrets: Secrets): ExcerptLine[] {
  const start = source.position(span.start)
  const end = source.position(span.end)
  const last = source.position(source.text.length).line
  const lines: ExcerptLine[] = []
  const first = Math.max(1, start.line - AROUND)
  for (let number = first; number <= Math.min(last, end.line + AROUND, first + MOST_LINES); number++) {
    const text = source.line(number)
    const from = number === start.line ? start.column - 1 : number < start.line ? text.length : 0
    const to = number === end.line ? end.column - 1 : number < end.line ? text.length : 0
    lines.push({ number, ...parted(text, { start: from, end: Math.max(from, to) }, secrets) })
  }
  return lines
}

/** A line in three parts, without secrets, also where one lies across the parts. */
function parted(text: string, { start, end }: Span, secrets: Secrets): Omit<ExcerptLine, 'number'> {
  const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)]
  const [before = '', marked = '', after = ''] = parts.map((part) =>
    secrets.mask(part).slice(0, LONGEST_LINE),
  )
  const whole = secrets.mask(text)
  const isTorn = whole.length <= LONGEST_LINE && before + marked + after !== whole
  if (!isTorn) return { before, marked, after }
  return start === end ? { before: whole, marked: '', after: '' } : { before: '', marked: whole, after: '' }
}

const MOST_VARS = 50
const LONGEST_VALUE = 2000

function varsOf({ vars }: Scene, secrets: Secrets): (readonly [string, string])[] {
  return membersOf(vars)
    .slice(0, MOST_VARS)
    .map(
      ([name, value]) =>
        [name, isSecret(name) ? REDACTED : cut(show(value, secrets), LONGEST_VALUE)] as const,
    )
}

function environOf(environ: Environ, secrets: Secrets): (readonly [string, string])[] {
  const names = Object.keys(environ).sort()
  return names.flatMap((name) => {
    const value = Object.getOwnPropertyDescriptor(environ, name)?.value
    if (typeof value !== 'string') return []
    return [[name, isSecret(name) ? REDACTED : secrets.mask(maskQuery(value)).slice(0, 500)] as const]
  })
}
