import type { AnyNode, Template } from '../ast.js'
import type { Problem } from '../diagnostics/diagnostic.js'
import { walk as visit } from '../semantics/walk.js'
import { flush } from './advance.js'
import { BlockPlaces, blockIn, blockNamed } from './block-places.js'
import { Callees } from './callees.js'
import { type ContentType, isMarkup } from './content-type.js'
import { type Context, startOf, TEXT } from './context.js'
import { describe } from './describe.js'
import { fits } from './flow.js'
import { macroIn } from './macro-places.js'
import type { TemplatePlan } from './plan.js'
import { PlanBuilder } from './plan-builder.js'
import { type EscapePolicy, Report } from './report.js'
import { blockUse, placeOf, type Use } from './use.js'
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
  /**
   * Where a parent, or one further up, prints a block: places, or nothing for text, first where the block stands; null
   * when that is not known.
   */
  lookUp(parent: string, block: string): readonly string[] | null
  /** Names of a parent and those further up that have a block. */
  holders(parent: string, block: string): readonly string[]
  /** Whether blocks are planned for all places in which they are printed, since no compiler is there later. */
  readonly closed: boolean
  /** Whether it is asked where each output stands. */
  readonly traced: boolean
  isBuiltIn(filter: string): boolean
}

/** How a template's output is written, and what stands against it. */
export interface Inferred {
  readonly plan: TemplatePlan
  readonly errors: readonly Problem[]
  readonly warnings: readonly Problem[]
  /** Where the output ends. */
  readonly end: Context
  /** Where the template has its blocks, by name: a place, or nothing for text. */
  readonly standing: ReadonlyMap<string, string>
  /** The parent, where its name is fixed. */
  readonly parent: string | null
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
  const { use, policy, name } = options
  const report = new Report(policy)
  const around = surroundings(template, options, followText)
  const plan = new PlanBuilder({ refused: new Map(), wanted: new Map(), macros: around.macros })
  const start = startOf(options.type)
  const capture = isMarkup(options.type) ? start : startOf('text')
  const setting: Setting = { at: start, plan, report, escaped: true, capture }
  const end = whole(template, { around, setting, name })
  const parent = parentOf(template)
  const blocks = new BlockPlaces(template, { around, setting })
  if (use === null && parent !== undefined) blocks.usual()
  if (use === null && parent != null) blocks.settle((block) => options.lookUp(parent, block))
  if (use === null && options.closed)
    blocks.all((block) => (parent == null ? null : options.lookUp(parent, block)))
  const only = use?.kind === 'part' ? use.name : null
  const ends = use !== null || end.key === start.key ? null : describe(end)
  return {
    plan: {
      ...plan,
      ends,
      only,
      calls: around.calls,
      contexts: around.contexts ?? new Map(),
      others: blocks.plans,
      wants: wantsOf(around, parent ?? null, options),
    },
    errors: report.errors,
    warnings: report.warnings,
    end,
    standing: around.standing,
    parent: parent ?? null,
  }
}

/** Blocks of parents that `super` prints in places that the parents do not know of. */
function wantsOf(
  { calls }: Surroundings,
  parent: string | null,
  { closed, holders }: InferOptions,
): TemplatePlan['wants'] {
  if (!closed || parent === null) return []
  const supers = calls.filter(([by]) => by === 'super')
  return supers.flatMap(([, block, place]) =>
    holders(parent, block).map((name) => [name, blockUse(block, place)] as const),
  )
}

function surroundings(template: Template, options: InferOptions, followText: boolean): Surroundings {
  const { use, follow } = options
  const around: Surroundings = {
    ...{ callees: new Callees(template), use, followText, follow },
    ...{
      variants: new Map(),
      macros: new Map(),
      callers: new Map(),
      standing: new Map(),
      unsettled: new Map(),
      calls: [],
    },
    contexts: options.traced ? new Map() : null,
    budget: { rounds: MOST_ROUNDS },
    isBuiltIn: (filter) => options.isBuiltIn(filter),
    walk: (setting, body) => new Walker(around, setting).all(body),
  }
  return around
}

/** The fixed name of the parent, null for one that only run time knows, undefined where there is none. */
function parentOf({ body }: Template): string | null | undefined {
  const parents = body.filter((node) => node.kind === 'Extends')
  const [only] = parents
  if (only === undefined) return undefined
  const { parent } = only
  const fixed = parents.length === 1 && parent.kind === 'Literal' && typeof parent.value === 'string'
  return fixed ? String(parent.value) : null
}

/** A template at work, and what for. */
interface Work {
  readonly around: Surroundings
  readonly setting: Setting
  readonly name: string | null
}

/** Walks through what a template is used for; where its output ends. */
function whole(template: Template, { around, setting, name }: Work): Context {
  const { use } = around
  if (use?.kind === 'part') return block(template, use, { around, setting, name })
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

function block(template: Template, use: Extract<Use, { kind: 'part' }>, { around, setting }: Work): Context {
  const node = blockNamed(template, use.name)
  if (node !== null) blockIn(node, use.place, { around, setting })
  return use.place.to
}

/** Plans macros of the template for the places in which importers call them. */
function macros(template: Template, use: Extract<Use, { kind: 'macros' }>, { around, setting }: Work): void {
  const walker = new Walker(around, setting)
  const { span } = template
  const args = { positional: [], named: [], rest: null, namedRest: null }
  for (const [name, place] of use.wanted) {
    const callee = around.callees.of({ kind: 'Call', span, callee: { kind: 'Name', span, name }, args })
    if (callee?.kind !== 'macros') continue
    for (const macro of callee.macros) macroIn(macro, placeOf(place), walker)
  }
}
