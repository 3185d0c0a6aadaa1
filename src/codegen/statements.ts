import type { Escape, Expression, If, Of, Output, Scope, Statement, Text } from '../ast.js'
import { scopeOf } from '../semantics/names.js'
import { assign, bind, kept } from './assignments.js'
import { at, type Code, join, js, Mapped, mark, quote } from './code.js'
import { fold } from './fold.js'
import { filterBlock, needsLines } from './fragments.js'
import { knownText } from './known-macro.js'
import { isCount } from './loop-variable.js'
import { loop } from './loops.js'
import type { Mode } from './mode.js'
import { bodyOf, closing, opening, pointOf, startOf } from './points.js'
import { printedIn } from './prints.js'
import type { Printing, Routine } from './routine.js'
import { superText } from './super.js'
import { block, extend, importNames, include } from './templates.js'

type Printed = Text | Output
type Rows = { readonly [K in Exclude<Statement, Printed>['kind']]: (node: Of<K>, routine: Routine) => void }

/** Adds the lines of a body. Neighbouring text and output become one addition to the buffer. */
export function statements(body: readonly Statement[], routine: Routine): void {
  const addition = new Addition(routine)
  const { lines, mode } = routine
  for (let index = 0; index < body.length; index++) {
    const node = body[index]
    if (node === undefined) continue
    if (node.kind !== 'Text' && node.kind !== 'Output') {
      addition.end()
      lines.from = node.span.start
      const row = rows[node.kind] as (node: Statement, routine: Routine) => void
      row(node, routine)
    } else if (isKept(node, routine)) {
      addition.end()
      lines.from = node.span.start
      lines.add(mode.add(routine.buffer, [printed(node, routine, node.span.start)]))
    } else if (routine.dropped !== 'always') addition.print(node, body[index + 1])
  }
  addition.end()
}

/** What is added to the buffer at once. */
class Addition {
  readonly #routine: Routine
  #pieces: Code[] = []
  #startsWithCount = false
  #start = 0

  constructor(routine: Routine) {
    this.#routine = routine
  }

  /** Adds what a node prints; `next` is the statement behind it. */
  print(node: Printed, next: Statement | undefined): void {
    const routine = this.#routine
    if (this.#pieces.length > 0 && (this.#interrupts(node) || endsLine(this.#pieces, routine))) this.end()
    const from = startOf(node, next)
    routine.lines.from = from
    const code = printed(node, routine, from)
    if (code === '') return
    const count = node.kind === 'Output' && isCount(node.expression, routine)
    if (this.#pieces.length === 0) {
      this.#startsWithCount = count
      this.#start = from
    } else if (this.#startsWithCount && count) separate(this.#pieces, routine.mode)
    this.#pieces.push(code)
  }

  /** Whether code for a node puts lines before its statement. */
  #interrupts(node: Printed): boolean {
    return this.#routine.module.names.bodies && needsLines(node)
  }

  /** Adds the line, if there is something to print. */
  end(): void {
    if (this.#pieces.length === 0) return
    this.#routine.lines.from = this.#start
    print(this.#pieces, this.#routine)
    this.#pieces = []
  }
}

/** Two counts side by side are printed one after the other, not added. */
function separate(pending: Code[], mode: Mode): void {
  if (pending.length === 1 && mode.isText) pending.unshift(mode.empty)
}

/** An addition ends where the printed line ends, so that the code reads like the page. */
function endsLine(pending: readonly Code[], { module }: Routine): boolean {
  const last = pending.at(-1)
  const code = last instanceof Mapped ? last.code : last
  if (pending.length >= 20 || typeof code !== 'string') return pending.length >= 20
  return module.options.lineByLine ? code.includes('\\n') : code.endsWith('\\n"')
}

function print(pieces: readonly Code[], routine: Routine): void {
  const line = routine.mode.add(routine.buffer, pieces)
  const { dropped } = routine
  routine.lines.add(typeof dropped === 'object' ? js`if (${dropped.unless} === null) ${line}` : line)
}

/** In a template with a parent, output outside blocks goes nowhere; what call and filter blocks give still does. */
function isKept(node: Printed, { dropped }: Routine): boolean {
  if (dropped === 'never') return false
  return node.kind === 'Output' && (isCallBlock(node) || filterBlock(node) !== null)
}

function isCallBlock({ expression: value }: Output): boolean {
  return value.kind === 'Call' && value.args.named.some((argument) => argument.value.kind === 'Macro')
}

function printed(node: Printed, routine: Routine, from: number): Code {
  if (node.kind === 'Text') return staticText(node, routine, from)
  const { expression: value } = node
  const { mode } = routine
  const { finalize, values, trustsFilterBlocks } = routine.module.options
  const print = mode.isText ? routine.plan?.prints.get(node) : undefined
  if (print !== undefined) return printedIn(print, routine)
  if (node.final) return final(node, routine)
  if (finalize) {
    const finalized = js`$.finalize(${routine.site()}, ${routine.value(value)})`
    return at(value.span, mode.printed(finalized, routine.printing), pointOf(value))
  }
  const text = callText(value, routine)
  if (text !== null) return at(value.span, text, pointOf(value))
  if (isCount(value, routine)) return routine.value(value)
  const constant = fold(value, values)
  if (constant !== null && typeof routine.printing === 'string' && mode.isText) {
    const text = routine.printing === 'on' ? values.escape(constant.value) : values.text(constant.value)
    return text === '' ? '' : at(value.span, quote(text))
  }
  // Jinja prints what a call block gives as it is; a macro's text is safe either way, a function's need not be.
  const printing = trustsFilterBlocks && isCallBlock(node) ? 'off' : routine.printing
  return at(value.span, mode.printed(routine.value(value), printing), pointOf(value))
}

/** Code for a call that gives the text it prints. */
function callText(value: Expression, routine: Routine): Code | null {
  return knownText(value, routine) ?? superText(value, routine)
}

function staticText(node: Text, { plan, mode }: Routine, from: number): Code {
  const text = plan?.texts.get(node) ?? node.text
  if (text === '') return ''
  const points = mode.isText ? plan?.nonces.get(node) : undefined
  return at(node.span, points === undefined ? quote(text) : withNonces(text, points), from)
}

/** Code for a text with the nonce of the page at the given offsets. */
function withNonces(text: string, points: readonly number[]): Code {
  const pieces = [0, ...points].map((start, index) => quote(text.slice(start, points[index])))
  return join(pieces, ' + $.nonce(scope) + ')
}

/** What a filter block prints. */
function final(node: Output, routine: Routine): Code {
  const { expression: value } = node
  const { mode } = routine
  if (!mode.isText) return routine.value(value)
  // A filter may undo escaping (striptags does), so what it gives back is text again unless it says otherwise.
  routine.filtered = filterBlock(node)
  if (routine.module.options.trustsFilterBlocks && routine.filtered !== null) {
    return at(value.span, js`$.filtered(scope, ${routine.value(value)})`, pointOf(value))
  }
  const printing = value.kind === 'Filter' ? routine.printing : 'off'
  return at(value.span, mode.printed(routine.value(value), printing), pointOf(value))
}

const rows: Rows = {
  Do: (node, routine) => routine.lines.add(js`void (${routine.value(node.expression)});`),
  If: conditional,
  For: loop,
  Jump: (node, routine) => routine.lines.add(`${node.to};`),
  Assign: assign,
  Scope: scoped,
  Escape: escape,
  Block: block,
  Extends: extend,
  Include: include,
  Import: importNames,
}

/** More arms than this are written side by side: JavaScript's parser takes `else if` as nesting. */
const MOST_NESTED = 100

function conditional(node: If, routine: Routine): void {
  routine.depth++
  if (node.branches.length > MOST_NESTED) sideBySide(node, routine)
  else nested(node, routine)
  routine.depth--
}

function nested(node: If, routine: Routine): void {
  const { lines } = routine
  const otherwise = node.orElse.length > 0 ? bodyOf(node.orElse, node.span) : null
  let before: Code = ''
  node.branches.forEach(({ test, body, span }, index) => {
    const last = index === node.branches.length - 1
    const inside = bodyOf(body, { start: test.span.end, end: span.end })
    const head = js`${before}${mark(span.start, 'if (')}${routine.condition(test)}) ${opening(inside)}`
    lines.nest(head, () => routine.body(body), last && otherwise === null ? closing(inside) : '')
    before = js`${closing(inside)} else `
  })
  if (otherwise === null) return
  lines.nest(js`${before}${opening(otherwise)}`, () => routine.body(node.orElse), closing(otherwise))
}

function sideBySide(node: If, routine: Routine): void {
  const { lines } = routine
  const label = routine.identifiers.claim('arms')
  lines.nest(`${label}: {`, () => {
    for (const branch of node.branches) {
      const { test, body, span } = branch
      const inside = bodyOf(body, { start: test.span.end, end: span.end })
      const head = js`${mark(span.start, 'if (')}${routine.condition(test)}) ${opening(inside)}`
      const arm = (): void => {
        routine.body(body)
        lines.add(`break ${label};`)
      }
      lines.nest(head, arm, closing(inside))
    }
    routine.body(node.orElse)
  })
}

function scoped(node: Scope, routine: Routine): void {
  const values = node.bindings.map(({ target, value }) => ({ target, value: kept(value, routine) }))
  routine.within(scopeOf(routine.module.names, node), () => {
    for (const { target, value } of values) bind(target, value, routine)
    routine.body(node.body)
  })
}

function escape(node: Escape, routine: Routine): void {
  const before = routine.printing
  const constant = fold(node.value, routine.module.options.values)
  const printing = constant === null ? dynamic(node, routine) : truth(constant.value, routine)
  routine.printing = routine.plan?.printing.get(node) ?? printing
  routine.within(scopeOf(routine.module.names, node), () => routine.body(node.body))
  routine.printing = before
}

function truth(value: unknown, routine: Routine): Printing {
  return routine.module.options.values.truthy(value) ? 'on' : 'off'
}

function dynamic(node: Escape, routine: Routine): Printing {
  const flag = routine.identifiers.claim('escaping')
  routine.lines.add(js`const ${flag} = ${routine.condition(node.value)};`)
  return { flag }
}
