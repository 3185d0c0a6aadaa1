import type {
  Block,
  Escape,
  Expression,
  Extends,
  For,
  Fragment,
  If,
  Include,
  Macro,
  Of,
  Output,
  Statement,
  Text,
} from '../ast.js'
import { walk } from '../semantics/walk.js'
import type { Span } from '../source.js'
import { advance } from './advance.js'
import { type ContentType, contentTypeNamed, isMarkup } from './content-type.js'
import { type Context, startOf, TEXT } from './context.js'
import { describe } from './describe.js'
import { type Flow, fits, joinAll, settled, startsOutside, widen } from './flow.js'
import { rounds } from './loops.js'
import { noncePoints } from './nonce.js'
import type { PlanBuilder } from './plan-builder.js'
import { printed } from './prints.js'
import { type Report, sentence } from './report.js'
import { Edits } from './rewrite.js'
import { type Place, placeKey } from './use.js'
import type { Loop, Setting, Surroundings, Walk } from './walk.js'

/** Contexts on their way through a body: each text moves them on, each output is decided by where it stands. */
export class Walker implements Walk {
  at: Flow
  readonly around: Surroundings
  readonly plan: PlanBuilder
  readonly report: Report
  escaped: boolean
  capture: Context
  loops: Loop[] = []
  readonly callers = new Map<string, Place>()
  readonly #edits = new Edits()
  readonly #nonces = new Map<Text, readonly number[]>()
  /** The text in which a value without quotes begins that the document is in, and where. */
  #bare: { readonly text: Text; readonly at: number } | null = null
  /** What was printed last, where quotes can be closed behind it. */
  #last: Text | Output | null = null
  /** Whether output goes nowhere: behind the extends of a template. */
  #dropped = false
  block: Walk['block'] = null
  /** In how many branches the statement at hand is. */
  #branches = 0

  constructor(around: Surroundings, { at, plan, report, escaped, capture }: Setting) {
    this.around = around
    this.at = at
    this.plan = plan
    this.report = report
    this.escaped = escaped
    this.capture = capture
  }

  /** Walks through a whole body, and completes the plan. */
  all(body: readonly Statement[]): this {
    this.#way(body)
    for (const [text, changed] of this.#edits.texts()) this.plan.texts.set(text, changed)
    for (const [text, points] of this.#nonces) this.plan.nonces.set(text, this.#edits.moved(text, points))
    return this
  }

  from(at: Flow, statements: readonly Statement[]): Flow {
    this.at = at
    this.#bare = null
    this.#last = null
    this.#way(statements)
    return this.at
  }

  /** Walks through statements; whatever follows a jump is never reached. */
  #way(statements: readonly Statement[]): void {
    for (const [index, statement] of statements.entries()) {
      if (this.at === null) return
      if (statement.kind === 'Text') this.#text(statement, this.at)
      else if (statement.kind === 'Output') this.#output(statement, this.at, statements[index + 1])
      else {
        if (startsOutside(statement)) this.#settle()
        const row = rows[statement.kind] as (node: Statement, walker: Walker, at: Context) => void
        row(statement, this, this.at)
        this.#bare = null
        this.#last = null
      }
    }
    this.#settle()
  }

  /** Closes the quotes that a value is given, behind what was printed last. */
  #settle(): void {
    const closed = this.at === null ? null : settled(this.at)
    if (closed === null || this.#last === null) return
    if (this.#last.kind === 'Text') this.#edits.insert(this.#last, this.#last.text.length, '"')
    else {
      const print = this.plan.prints.get(this.#last)
      if (print === undefined) return
      this.plan.print(this.#last, { ...print, after: '"' })
    }
    this.at = closed
  }

  values(expression: Expression | null): void {
    if (expression === null || expression.kind === 'Name' || expression.kind === 'Literal') return
    walk(
      expression,
      (node) => {
        if (node.kind === 'Fragment') this.captured(node, this.capture)
        else if (node.kind === 'Macro') this.#macro(node)
        return node.kind !== 'Fragment' && node.kind !== 'Macro'
      },
      'value',
    )
  }

  captured(node: Fragment, start: Context): void {
    const plain = start.target === 'text' && start !== this.capture
    this.plan.escape(node, plain ? 'off' : null)
    const { escaped, capture } = this
    if (plain) {
      this.escaped = false
      this.capture = start
    }
    const end = this.#inside(node.body, start)
    this.escaped = escaped
    this.capture = capture
    if (end !== null && !fits(end, start))
      this.report.found('end-context', node.span, { ends: describe(end) })
  }

  /** A macro as a value. */
  #macro(node: Macro): void {
    for (const parameter of node.parameters) this.values(parameter.default)
    const end = this.#inside(node.body, this.capture)
    if (end !== null && !fits(end, this.capture)) {
      this.report.found('macro-end', node.span, { name: node.name, ends: describe(end) })
    }
  }

  /** Walks through a body apart from what surrounds it: where it ends. */
  #inside(body: readonly Statement[], start: Context): Flow {
    const { at, loops } = this
    const dropped = this.#dropped
    const [bare, last] = [this.#bare, this.#last]
    this.#dropped = false
    this.loops = []
    const end = this.from(start, body)
    this.at = at
    this.loops = loops
    this.#dropped = dropped
    this.#bare = bare
    this.#last = last
    return end
  }

  #text(node: Text, at: Context): void {
    if (this.#dropped || node.text === '') return
    const { context, edits, findings, valueAt } = advance(at, node.text)
    this.at = context
    this.#last = node
    if (valueAt !== null) this.#bare = { text: node, at: valueAt }
    else if (context.quote !== 'none') this.#bare = null
    this.#edits.set(node, edits)
    const points = noncePoints(at, node.text)
    if (points.length > 0) this.#nonces.set(node, points)
    for (const { id, at: offset, length, data, harmless } of findings) {
      const exact = node.text.length === node.span.end - node.span.start
      const start = node.span.start + offset
      const span = exact ? { start, end: start + length } : node.span
      this.report.found(id, span, { ...data, where: describe(at) } as never, harmless)
    }
  }

  #output(node: Output, at: Context, next: Statement | undefined): void {
    if (this.#dropped) return this.values(node.expression)
    this.at = printed(node, { at, next: next?.kind === 'Text' ? next.text : '' }, this)
    this.#last = node
  }

  quoteValue({ span }: Output, at: Context): void {
    if (this.#bare !== null) this.#edits.insert(this.#bare.text, this.#bare.at, '"')
    else this.report.found('bad-html', span, { reason: 'unquoted', text: '', where: describe(at) })
    this.#bare = null
  }

  /** A condition: all its branches have to end in places that can come together. */
  conditional(node: If, at: Context): void {
    for (const { test } of node.branches) this.values(test)
    this.#branches++
    const ends = [...node.branches.map(({ body }) => body), node.orElse].map((body) => this.from(at, body))
    this.#branches--
    this.#meet(ends, 'if', node.span)
  }

  /** Goes on where several ways come together. */
  #meet(ends: readonly Flow[], tag: string, span: Span): void {
    const { at, split } = joinAll(ends)
    this.at = at
    if (split === null) return
    const [first, second] = split
    this.report.found('branch-end', span, { tag, first: describe(first), second: describe(second) })
  }

  /** A loop, whose body may run any number of times. */
  loop(node: For, at: Context): void {
    this.values(node.iterable)
    this.values(node.filter)
    this.#branches++
    const ends = rounds(node, at, this)
    const otherwise = node.orElse.length === 0 ? [] : [this.from(at, node.orElse)]
    this.#branches--
    this.#meet([...ends, ...otherwise], 'for', node.span)
  }

  /** A jump out of a round. */
  jump(to: 'break' | 'continue', at: Context): void {
    this.#settle()
    this.loops.at(-1)?.[to === 'break' ? 'breaks' : 'continues'].push(this.at ?? at)
    this.at = null
  }

  /** A body whose escaping is switched, or that is written in another language. */
  escape(node: Escape, at: Context): void {
    const { escaped, capture } = this
    const { value } = node
    this.escaped = value.kind !== 'Literal' || Boolean(value.value)
    const type = otherType(value, at)
    if (type === null || !this.escaped) {
      this.plan.escape(node, this.escaped && !isMarkup(capture.target) ? 'off' : null)
      this.#way(node.body)
    } else {
      this.capture = startOf(isMarkup(type) ? type : 'text')
      this.plan.escape(node, isMarkup(type) ? null : 'off')
      this.#inside(node.body, startOf(type))
    }
    this.escaped = escaped
    this.capture = capture
  }

  /** The parent of the template: what follows is only printed where the parent has it. */
  extend(node: Extends, at: Context): void {
    this.values(node.parent)
    const { use } = this.around
    const to = use?.kind === 'whole' && at === use.place.from ? use.place.to : widen(at)
    this.#stand(node, at, this.#endOf(node.parent, at) ?? to)
    if (this.#branches === 0) this.#dropped = true
  }

  /** A block, where it is printed or as what replaces another. */
  stand(node: Block, at: Context): void {
    const dropped = this.#dropped
    const outer = this.block
    if (dropped && outer === null) this.#ofChild(node)
    else {
      this.block = { name: node.name, place: at === TEXT ? null : { from: at, to: widen(at) } }
      const end = this.#inside(node.body, at) ?? at
      this.#stand(node, at, widen(at, end))
      this.around.standing.set(node.name, this.plan.places.get(node) ?? '')
    }
    this.block = outer
    if (dropped) this.at = at
  }

  /** Goes on behind something that stands in a place of its own. */
  #stand(node: Block | Include | Extends, from: Context, to: Context): void {
    const isText = from === TEXT && to === TEXT
    this.plan.place(node, isText ? null : placeKey({ from, to }))
    this.at = to
  }

  /** A block of a template with a parent, which alone knows where it stands: it is taken to stand in text. */
  #ofChild(node: Block): void {
    const report = this.report.apart()
    const { plan, escaped, capture } = this
    const walker = new Walker(this.around, { at: TEXT, plan, report, escaped, capture })
    walker.block = { name: node.name, place: null }
    const { at } = walker.all(node.body)
    if (at !== null && at !== TEXT && report.errors.length === 0) {
      const wanted = describe(TEXT)
      report.found('block-end', node.nameSpan, { name: node.name, wanted, ends: describe(at) })
    }
    const [reason] = report.errors
    if (reason === undefined) plan.refused.delete(node)
    else {
      plan.refused.set(node, sentence(reason))
      this.around.unsettled.set(node, report.errors)
    }
    this.report.warnings.push(...report.warnings)
  }

  /** Another template in place. */
  include(node: Include, at: Context): void {
    const { template } = node
    this.values(template)
    if (this.#dropped) return
    const end = node.ignoreMissing ? null : this.#endOf(template, at)
    // An included template may change, as long as it ends where a value or an attribute would.
    this.#stand(node, at, end === null ? widen(at) : widen(at, end))
  }

  /** Where a template of a fixed name ends, where that is worth opening it; else null. */
  #endOf(template: Expression, at: Context): Context | null {
    const { follow, followText } = this.around
    if (template.kind !== 'Literal' || typeof template.value !== 'string') return null
    return at !== TEXT || followText ? follow(template.value, at) : null
  }

  /** A body with names of its own. */
  scope(node: Of<'Scope'>): void {
    for (const { value } of node.bindings) this.values(value)
    this.#way(node.body)
  }
}

/** What a body of autoescape is written in, if that is something else than what surrounds it. */
function otherType(value: Expression, { target }: Context): ContentType | null {
  const constant = value.kind === 'Literal' ? value.value : undefined
  const named = typeof constant === 'string' ? contentTypeNamed(constant) : null
  if (named !== null && named !== 'html' && named !== target) return named
  return constant !== false && target === 'text' ? 'html' : null
}

type Rows = {
  readonly [K in Exclude<Statement['kind'], 'Text' | 'Output'>]: (
    node: Of<K>,
    walker: Walker,
    at: Context,
  ) => void
}

const rows: Rows = {
  Do: (node, walker) => walker.values(node.expression),
  If: (node, walker, at) => walker.conditional(node, at),
  For: (node, walker, at) => walker.loop(node, at),
  Jump: (node, walker, at) => walker.jump(node.to, at),
  Assign: (node, walker) => walker.values(node.value),
  Scope: (node, walker) => walker.scope(node),
  Escape: (node, walker, at) => walker.escape(node, at),
  Block: (node, walker, at) => walker.stand(node, at),
  Extends: (node, walker, at) => walker.extend(node, at),
  Include: (node, walker, at) => walker.include(node, at),
  Import: (node, walker) => walker.values(node.template),
}
