import type { Call, Fragment, Output } from '../ast.js'
import type { EscaperName } from '../runtime/contextual/names.js'
import { advance } from './advance.js'
import { type Callee, callerOf } from './callees.js'
import { type Context, type State, startOf, TEXT } from './context.js'
import { bareSafe, bringsSpace, constantTexts, decide, filterBlockOf, isValueWord } from './decide.js'
import { describe } from './describe.js'
import { fits, joinAll, widen } from './flow.js'
import { callerIn, macroIn } from './macro-places.js'
import { type Placed, place } from './place.js'
import type { Print } from './plan.js'
import { type Place, placeKey } from './use.js'
import type { Walk } from './walk.js'

/** Filters that leave code what it is, so that a filter block's body may be written for where the block stands. */
const LAYOUT: ReadonlySet<string> = new Set(['indent', 'trim'])

/** Escapers of places where `safe` means what it says. */
const OF_HTML: ReadonlySet<EscaperName> = new Set<EscaperName>([
  'escape',
  'rcdata',
  'comment',
  'attribute',
  'xml',
])

/** Where markup is put together: constants are part of it. */
const IN_TAG: ReadonlySet<State> = new Set<State>([
  ...['open', 'close', 'tag-name', 'tag', 'gap'],
  ...['attr-name', 'after-name'],
] as const)

/** Where an output stands: the context, and the static text directly behind it. */
interface Spot {
  readonly at: Context
  readonly next: string
}

/** Decides on a printed value by where it stands; gives the context behind it. */
export function printed(node: Output, spot: Spot, walk: Walk): Context {
  const { at } = spot
  if (walk.escaped) walk.around.contexts?.set(node, at)
  const caller = callerOf(node.expression)
  if (caller !== null) callerIn(node, caller, walk)
  if (at === TEXT || (at.state === 'text' && at.target === 'text')) {
    walk.values(node.expression)
    walk.plan.print(node, null)
    return at
  }
  const placed = at.state === 'tag-name' ? inTagName(node, spot, walk) : place(at, spot.next)
  if (placed.quotesStatic) walk.quoteValue(node, at)
  return walk.escaped ? new Printing(node, placed, walk).decide(at) : verbatim(node, placed, walk)
}

/**
 * What a value gets directly behind the name of an element. What a call or a filter gives are attributes rather than
 * more of the name; other values may be, which is an error unless the policy is lenient.
 */
function inTagName({ expression }: Output, { at, next }: Spot, walk: Walk): Placed {
  const placed = place(at, next)
  if (placed.finding === null || constantTexts(expression) !== null) return placed
  const spaced = place(advance(at, ' ').context, next)
  if (bringsSpace(expression)) return spaced
  const { id, data } = placed.finding
  const certain = expression.kind === 'Call' || expression.kind === 'Filter'
  if (!certain) walk.report.found(id, expression.span, { ...data, where: describe(at) } as never, true)
  return { ...spaced, lead: ' ' }
}

/** Output where escaping is off: printed as it is, in what the document has for a value. */
function verbatim(node: Output, { lead, after }: Placed, walk: Walk): Context {
  walk.values(node.expression)
  const { expression } = node
  const asIs = { expression, escapers: [], plain: false, before: lead, after: '', place: null }
  walk.plan.print(node, lead === '' ? null : asIs)
  return after
}

/** One printed value in another place than text. */
class Printing {
  readonly #node: Output
  readonly #placed: Placed
  readonly #walk: Walk

  constructor(node: Output, placed: Placed, walk: Walk) {
    this.#node = node
    this.#placed = placed
    this.#walk = walk
  }

  /** Decides on the value; the context behind it. */
  decide(at: Context): Context {
    const block = filterBlockOf(this.#node)
    if (block !== null) return this.#filterBlock(block.body, block.filters, at)
    this.#walk.values(this.#node.expression)
    return this.#constant() ?? this.#call() ?? this.#value(at)
  }

  #print(decided: Pick<Print, 'expression' | 'escapers' | 'plain'>, at: string | null = null): void {
    this.#walk.plan.print(this.#node, { ...decided, before: this.#placed.lead, after: '', place: at })
  }

  #value(at: Context): Context {
    const { expression } = this.#node
    const escapers = this.#allowed()
    const safe = bareSafe(expression)
    if (safe !== null && !escapers.every((name) => OF_HTML.has(name))) {
      this.#walk.report.found('safe-elsewhere', safe.nameSpan, { where: describe(at) })
    }
    this.#print(decide(expression, escapers, this.#walk.around.isBuiltIn))
    return this.#placed.after
  }

  /** The escapers for the place, if a value may stand there; else those that make it safe all the same. */
  #allowed(): readonly EscaperName[] {
    const { escapers, finding, failSafe } = this.#placed
    if (finding === null) return escapers
    const { span } = this.#node.expression
    const data = { ...finding.data, where: describe(this.#placed.before) }
    this.#walk.report.found(finding.id, span, data as never, failSafe !== null)
    return failSafe ?? escapers
  }

  /** Constants that are part of a tag, or JavaScript values as they stand: text of the template like any other. */
  #constant(): Context | null {
    const { escapers, before } = this.#placed
    const { expression } = this.#node
    const texts = constantTexts(expression)
    if (texts === null) return null
    if (!IN_TAG.has(before.state) && !(escapers[0] === 'jsValue' && texts.every(isValueWord))) return null
    const moves = texts.map((text) => advance(before, text))
    if (moves.some(({ edits, findings }) => edits.length > 0 || findings.length > 0)) return null
    const { at, split } = joinAll(moves.map(({ context }) => context))
    if (split !== null || at === null) return null
    this.#print({ expression, escapers: [], plain: true })
    return at
  }

  /** A call that may have something of its own for the place; null for other values. */
  #call(): Context | null {
    const { expression } = this.#node
    const callee = expression.kind === 'Call' ? this.#walk.around.callees.of(expression) : null
    if (expression.kind !== 'Call' || callee === null) return null
    const { before: from, after } = this.#placed
    if (callee.kind === 'loop') return this.#loop(expression)
    const isMacro = callee.kind === 'macros' || callee.kind === 'imported'
    const own = callee.kind === 'placeholder' && callee.by === 'super' ? this.#walk.block?.place : null
    // Where the block itself begins, the one that it replaces has something for the place already.
    const to = isMacro ? after : own?.from.key === from.key ? own.to : widen(from, after)
    const end = this.#prepare(callee, { from, to })
    // A macro that is written for the place may stand where no value may.
    const taken = callee.kind === 'macros' && end !== null
    const escapers = taken ? (this.#placed.failSafe ?? this.#placed.escapers) : this.#allowed()
    this.#print({ expression, escapers, plain: false }, placeKey({ from, to }))
    return end ?? to
  }

  /** Sees to it that a callee has what is wanted; where the document is behind it, if that is known to work. */
  #prepare(callee: Callee, at: Place): Context | null {
    const { plan, callers } = this.#walk
    if (callee.kind === 'caller') callers.set(placeKey(at), at)
    if (callee.kind === 'placeholder') {
      const { by, name } = callee
      const block = by === 'self' ? name : (this.#walk.block?.name ?? '')
      this.#walk.around.calls.push([by, block, placeKey(at)])
    }
    if (callee.kind === 'imported') {
      for (const from of callee.from) plan.want(from, callee.name, placeKey(at))
    }
    if (callee.kind !== 'macros') return null
    const ends = callee.macros.map((macro) => macroIn(macro, at, this.#walk).end)
    return ends.some((end) => end === null) ? null : joinAll([at.to, ...ends]).at
  }

  /** The loop around, called for what is inside its items: what it gives is written for where its rounds begin. */
  #loop(call: Call): Context {
    const loop = this.#walk.loops.findLast(({ node }) => node.recursive)
    const fitting = loop !== undefined && fits(this.#placed.before, loop.start)
    if (fitting) this.#print({ expression: call, escapers: [], plain: true })
    else this.#print({ expression: call, escapers: this.#allowed(), plain: false })
    return fitting ? loop.start : this.#placed.after
  }

  /** A filter block: its filters get plain text, unless they only lay out what is code already. */
  #filterBlock(body: Fragment, filters: readonly string[], at: Context): Context {
    const { expression } = this.#node
    const laidOut = filters.every((name) => LAYOUT.has(name)) ? this.#laidOut(body, at) : null
    if (laidOut !== null) {
      this.#walk.plan.escape(body, 'off')
      this.#print({ expression, escapers: [], plain: true })
      return laidOut
    }
    this.#walk.captured(body, startOf('text'))
    this.#print({ expression, escapers: this.#allowed(), plain: true })
    return this.#placed.after
  }

  #laidOut(body: Fragment, at: Context): Context | null {
    const { report } = this.#walk
    const mark = report.mark()
    const end = this.#walk.from(at, body.body)
    if (report.mark().errors === mark.errors && end !== null) return widen(at, end)
    report.rewind(mark)
    return null
  }
}
