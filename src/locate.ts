import type { Expression, Template as Tree } from './ast.js'
import { diagnose, problem } from './diagnostics/diagnostic.js'
import { ledTo, TemplateError, type TemplateFrame, templateError } from './diagnostics/errors.js'
import { hostFault } from './runtime/call.js'
import { type Fault, type FaultData, isThrown } from './runtime/fault.js'
import { kindsIn } from './semantics/kinds.js'
import { type Part, reportedLine } from './semantics/reported-line.js'
import type { Source, Span } from './source.js'
import type { Place, Registry } from './sourcemap/registry.js'

/** Where failures may come from. */
export interface Whereabouts {
  readonly registry: Pick<Registry, 'places'>
  /** The template that was rendered. */
  readonly source: Source
  /** Parses what was rendered, when somebody wants to know Jinja's line or what an expression is made of; null without one. */
  readonly compiler: {
    treeOf(source: Source): Tree
    expressionOf(text: string): Expression | null
  } | null
}

/**
 * A failure as a `TemplateError`: the place where it happened, the places that led there, its cause. What has no
 * place in a template (its stack was lost) is put at the start of `source`.
 */
export function locate(error: unknown, { registry, source, compiler }: Whereabouts): TemplateError {
  if (isThrown(error, TemplateError)) return led(error, registry)
  const fault = hostFault(error)
  const places = registry.places(error)
  // Where exactly the stack ended is chance; the call before it is part of the recursion.
  if (fault.id === 'too-deep' && places.length > 1) places.shift()
  const [place = { source, span: { start: 0, end: 0 } }, ...outer] = places
  const templates = outer.map(frameOf)
  const found = problem(fault.id, place.span, enriched(fault, place) as never)
  const lineno = (): number => {
    const tree = compiler?.treeOf(place.source) ?? null
    if (tree === null) return place.source.position(place.span.start).line
    return reportedLine(tree, place.source, place.span, partOf(fault))
  }
  const text = place.source.text.slice(place.span.start, place.span.end)
  const names = kindsIn(compiler?.expressionOf(text) ?? null, text, fault)
  return templateError(diagnose(found, place.source, lineno), place.source, {
    templates,
    names,
    cause: fault.cause,
  })
}

/** An error of a template that could not be compiled, with the places that wanted the template. */
function led(error: TemplateError, registry: Whereabouts['registry']): TemplateError {
  const places = error.templates.length > 1 ? [] : registry.places(error)
  return places.length === 0 ? error : ledTo(error, places.map(frameOf))
}

function frameOf({ source, span }: Place): TemplateFrame {
  return { template: source.name, ...source.position(span.start) }
}

/** Jinja tests some things before the statement that needs them. */
function partOf({ id, data }: Fault): Part {
  if (id === 'extended-twice' || id === 'not-a-namespace') return 'check'
  return (id === 'missing-filter' || id === 'missing-test') && !('called' in data) ? 'look-up' : 'own'
}

/** The data of a fault, with what only its place or its cause tells: whole paths, the class of a cause. */
function enriched({ id, data, cause }: Fault, place: Place): unknown {
  if (id === 'host-error') return isThrown(cause, Error) ? { ...data, type: cause.name } : data
  if (id === 'not-callable') return called(data as FaultData['not-callable'], place)
  if (id !== 'undefined-value') return data
  const missing = data as FaultData['undefined-value']
  const path = missing.hint === null ? objectText(place.source, place.span, missing) : null
  return path === null ? data : { ...missing, what: path }
}

/** A call of what cannot be called, with what was called as the template has it. */
function called(data: FaultData['not-callable'], { source, span }: Place): FaultData['not-callable'] {
  const [what = ''] = source.text.slice(span.start, span.end).split('(')
  return /^[\w.]+$/.test(what) ? { ...data, what } : data
}

/** The text of what is missing: `user.profile` where `user.profile.name` reaches through it or `user.profile` is used. */
function objectText(source: Source, span: Span, { use, what }: FaultData['undefined-value']): string | null {
  const text = source.text.slice(span.start, span.end)
  const behind = use === 'attribute' ? /(\.\s*\w+|\[[^\]]*\])\s*(\(.*)?$/s : /\(.*$/s
  const path = use === 'attribute' || use === 'call' ? text.replace(behind, '') : text
  return /^[\w.[\]'"]+$/.test(path) && path.endsWith(what) ? path : null
}
