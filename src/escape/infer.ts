import type { AnyNode, Block, Template } from '../ast.js'
import type { Problem } from '../diagnostics/diagnostic.js'
import { walk as visit } from '../semantics/walk.js'
import { flush } from './advance.js'
import { Callees } from './callees.js'
import type { ContentType } from './content-type.js'
import { type Context, startOf, TEXT } from './context.js'
import { describe } from './describe.js'
import { fits } from './flow.js'
import { macroIn } from './macro-places.js'
import type { TemplatePlan } from './plan.js'
import { PlanBuilder } from './plan-builder.js'
import { type EscapePolicy, Report } from './report.js'
import { placeOf, type Use } from './use.js'
import type { Follow, Setting, Surroundings } from './walk.js'
import { Walker } from './walker.js'

/** What `infer` has to know besides the template. */
export interface InferOptions {
  readonly name: string | null
  /** What the template makes. */
  readonly type: ContentType
  /** What it is used for in another place than its usual one; null there. */
  readonly use: Use | null
  readonly policy: EscapePolicy
  readonly follow: Follow
  isBuiltIn(filter: string): boolean
}

/** How a template's output is written, and what stands against it. */
export interface Inferred {
  readonly plan: TemplatePlan
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** Where the output ends. */
  readonly end: Context
}

/** End tags of elements whose text is not markup: without their start tags, something before has opened them. */
const CLOSES = /<\/(?:script|style|title|textarea)/i
const OPENS = /<(?:script|style|title|textarea)/i

/**
 * Where each output of a template stands in the document it makes, and how it is written for there. Templates that are
 * included in text are taken to end in text, and opened only when that does not work out.
 */
export function infer(template: Template, options: InferOptions): Inferred {
  const first = attempt(template, options, false)
  const unsettled = first.errors.length > 0 || seemsOpen(template)
  return unsettled && includesByName(template) ? attempt(template, options, true) : first
}

/** Whether some text closes what only an included template can have opened. */
function seemsOpen({ body }: Template): boolean {
  return body.some((node) => {
    if (node.kind !== 'Text') return false
    const closes = node.text.search(CLOSES)
    return closes >= 0 && !OPENS.test(node.text.slice(0, closes))
  })
}

function includesByName(template: Template): boolean {
  return some(template, (node) => node.kind === 'Include' && node.template.kind === 'Literal')
}

function some(template: Template, test: (node: AnyNode) => boolean): boolean {
  let found = false
  visit(template, (node) => {
    found ||= test(node)
    return !found
  })
  return found
}

/** Rounds of loops that are walked once more, for a whole template. */
const MOST_ROUNDS = 1000

function attempt(template: Template, options: InferOptions, followText: boolean): Inferred {
  const { use, type, policy, follow } = options
  const report = new Report(policy)
  const markup = type === 'html' || type === 'xml' || type === 'svg'
  const around: Surroundings = {
    ...{ callees: new Callees(template), use, followText, follow },
    ...{ variants: new Map(), macros: new Map(), budget: { rounds: MOST_ROUNDS } },
    isBuiltIn: (filter) => options.isBuiltIn(filter),
    walk: (setting, body) => new Walker(around, setting).all(body),
  }
  const plan = new PlanBuilder({ refused: new Map(), wanted: new Map(), macros: around.macros })
  const start = startOf(type)
  const capture = markup ? start : startOf('text')
  const setting: Setting = { at: start, plan, report, escaped: true, capture }
  const end = whole(template, { around, setting, name: options.name })
  const only = use?.kind === 'block' ? use.name : null
  const ends = use !== null || end.key === start.key ? null : describe(end)
  const { prints, texts, places, refused, printing, macros, wanted } = plan
  return {
    plan: { prints, texts, places, refused, printing, macros, wanted, ends, only },
    errors: report.errors,
    warnings: report.warnings,
    end,
  }
}

interface Work {
  readonly around: Surroundings
  readonly setting: Setting
  readonly name: string | null
}

/** Walks through what a template is used for; where its output ends. */
function whole(template: Template, { around, setting, name }: Work): Context {
  const { use } = around
  if (use?.kind === 'block') return block(template, use, { around, setting, name })
  const from = use?.kind === 'whole' ? use.place.from : (setting.at ?? TEXT)
  const { at } = new Walker(around, { ...setting, at: from }).all(template.body)
  const end = at === null ? from : flush(at)
  if (use?.kind === 'whole' && !fits(end, use.place.to)) {
    const span = { start: template.span.end, end: template.span.end }
    setting.report.found('include-end', span, { template: name ?? '<string>', ends: describe(end) })
  }
  if (use?.kind === 'macros') macros(template, use, { around, setting, name })
  return end
}

function block(template: Template, use: Extract<Use, { kind: 'block' }>, { around, setting }: Work): Context {
  const { from, to } = use.place
  const node = blockNamed(template, use.name)
  if (node === null) return to
  const { at } = new Walker(around, { ...setting, at: from }).all(node.body)
  if (at !== null && !fits(at, to)) {
    const data = { name: use.name, wanted: describe(to), ends: describe(at) }
    setting.report.found('block-end', node.nameSpan, data)
  }
  return to
}

function blockNamed(template: Template, name: string): Block | null {
  let found: Block | null = null
  visit(template, (node) => {
    if (node.kind === 'Block' && node.name === name) found = node
    return true
  })
  return found
}

/** Plans macros of the template for the places in which importers call them. */
function macros(template: Template, use: Extract<Use, { kind: 'macros' }>, { around, setting }: Work): void {
  const walker = new Walker(around, setting)
  for (const [name, place] of use.wanted) {
    const span = template.span
    const args = { positional: [], named: [], rest: null, namedRest: null }
    const callee = around.callees.of({ kind: 'Call', span, callee: { kind: 'Name', span, name }, args })
    if (callee?.kind !== 'macros') continue
    for (const macro of callee.macros) macroIn(macro, placeOf(place), walker)
  }
}
